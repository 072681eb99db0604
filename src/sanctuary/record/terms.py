"""When an entry may be erased, and by whom: two different people, after the terms of the law, with the consents that they ask for."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sanctuary.errors import RecordError
from sanctuary.model import RetentionTerm

__all__ = ["need_age", "need_consents", "need_two", "void_needs"]

_KEPT_YEARS = 2
"""Years for which an entry is kept whatever the law."""


def void_needs(seq: int) -> str:
    """Why an entry is not made void, and what one person alone can do at once."""
    return (
        f"entry {seq}: voiding needs a reason and two different approvers (--approver, twice). One person alone says at once what is wrong "
        f"with it: 'record add FOLDER --corrects {seq} --reason \"entered twice\" --set FIELD=VALUE'. It counts as corrected until two "
        "make it void."
    )


def need_two(approvers: Iterable[str], told: str, *needed: str) -> None:
    """Refuses fewer than two different approvers, and an empty text among those that are needed."""
    names = {name.strip().casefold() for name in approvers if name.strip()}
    if len(names) != 2 or not all(one.strip() for one in needed):
        raise RecordError(told)


def need_age(seq: int, recorded: date, today: date, terms: Sequence[RetentionTerm]) -> None:
    """Refuses before every term of the law has run; two years are kept whatever the law."""
    if today < _years_after(recorded, _KEPT_YEARS):
        cites = "; ".join(term.cites for term in terms) or "where no law of the packs says how long, this program keeps them"
        raise RecordError(f"entry {seq}: recorded on {recorded}; nothing is erased before two years have passed ({cites}).")
    for term in terms:
        end = _years_after(recorded, term.years)
        if today < end or (term.over and today == end):
            raise RecordError(
                f"entry {seq}: recorded on {recorded}; it is kept for {'more than ' * term.over}{term.years} years ({term.cites})."
            )


def need_consents(seq: int, terms: Sequence[RetentionTerm], consents: Mapping[str, str]) -> None:
    """Refuses without the consents that the terms of the law ask for, each with its paper."""
    for term in terms:
        for who in term.consent:
            if not consents.get(who, "").strip():
                raise RecordError(f"entry {seq}: {term.cites} asks for the consent of the {who}. Name the paper and its day.")


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
