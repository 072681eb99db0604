"""`sanctuary decide all`: one situation asked of every state and of every place whose own law is encoded, as a table, CSV or JSON."""

from collections.abc import Sequence

from sanctuary.commands.printing import Printer, print_json, printed_to, working
from sanctuary.commands.words import day_or_today
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError
from sanctuary.law.known import known
from sanctuary.law.packs import Library
from sanctuary.model import Outcome
from sanctuary.study.everywhere import SCHEMA, EveryPlace, Everywhere, as_csv, everywhere
from sanctuary.study.phrases import outcome_said, plural

__all__ = ["ALL", "decide_all"]

ALL = "all"
"""The word that stands for every place."""


def decide_all(situation: Situation, days: str, form: str, output: str, *, strict: bool) -> int:
    """The answers as text, CSV or JSON; `days` are one or several with commas between."""
    if form not in ("text", "csv", "json"):
        raise RequestError(f"every place is told as text, csv or json, not as {form}. Name one place for {form}.")
    on = tuple(dict.fromkeys(day_or_today(one.strip()) for one in days.split(",")))
    with working("asking every place") as status:
        rows = everywhere(Library(), situation, on, status.update if status else lambda _: None, strict=strict)
    with printed_to(output):
        if form == "csv":
            Printer().raw(as_csv(rows))
        elif form == "json":
            print_json(EveryPlace(schema=SCHEMA, answers=rows))
        else:
            for one in on:
                _text(Printer(), [row for row in rows if row.on == one], situation)
    return 0


def _text(printer: Printer, rows: Sequence[Everywhere], situation: Situation) -> None:
    """The places whose law answers in a table, then how many answer how, then those of which federal law alone is known."""
    printer.line(f"{plural(len(rows), 'place')} on {rows[0].on}: {_question(situation)}", style="bold")
    own = [row for row in rows if row.encoded]
    bare = [row for row in rows if not row.encoded]
    printer.table(("place", "answer", "by"), [(row.title, _answer(row), _by(row)) for row in own], fold=(0, 1, 2))
    printer.line()
    if told := [row for row in bare if row.known_law]:
        printer.line("No law of these is encoded; law on the act is known of and to be read first:")
        for row in told:
            printer.point(f"{row.title}: {_known(row)}")
    rest = [row for row in bare if not row.known_law]
    if near := [row.title for row in rest if _other_law(row)]:
        printer.line(
            f"No law of these is encoded, and of known law none speaks of the act by name, yet it may reach it: {', '.join(near)}. "
            "Read it first: sanctuary decide PLACE"
        )
    if none := [row.title for row in rest if not _other_law(row)]:
        printer.line(f"No law of these is encoded, and none is known of here: {', '.join(none)}. That is no permission.")
    printer.line(
        "With exceptions: what it turns on, and the whole answer: sanctuary decide PLACE, in the same words. *: by reports, the text was "
        "not read. Every sentence: --format csv. Not legal advice."
    )


def _question(situation: Situation) -> str:
    facts = "".join(f", {name}={value}" for name, value in situation.context.items())
    return f"{' '.join(filter(None, (situation.actor, situation.action, situation.resource)))}{facts}"


def _answer(row: Everywhere) -> str:
    """The answer in few words; of an open one what follows in the plainest case."""
    if not row.outcome:
        return "cannot be asked"
    if row.plainest:
        return f"{outcome_said(Outcome(row.plainest))}, with exceptions"
    return outcome_said(Outcome(row.outcome))


def _by(row: Everywhere) -> str:
    return row.cites + ("*" if row.reported and row.cites else "")


def _other_law(row: Everywhere) -> bool:
    """Whether law of a place is known that may have stood on the day, on this act or another."""
    return any(one.stood(row.on) for one in known().get(row.place, ()))


def _known(row: Everywhere) -> str:
    """Known law on the act, that first which forbids it by the words that were read."""
    barred = f"{row.known_law_forbids}, which forbids it" if row.known_law_forbids else ""
    others = [one for one in row.known_law.split("; ") if one not in row.known_law_forbids.split("; ")]
    return "; ".join(filter(None, (barred, *others)))
