"""`sanctuary hook`: webhooks for what is due, made and retired by an operator; `send` is one round, for a timer to start."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from sanctuary.account.due import DueItem, calendar
from sanctuary.commands.options import Plain, Secret
from sanctuary.commands.printing import print_json
from sanctuary.commands.recorded import Who, open_log, told
from sanctuary.commands.words import place_of
from sanctuary.errors import RecordError, RequestError, nearest
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.record.clock import span
from sanctuary.study.phrases import plural
from sanctuary.systems.hooks import Hook, hooks_of, make_hook, retire_hook
from sanctuary.systems.telling import tell_round

__all__ = ["hook"]

hook = App(name="hook", help="Webhooks: an agency's system is told of what is due soon or late. None exists unless one is made.")


@hook.command
def make(
    folder: Path,
    address: str,
    *,
    agency: Annotated[str, Parameter(help="Whose due items it is told of: the vocabulary's word for an actor, as sheriff.")],
    private: Annotated[bool, Parameter(help="Allow an address inside the agency's own network, and http there.", negative="")] = False,
    format: Plain = "text",  # noqa: A002 - the option's name
) -> int:
    """Make a webhook. Its secret is printed: whoever receives needs it to check the signature.

    Parameters
    ----------
    folder
        The folder that holds the agency's tokens.
    address
        Where messages are sent, as https://jail.example.gov/sanctuary.
    """
    actors = Library().vocabulary.enums["Actor"]
    if agency not in actors:
        raise RequestError(f"--agency: '{agency}' is no actor of the vocabulary; {nearest(agency, actors)}")
    one = make_hook(folder, agency, address, date.today(), private=private)  # noqa: DTZ011 - the operator's day
    report = {"schema": "sanctuary.hook/1", "secret": one.secret, **_row(one)}
    return told(format, report, one.secret, f"Webhook {one.id} of {agency}. The secret is for whoever receives, to check signatures.")


@hook.command(name="list")
def list_(folder: Path, *, format: Plain = "text") -> int:  # noqa: A002 - the option's name
    """List the webhooks of a folder, without their secrets.

    Parameters
    ----------
    folder
        The folder of the webhooks.
    """
    found = hooks_of(folder)
    if format == "json":
        print_json({"schema": "sanctuary.hook.list/1", "hooks": [_row(one) for one in found]})
        return 0
    lines = [f"{one.id}  {one.agency}: {one.address}{_ended(one)}" for one in found] or [f"No webhook is in {folder}."]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


@hook.command
def retire(folder: Path, id: str, *, format: Plain = "text") -> int:  # noqa: A002 - the words of the command
    """End a webhook: nothing more is sent to it.

    Parameters
    ----------
    folder
        The folder of the webhooks.
    id
        The webhook's id, as 'list' tells it.
    """
    one = retire_hook(folder, id, date.today())  # noqa: DTZ011 - the operator's day
    return told(format, {"schema": "sanctuary.hook.retired/1", **_row(one)}, f"Webhook {one.id} of {one.agency} is retired.")


@hook.command
def send(
    folder: Path,
    record: Path,
    *,
    soon: Annotated[str, Parameter(help="How far ahead it looks, as PT12H or P3D.")] = "PT24H",
    passphrase_file: Secret = "",
    person: Who = "",
    format: Plain = "text",  # noqa: A002 - the option's name
) -> int:
    """Tell each webhook of what is late, or falls due soon: one round. What failed before is tried again when its time has come.

    Parameters
    ----------
    folder
        The folder of the webhooks.
    record
        The folder of the record.
    """
    try:
        ahead = span(soon)
    except RecordError:
        ahead = None
    if ahead is None:
        raise RequestError("--soon: write a length of time as PT12H or P3D.")
    library = Library()
    with open_log(record, passphrase_file, person) as log:
        now = log.now()
        first, last = date(now.year, 1, 1), max(date(now.year, 12, 31), (now + ahead).date())
        standing = {}
        if log.settings.place:
            own, name = place_of(library, log.settings.place)
            standing = {pack.id: pack.duties for pack in law_of(own, name, now.date()).packs.values()}

        def items(agency: str) -> Sequence[DueItem]:
            return calendar(log, standing, first, last, agency)

        done = tell_round(folder, items, library.vocabulary.duties, now, ahead)
    if format == "json":
        print_json(done)
    else:
        why = f" ({', '.join(done.why)})" if done.why else ""
        gone = "".join(f" Webhook {one} said that it is gone, and is retired." for one in done.retired)
        sys.stdout.write(f"{plural(done.sent, 'message')} sent, {done.waiting} to be tried again, {done.given_up} given up{why}.{gone}\n")
    return 1 if done.waiting or done.given_up else 0


def _row(one: Hook) -> dict[str, object]:
    return {
        "id": one.id, "agency": one.agency, "address": one.address, "private": one.private, "made": one.made, "retired": one.retired,
    }  # fmt: skip


def _ended(one: Hook) -> str:
    return f", retired on {one.retired}" if one.retired else ""
