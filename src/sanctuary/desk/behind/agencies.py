"""Agencies that share a machine: making one, and a counter of one."""

from django.db import transaction
from django.utils.text import slugify

from sanctuary.desk.behind.models import Agency, Member
from sanctuary.desk.models import Site
from sanctuary.errors import RequestError

__all__ = ["leaders", "new_agency", "new_site"]


def new_agency(title: str) -> Agency:
    """An agency beside the first; refuses a name of which no folder can be made, or that another has."""
    folder = slugify(title)[:40]
    if not folder or len(title) > 120 or not title.isprintable():
        raise RequestError("--agency: give a name of at most 120 characters with a letter or a digit in it.")
    made, new = Agency.objects.get_or_create(folder=folder, defaults={"title": title})
    if not new:
        raise RequestError(f"--agency: '{folder}' is there already. Give another name; its supervisor invites people.")
    return made


def new_site(slug: str, counter: str, title: str) -> Site:
    """A counter of the agency whose request it is. Where another agency has its address, a number is put behind it."""
    with transaction.atomic():
        # An address is one for the machine; whether another agency has it is asked outside the scope.
        taken = set(Site.everywhere.filter(slug__startswith=slug[:36]).values_list("slug", flat=True))
        free = next(name for name in (slug, *(f"{slug[:36]}-{number}" for number in range(2, 1000))) if name not in taken)
        return Site.objects.create(slug=free, counter=counter, title=title)


def leaders(agency: int) -> int:
    """How many accounts that can sign in lead an agency."""
    return Member.everywhere.filter(agency_id=agency, role="supervisor", account__is_active=True).count()
