"""What a policy of a place may still limit, as a table: in `disputes`, and after a draft that `check --against` holds against a ban."""

from collections.abc import Iterator, Sequence

from sanctuary.commands.printing import Printer
from sanctuary.law.jurisdiction import Law
from sanctuary.law.known import known
from sanctuary.study.limits import PolicyLimit, banned
from sanctuary.study.phrases import listed, titled, upper, word
from sanctuary.study.unread import not_read, unread_above

__all__ = ["known_bans", "tell_limits"]


def tell_limits(printer: Printer, law: Law, found: Sequence[PolicyLimit], *, whole: bool = True) -> None:
    """Under a ban a row for each kind of limit, how it stands and by which rule, then, of the `whole`, what must be known beside."""
    if not found:
        return
    whose = "a city or county here" if law.place.government == "state" else titled(law.place.file.title)
    if not banned(law, tuple(found)):
        printer.heading(f"What a policy of {whose} may limit")
        for line in _unbanned(law, found):
            printer.line(line, indent=2)
        return
    printer.heading(f"What a policy of {whose} may still limit: {_counted(found)}")
    printer.table(
        ("a limit on", "stands", "by"),
        [(upper(one.words), one.stands.replace("-", " "), _by(one, whole=whole)) for one in found],
        indent=2,
        fold=(0, 2),
    )
    told = {one.stands for one in found}
    meant = [f"{stands.replace('-', ' ')}: {says}" for stands, says in _MEANS.items() if stands in told]
    printer.line(f"{upper('; '.join(meant))}.{_unsearched(found)}", indent=2)
    for text, cites in _caveats(found).items() if whole else ():
        printer.line(f"{cites[0] if len(cites) == 1 else f'{upper(word(len(cites)))} of these paragraphs'}: {text}", indent=2)


def _unbanned(law: Law, found: Sequence[PolicyLimit]) -> Iterator[str]:
    """Where no law of the state bans limits: those that federal law puts in dispute, and that no rule was found on the others."""
    held = [one for one in found if one.stands in ("void", "disputed")]
    unknown = [one.words for one in found if one.stands == "not-known"]
    if unknown:
        yield from known_bans(unread_above(law))
        why = not_read(law, unread_above(law))
        yield f"Not known: a limit on {listed(unknown, 'or')}. {upper(why)}, and such a law may forbid these limits."
    for one in held:
        yield f"{upper(one.stands)}: a limit on {one.words} ({_by(one)})."
    rest = len(found) - len(held) - len(unknown)
    if not rest:
        return
    which = f"the other {word(rest)} kinds of help" if held else "any kind of help"
    words = listed([one.words for one in found if one.stands == "open"])
    searched = all(one.searched for one in found)
    said = f"No rule was found that keeps it from limiting {which} ({words})."
    yield said if searched else f"As far as searched, {said[0].lower()}{said[1:]} {_NOT_WHOLE}"


def known_bans(governments: Sequence[str]) -> list[str]:
    """Known law on limits of governments above of whose law nothing is encoded, with where to read it: what leads a verdict."""
    found = [one for name in governments for one in known().get(name, ()) if "limit" in one.acts]
    return [f"{upper(one.brief)}: not encoded; read it first: {one.where}." for one in found]


def _unsearched(found: Sequence[PolicyLimit]) -> str:
    return "" if all(one.searched for one in found) else f" {_NOT_WHOLE}"


_NOT_WHOLE = "The law above was not searched to the end."


def _caveats(found: Sequence[PolicyLimit]) -> dict[str, list[str]]:
    """What must be known beside the first rule of each row, with the paragraphs that it is said of."""
    told: dict[str, list[str]] = {}
    for one in found:
        for text in one.caveats[:1]:
            if one.cites[0] not in told.setdefault(text, []):
                told[text].append(one.cites[0])
    return told


def _counted(found: Sequence[PolicyLimit]) -> str:
    """How many kinds stand how, as the heading says it."""
    counts = [(stands.replace("-", " "), sum(one.stands == stands for one in found)) for stands in _MEANS]
    return f"of {word(len(found))} kinds, {listed([f'{word(count)} {stands}' for stands, count in counts if count])}"


_MEANS = {
    "void": "a higher law forbids such a policy, and undoes it",
    "disputed": "so on one reading, not on another (its id stands in brackets)",
    "open": "no rule was found that forbids it",
    "not-known": "nobody read the law above that may forbid it",
}


MOST_CITES = 2
"""Paragraphs that a row of a first screen names."""


def _by(one: PolicyLimit, *, whole: bool = True) -> str:
    """The paragraphs, the readings, and how a policy for victims and witnesses alone stands; on a first screen without what is far."""
    cites = list(one.cites)
    if not whole and len(cites) > MOST_CITES + 1:
        cites = [*cites[:MOST_CITES], f"{len(cites) - MOST_CITES} more"]
    told = [_turning("; ".join(cites), one.depends_on)] if cites else ["no rule found"]
    if one.victims:
        told.append(_turning(f"for victims and witnesses only: {one.victims.stands}", one.victims.depends_on if whole else ()))
    return "; ".join(told)


def _turning(text: str, readings: Sequence[str]) -> str:
    return f"{text} [{', '.join(readings)}]" if readings else text
