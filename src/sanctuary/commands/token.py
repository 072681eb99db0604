"""`sanctuary token`: tokens for an agency's systems, made, listed and retired by an operator."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from sanctuary.commands.options import Plain
from sanctuary.commands.printing import print_json
from sanctuary.commands.record_agency import agency_of
from sanctuary.commands.recorded import told
from sanctuary.commands.words import day
from sanctuary.errors import RequestError, nearest
from sanctuary.law.packs import Library
from sanctuary.study.phrases import listed, plural
from sanctuary.systems.tokens import RATE, Scope, Token, read
from sanctuary.systems.tokens import make as made
from sanctuary.systems.tokens import retire as retired

__all__ = ["token"]

token = App(name="token", help="Tokens with which an agency's systems ask and record. Only their digests are kept.")


@token.command
def make(
    folder: Path,
    *,
    agency: Annotated[str, Parameter(help="Whose token it is: the vocabulary's word for an actor, as sheriff.")],
    scope: Annotated[tuple[Scope, ...], Parameter(help="ask, record:read, record:write; several may be named.", negative="")] = ("ask",),
    rate: Annotated[int, Parameter(help="Requests of a minute.")] = RATE,
    until: Annotated[str, Parameter(help="The last day on which it is good; without it until it is retired.")] = "",
    format: Plain = "text",  # noqa: A002 - the option's name
) -> int:
    """Make a token. It is printed this once and kept nowhere: hand it to whoever runs the system.

    Parameters
    ----------
    folder
        The folder that `sanctuary serve --systems` serves from.
    """
    agency = agency_of(agency, "", date.today())  # noqa: DTZ011 - the operator's day
    actors = Library().vocabulary.enums["Actor"]
    if agency not in actors:
        raise RequestError(f"--agency: '{agency}' is no actor of the vocabulary; {nearest(agency, actors)}")
    text, one = made(folder, agency, scope, date.today(), rate=rate, until=day(until))  # noqa: DTZ011 - the operator's day
    report = {"schema": "sanctuary.token/1", "token": text, **_row(one)}
    return told(format, report, text, f"Token {one.id} of {agency}: {_about(one)}. It is printed this once; only its digest is kept.")


@token.command(name="list")
def list_(folder: Path, *, format: Plain = "text") -> int:  # noqa: A002 - the option's name
    """List the tokens of a folder, none of them in words that open anything.

    Parameters
    ----------
    folder
        The folder of the tokens.
    """
    found = read(folder)
    if format == "json":
        print_json({"schema": "sanctuary.token.list/1", "tokens": [_row(one) for one in found]})
        return 0
    lines = [f"{one.id}  {one.agency}: {_about(one)}" for one in found] or [f"No token is in {folder}."]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


@token.command
def retire(folder: Path, id: str, *, format: Plain = "text") -> int:  # noqa: A002 - the words of the command
    """End a token, at once: a running server looks at the file before each request.

    Parameters
    ----------
    folder
        The folder of the tokens.
    id
        The token's id, as 'list' tells it.
    """
    one = retired(folder, id, date.today())  # noqa: DTZ011 - the operator's day
    return told(format, {"schema": "sanctuary.token.retired/1", **_row(one)}, f"Token {one.id} of {one.agency} is retired.")


def _row(one: Token) -> dict[str, object]:
    return {
        "id": one.id, "agency": one.agency, "scopes": one.scopes, "rate": one.rate, "made": one.made, "until": one.until,
        "retired": one.retired,
    }  # fmt: skip


def _about(one: Token) -> str:
    ends = f", retired on {one.retired}" if one.retired else f", until {one.until}" if one.until else ""
    return f"{listed(list(one.scopes))}, {plural(one.rate, 'request')} a minute{ends}"
