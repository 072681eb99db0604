"""What is kept behind the counter: agencies, whose account is of which and in which role, whose a counter is, and tries at signing in."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import User
from django.db import models
from django.db.models.signals import post_save
from django.dispatch import receiver

from sanctuary.desk.behind.scope import Scoped, here
from sanctuary.desk.models import Invitation, Site

__all__ = ["Agency", "Job", "Member", "Offer", "Placed", "Proposal", "Try"]


class Agency(models.Model):
    """An agency that shares this machine. `folder` is where its signature and record are; empty for the first, which has the desk's own."""

    title: "models.CharField[str, str]" = models.CharField(max_length=120)
    folder: "models.CharField[str, str]" = models.CharField(max_length=40, unique=True, blank=True)

    objects: ClassVar[models.Manager["Agency"]] = models.Manager()

    def __str__(self) -> str:
        return self.title


class Member(models.Model):
    """An account's agency and role. Every account has one from the moment it is made."""

    account: "models.OneToOneField[User, User]" = models.OneToOneField(User, on_delete=models.CASCADE, related_name="member")
    agency: "models.ForeignKey[Agency, Agency]" = models.ForeignKey(Agency, on_delete=models.CASCADE)
    role: "models.CharField[str, str]" = models.CharField(max_length=12, default="desk")

    objects: ClassVar[Scoped["Member"]] = Scoped()
    everywhere: ClassVar[models.Manager["Member"]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.role}-{self.pk}"


class Placed(models.Model):
    """Whose a counter is."""

    site: "models.OneToOneField[Site, Site]" = models.OneToOneField(Site, on_delete=models.CASCADE, related_name="placed")
    agency: "models.ForeignKey[Agency, Agency]" = models.ForeignKey(Agency, on_delete=models.CASCADE)

    objects: ClassVar[Scoped["Placed"]] = Scoped()

    def __str__(self) -> str:
        return "a counter's agency"


class Offer(models.Model):
    """What a link makes: an account of an agency, in a role. It ends with its link."""

    invitation: "models.OneToOneField[Invitation, Invitation]" = models.OneToOneField(
        Invitation, on_delete=models.CASCADE, related_name="offer"
    )
    agency: "models.ForeignKey[Agency, Agency]" = models.ForeignKey(Agency, on_delete=models.CASCADE)
    role: "models.CharField[str, str]" = models.CharField(max_length=12, default="desk")

    objects: ClassVar[models.Manager["Offer"]] = models.Manager()

    def __str__(self) -> str:
        return "an offer"


class Try(models.Model):
    """A try at a secret. Each column is a digest under the desk's own secret of what it is counted by: it holds no name and no address."""

    account: "models.CharField[str, str]" = models.CharField(max_length=64, db_index=True)
    address: "models.CharField[str, str]" = models.CharField(max_length=64, db_index=True)
    both: "models.CharField[str, str]" = models.CharField(max_length=64, db_index=True)
    at: "models.DateTimeField[datetime, datetime]" = models.DateTimeField(db_index=True)

    objects: ClassVar[models.Manager["Try"]] = models.Manager()

    def __str__(self) -> str:
        return "a try"


class Proposal(models.Model):
    """An act on the record that waits for a second person. `sealed` opens under the record's own key; `token` makes it one entry.

    `act`: "correction", "entry" (one that was written and waits), "void" or "erasure"; `agreed`: who agreed to one of the last two, which
    is then signed by two people where the record's keys are.
    """

    agency: "models.ForeignKey[Agency, Agency]" = models.ForeignKey(Agency, on_delete=models.CASCADE)
    member: "models.ForeignKey[Member, Member]" = models.ForeignKey(Member, on_delete=models.CASCADE)
    act: "models.CharField[str, str]" = models.CharField(max_length=12)
    seq: "models.BigIntegerField[int, int]" = models.BigIntegerField()
    token: "models.CharField[str, str]" = models.CharField(max_length=32, unique=True)
    sealed: "models.BinaryField[bytes, bytes]" = models.BinaryField()
    made_at: "models.DateTimeField[datetime, datetime]" = models.DateTimeField()
    agreed: "models.ForeignKey[Member | None, Member | None]" = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects: ClassVar[Scoped["Proposal"]] = Scoped()

    def __str__(self) -> str:
        return "a proposal"


class Job(models.Model):
    """An audit or a scan of an uploaded file, of whoever began it. The upload is in no row and no file; `sealed` is what was found."""

    agency: "models.ForeignKey[Agency, Agency]" = models.ForeignKey(Agency, on_delete=models.CASCADE)
    member: "models.ForeignKey[Member, Member]" = models.ForeignKey(Member, on_delete=models.CASCADE)
    kind: "models.CharField[str, str]" = models.CharField(max_length=8)
    state: "models.CharField[str, str]" = models.CharField(max_length=8, default="waiting")
    done: "models.BigIntegerField[int, int]" = models.BigIntegerField(default=0)
    total: "models.BigIntegerField[int, int]" = models.BigIntegerField(default=0)
    sealed: "models.BinaryField[bytes, bytes]" = models.BinaryField(default=b"")
    begun: "models.DateTimeField[datetime, datetime]" = models.DateTimeField()
    touched: "models.DateTimeField[datetime, datetime]" = models.DateTimeField()

    objects: ClassVar[Scoped["Job"]] = Scoped()
    everywhere: ClassVar[models.Manager["Job"]] = models.Manager()

    def __str__(self) -> str:
        return "a job"


def _agency() -> Agency:
    """The agency of the request; outside of requests the first."""
    whose = here()
    return Agency.objects.get(folder="") if whose is None or not whose.agency else Agency.objects.get(pk=whose.agency)


@receiver(post_save, sender=User)
def _of_an_agency(instance: User, *, created: bool, **_: Any) -> None:
    """A new account belongs to an agency at once, in the role that may least; the first account of the machine leads."""
    if created:
        Member.everywhere.create(account=instance, agency=_agency(), role="supervisor" if instance.is_staff else "desk")


@receiver(post_save, sender=Site)
def _placed(instance: Site, *, created: bool, **_: Any) -> None:
    """A new counter is of the agency that made it."""
    if created:
        Placed.objects.create(site=instance, agency=_agency())
