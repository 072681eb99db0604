"""Agencies that share a machine: making one, and a counter of one."""

from django.db import transaction
from django.utils.text import slugify

from sanctuary.desk.behind.models import Agency, Member
from sanctuary.desk.behind.scope import across
from sanctuary.desk.models import Site
from sanctuary.errors import RequestError

__all__ = ["FIRST", "agency_of", "leaders", "new_site"]


FIRST = "first"
"""How the agency with which a desk began is called on the machine."""


def agency_of(title: str) -> Agency:
    """The agency of a name, made where there is none; refuses a name of which no folder can be made."""
    if title == FIRST:
        return Agency.objects.get(folder="")
    folder = slugify(title)[:40]
    if not folder or len(title) > 120 or not title.isprintable():
        raise RequestError("--agency: give a name of at most 120 characters with a letter or a digit in it.")
    return Agency.objects.get_or_create(folder=folder, defaults={"title": title})[0]


def new_site(slug: str, counter: str, title: str) -> Site:
    """A counter of the agency whose request it is. Where another agency has its address, a number is put behind it."""
    # An address is one for the machine, whether another agency has it is asked across all, and a new counter has no agency yet.
    with across(), transaction.atomic():
        taken = set(Site.everywhere.filter(slug__startswith=slug[:36]).values_list("slug", flat=True))
        free = next(name for name in (slug, *(f"{slug[:36]}-{number}" for number in range(2, 1000))) if name not in taken)
        return Site.objects.create(slug=free, counter=counter, title=title)


def leaders(agency: int) -> int:
    """How many accounts that can sign in lead an agency."""
    return Member.everywhere.filter(agency_id=agency, role="supervisor", account__is_active=True).count()
