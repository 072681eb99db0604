"""Options that several commands have, each with its words: a command gives the default."""

from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.printing import DrawnFormat, FollowedFormat, Format, MeasuredFormat, MemoFormat, PageFormat, PaperFormat

__all__ = [
    "PLACE",
    "Day",
    "Drawn",
    "DrawnFile",
    "Followed",
    "Measured",
    "Memo",
    "Page",
    "PageFile",
    "Paper",
    "PaperFile",
    "Place",
    "Plain",
    "Readings",
    "Secret",
    "StrictDays",
]

PLACE = 'A name ("Los Angeles", "Houston, TX", texas), a pack id, or a path to a pack folder.'
"""What a place may be typed as."""

Place = Annotated[str, Parameter(help=PLACE)]
Day = Annotated[str, Parameter(help="The day, as 2018-10-01 (2018: its first day); without it today.")]
StrictDays = Annotated[bool, Parameter(help="Presume nothing after the last day that was searched.", negative="")]
Readings = Annotated[tuple[str, ...], Parameter(help="Fix a disputed reading: NAME=true or NAME=false.", negative="")]
Secret = Annotated[str, Parameter(help="A file whose first line is the passphrase; else SANCTUARY_RECORD_PASSPHRASE or a prompt.")]

Plain = Annotated[Format, Parameter(name="--format", help="text or json.")]
Measured = Annotated[
    MeasuredFormat, Parameter(name="--format", help="text, json, html, pdf (one page), svg or png; csv of several places.")
]
Page = Annotated[PageFormat, Parameter(name="--format", help="text, json or html.")]
Drawn = Annotated[DrawnFormat, Parameter(name="--format", help="text, json, html, svg or png.")]
Followed = Annotated[FollowedFormat, Parameter(name="--format", help="text, json, csv, html, svg or png.")]
Memo = Annotated[MemoFormat, Parameter(name="--format", help="text, json, docx or pdf: the last two are a memo. csv of all places.")]
Paper = Annotated[PaperFormat, Parameter(name="--format", help="text, json, html or pdf: the last two are to print.")]
PaperFile = Annotated[str, Parameter(name=("--output", "-o"), help="The file to write; html and pdf need one.")]
PageFile = Annotated[str, Parameter(name=("--output", "-o"), help="The file to write, in the form of --format; a page needs one.")]
DrawnFile = Annotated[str, Parameter(name=("--output", "-o"), help="The file to write, in the form of --format; a picture needs one.")]
