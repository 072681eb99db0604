"""What the desk keeps: open interviews, which it cannot read by itself; site cards; invitations; scores of training."""

from datetime import date, datetime
from typing import ClassVar

from django.contrib.auth.models import User
from django.db import models

from sanctuary.desk.behind.scope import Scoped

__all__ = ["Invitation", "OpenInterview", "Score", "Site"]


class OpenInterview(models.Model):
    """An interview that is not closed. Neither row nor table says whose it is: `owner` and the key follow from the browser's cookie."""

    owner: "models.CharField[str, str]" = models.CharField(max_length=64, primary_key=True)
    sealed: "models.BinaryField[bytes, bytes]" = models.BinaryField()
    touched: "models.DateTimeField[datetime, datetime]" = models.DateTimeField(db_index=True)

    objects: ClassVar[models.Manager["OpenInterview"]] = models.Manager()

    def __str__(self) -> str:
        return "an open interview"


class Site(models.Model):
    """A counter of the agency and its card, as card.py reads it."""

    slug: "models.SlugField[str, str]" = models.SlugField(max_length=40, unique=True)
    counter: "models.CharField[str, str]" = models.CharField(max_length=20)
    title: "models.CharField[str, str]" = models.CharField(max_length=120)
    card: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict)

    objects: ClassVar[Scoped["Site"]] = Scoped("placed__agency")
    everywhere: ClassVar[models.Manager["Site"]] = models.Manager()

    def __str__(self) -> str:
        return self.title


class Invitation(models.Model):
    """A link that makes one account, once. Only a digest of its word is kept."""

    digest: "models.CharField[str, str]" = models.CharField(max_length=64, primary_key=True)
    ends: "models.DateTimeField[datetime, datetime]" = models.DateTimeField()

    objects: ClassVar[models.Manager["Invitation"]] = models.Manager()

    def __str__(self) -> str:
        return "an invitation"


class Score(models.Model):
    """A training case that somebody played, and whether the conduct was right."""

    account: "models.ForeignKey[User, User]" = models.ForeignKey(User, on_delete=models.CASCADE)
    case: "models.CharField[str, str]" = models.CharField(max_length=40)
    right: "models.BooleanField[bool, bool]" = models.BooleanField()
    day: "models.DateField[date, date]" = models.DateField()

    objects: ClassVar[models.Manager["Score"]] = models.Manager()

    def __str__(self) -> str:
        return self.case
