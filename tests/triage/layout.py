"""Rows of specimens, and what the papers of one court or agency share: headings, signatures, the words that a seed draws."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

ON = date(2026, 3, 10)
"""The day on which specimens are read."""


@dataclass(frozen=True)
class Row:
    """A row of a page: centered, left, two columns, or a place for a signature with the words under it."""

    form: Literal["center", "left", "two", "sign", "gap", "break"]
    text: str = ""
    right: str = ""
    size: int = 11
    ink: bool = False
    under: tuple[str, ...] = ()


@dataclass(frozen=True)
class Specimen:
    """A paper with what it is; `judge` says that a judge decided it."""

    name: str
    truth: str
    paper: str | None
    court: str | None
    rows: tuple[Row, ...]
    style: int


def center(text: str, size: int = 11) -> Row:
    return Row("center", text, size=size)


def left(text: str, size: int = 11) -> Row:
    return Row("left", text, size=size)


def two(text: str, right: str) -> Row:
    return Row("two", text, right)


def sign(*under: str, ink: bool = True, text: str = "", right: bool = True) -> Row:
    return Row("sign", text, right="right" if right else "", ink=ink, under=under)


GAP = Row("gap")


class Draw:
    """Choices of one specimen."""

    def __init__(self, seed: int, style: int) -> None:
        self.random = random.Random(f"specimen {seed} {style}")
        self.style = style

    def of(self, *words: str) -> str:
        return self.random.choice(words)

    def by(self, *words: str) -> str:
        """One wording for each style."""
        return words[self.style % len(words)]

    @property
    def person(self) -> str:
        return f"SPECIMEN {self.of('PERSON', 'DEFENDANT', 'SUBJECT')} {self.of('ALPHA', 'BRAVO', 'CHARLIE', 'DELTA')}"

    @property
    def judge(self) -> str:
        return f"SPECIMEN {self.of('JUDGE', 'MAGISTRATE')} {self.of('ONE', 'TWO', 'THREE')}"

    @property
    def day(self) -> str:
        return self._written(date(2026, self.random.randint(1, 11), self.random.randint(1, 28)))

    @property
    def late_day(self) -> str:
        """One of the ten days before specimens are read: a paper that must be carried out within ten days still may be."""
        return self._written(ON - timedelta(days=self.random.randint(0, 10)))

    def _written(self, day: date) -> str:
        return self.of(f"{day:%m/%d/%Y}", f"{day:%B} {day.day}, {day.year}")

    def docket(self, kind: str) -> str:
        return f"{self.random.randint(0, 9)}:26-{kind}-{self.random.randint(1, 99999):05}-SP{self.of('A', 'B')}"

    def number(self, letters: str) -> str:
        return f"{letters}{self.random.randint(10000, 999999)}"


Made = tuple[str, str | None, str | None, list[Row]]
Maker = Callable[[Draw], Made]


def federal(d: Draw, parties: tuple[str, str], number: str) -> list[Row]:
    district = d.of("Northern District of Specimen", "District of Specimen", "Western District of Specimen")
    head = {
        0: [center("UNITED STATES DISTRICT COURT", 14), center("for the"), center(district)],
        1: [center("IN THE UNITED STATES DISTRICT COURT", 12), center(f"FOR THE {district.upper()}", 12)],
        2: [center("UNITED STATES DISTRICT COURT", 12), center(district.upper(), 12), center("SPECIMEN DIVISION", 12)],
    }[d.style]
    caption = {
        0: [
            two(parties[0], ")"),
            two("          " + d.of("v.", "v.") if parties[1] else "", f")     Case No. {number}"),
            two(parties[1], ")"),
        ],
        1: [
            two(parties[0] + ",", ")"),
            two("               Plaintiff," if parties[1] else "", f")   No. {number}"),
            two("     vs." if parties[1] else "", ")"),
            two(parties[1], ")"),
        ],
        2: [two(parties[0], f"Case Number: {number}"), two("v." if parties[1] else "", ""), two(parties[1], "")],
    }[d.style]
    return [*head, GAP, *caption, GAP]


def state(d: Draw, which: str, parties: tuple[str, str], number: str) -> list[Row]:
    heads = {
        "California": (
            ["SUPERIOR COURT OF CALIFORNIA", "COUNTY OF SPECIMEN"],
            ["SUPERIOR COURT OF THE STATE OF CALIFORNIA", "FOR THE COUNTY OF SPECIMEN"],
            ["IN THE SUPERIOR COURT OF THE STATE OF CALIFORNIA", "IN AND FOR THE COUNTY OF SPECIMEN"],
        ),
        "New York": (
            ["CRIMINAL COURT OF THE CITY OF NEW YORK", "COUNTY OF SPECIMEN"],
            ["SUPREME COURT OF THE STATE OF NEW YORK", "COUNTY OF SPECIMEN"],
            ["STATE OF NEW YORK", "COUNTY COURT : COUNTY OF SPECIMEN"],
        ),
        "Texas": (
            ["IN THE DISTRICT COURT OF SPECIMEN COUNTY, TEXAS", "000TH JUDICIAL DISTRICT"],
            ["IN THE COUNTY COURT AT LAW NO. 0", "SPECIMEN COUNTY, TEXAS"],
            ["IN THE JUSTICE COURT, PRECINCT 0", "SPECIMEN COUNTY, TEXAS"],
        ),
    }[which][d.style]
    label = {"California": "Case No.", "New York": "Docket No.", "Texas": "Cause No."}[which]
    caption = [two(parties[0], f"{label} {number}"), two("v." if parties[1] else "", ""), two(parties[1], "")]
    return [*(center(text, 13) for text in heads), GAP, *caption, GAP]


def us(d: Draw) -> tuple[str, str]:
    return "UNITED STATES OF AMERICA", d.person
