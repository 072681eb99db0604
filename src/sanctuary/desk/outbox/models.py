"""The table of letters to the record's writer: which agency's, sealed, and once it is entered the number of the entry."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from sanctuary.desk.behind.models import Agency
from sanctuary.desk.behind.scope import Scoped

__all__ = ["Letter"]


class Letter(models.Model):
    """A letter. `token` makes it one entry; `sealed` opens under the record's keys alone, and is emptied once it is entered (`done_at`).

    `number`: the entry that it became, where it became one; `told`: why the record did not take it yet, without a value.
    """

    agency: "models.ForeignKey[Agency, Agency]" = models.ForeignKey(Agency, on_delete=models.CASCADE)
    token: "models.CharField[str, str]" = models.CharField(max_length=32, unique=True)
    sealed: "models.BinaryField[bytes, bytes]" = models.BinaryField()
    made_at: "models.DateTimeField[datetime, datetime]" = models.DateTimeField()
    done_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(null=True, db_index=True)
    number: "models.BigIntegerField[int | None, int | None]" = models.BigIntegerField(null=True)
    told: "models.CharField[str, str]" = models.CharField(max_length=500, default="")

    objects: ClassVar[Scoped["Letter"]] = Scoped()
    everywhere: ClassVar[models.Manager["Letter"]] = models.Manager()

    def __str__(self) -> str:
        return "a letter"
