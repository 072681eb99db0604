"""How a comparison tells both sides' answers by definitions: each whole, and how many call a side a sanctuary."""

from collections.abc import Sequence

from sanctuary.documents import Frozen
from sanctuary.law.packs import Pack
from sanctuary.study.assess import StandardReport
from sanctuary.study.letters import small

__all__ = ["Called", "called", "called_on", "called_said"]


class Called(Frozen, frozen=True):
    """A definition with its answer of both sides. `listed`: whether each is on the list that goes with it, as a clause, or nothing."""

    standard: str
    title: str
    asks: str
    a: str
    b: str
    listed: tuple[str, str]


def called_on(one: StandardReport, other: StandardReport, standard: Pack) -> Called:
    """A definition with what it answers of both sides, each by its report."""
    return Called(
        standard=one.id,
        title=one.title,
        asks=one.asks,
        a=one.headline.answer,
        b=other.headline.answer,
        listed=(_on_list(one, standard), _on_list(other, standard)),
    )


def called(definitions: Sequence[Called], at: int) -> tuple[str, str]:
    """By which definitions of a sanctuary one side is one, and of how many that is not known: "Technical, H.R. 32" and "3 not known"."""
    counted = [one for one in definitions if one.asks == "sanctuary"]
    yes = [_brief(one.title) for one in counted if (one.a, one.b)[at] == "Yes"]
    unknown = sum((one.a, one.b)[at] == "Unknown" for one in counted)
    return ", ".join(yes) or "none", f"{unknown} not known" if unknown else ""


def called_said(definitions: Sequence[Called], at: int) -> str:
    """The same as a clause, with how many definitions give a verdict, and whether the side stands on a list."""
    yes, unknown = called(definitions, at)
    able = sum((one.a, one.b)[at] in ("Yes", "No", "Unknown") for one in definitions if one.asks == "sanctuary")
    count = f"{yes.count(', ') + 1} of {able} definitions ({yes})" if yes != "none" else f"none of {able} definitions"
    on = "".join(f"; {one.listed[at]}" for one in definitions if one.listed[at])
    return f"a sanctuary by {count}{f', {unknown}' if unknown else ''}{on}."


def _brief(title: str) -> str:
    """A definition in a list of several: Technical, H.R. 32, Florida."""
    return title.partition(":")[0].partition(",")[0].removesuffix(" definition")


def _on_list(one: StandardReport, standard: Pack) -> str:
    """Whether a place stands on the list that goes with a definition; nothing before there was one."""
    told = one.headline.brief.partition(". ")[0] if standard.closed_lists else ""
    clause = next((told.partition(end)[0] for end in (" since ", " as first published", ", first published") if end in told), "")
    clause = clause.partition(" of sanctuary")[0]
    return small(clause) if clause.startswith(("On ", "Not on ")) else ""
