"""What a comparison says of a draft: that it is one, and each of its clauses beside the law so far."""

from collections.abc import Iterator

from sanctuary.law.jurisdiction import Law
from sanctuary.law.standing import drafted
from sanctuary.study.clauses import clause_in_short, clause_said
from sanctuary.study.compare import Comparison
from sanctuary.study.phrases import listed, plural, titled, upper, word
from sanctuary.study.side import other_packs

__all__ = ["clause_lines", "clauses_in_short", "counted_rules", "drafts", "few_new", "new_clauses"]


def drafts(laws: tuple[Law, Law], typed: list[str]) -> str:
    """That a side is a draft that nobody has enacted; nothing where none is."""
    names = [f"{titled(law.place.file.title)} ({path})" for law, path in zip(laws, [*typed, ""], strict=False) if drafted(law.place)]
    if not names:
        return ""
    return f"DRAFT, not enacted: {listed(names)}. What is told of it would be so if it were law."


def new_clauses(report: Comparison, laws: tuple[Law, Law]) -> list[str]:
    """The clauses that a draft has and the law beside it has not, whatever they change; none where no side alone is a draft.

    Beside another place those that nobody enacted; beside the same place all.
    """
    if report.a.draft == report.b.draft:
        return []
    draft, law = laws if report.a.draft else laws[::-1]
    rules = [one.rule for one in draft.rules if one.rule.id not in law.by_id]
    if not other_packs(report.a, report.b):
        rules = [one for one in rules if one.pack == draft.place.id and one.source == "draft"]
    return list(dict.fromkeys(f"{upper(one.words)} ({one.cites})" for one in rules))


def few_new(clauses: list[str]) -> str:
    """The clauses of a draft, all of them: one that is left out would look like one that changes nothing."""
    return f"{'; '.join(clauses)}."


def clause_lines(report: Comparison) -> Iterator[tuple[str, str]]:
    """Each clause of a draft beside the law of its own place: how many change it, then a line for each, with an example."""
    if not report.clauses:
        return
    changing = sum(bool(one.new or one.stricter or one.looser) for one in report.clauses)
    rest = len(report.clauses) - changing
    told = [f"{plural(changing, 'clause changes', 'clauses change')} the law"] if changing else []
    told += [f"{plural(rest, 'clause changes', 'clauses change')} nothing"] if rest else []
    yield "The draft, clause by clause.", f"{'; '.join(told)}."
    for one in report.clauses:
        yield f"{one.cites}.", clause_said(one)
    if moved := definitions_moved(report):
        yield "Definitions.", moved


MOST_CLAUSES = 3
"""Clauses of a draft that a screen tells with their examples; of more, each is a sentence, and --all has the examples."""


def clauses_in_short(report: Comparison) -> dict[str, str]:
    """By its lead each clause of a draft in a sentence, where there are more than a screen tells whole."""
    if len(report.clauses) <= MOST_CLAUSES:
        return {}
    return {
        f"{one.cites}.": f"{one.words}. {upper(clause_in_short(one)) or 'It matches in no situation that can occur'}."
        for one in report.clauses
    }


def definitions_moved(report: Comparison) -> str:
    """Which definitions a draft moves, from what to what; that none moves, where none does."""
    at = ("a", "b") if report.b.draft else ("b", "a")
    found = report.summary.definitions
    moved = [(one, getattr(one, at[0]), getattr(one, at[1])) for one in found if one.a != one.b]
    if not found:
        return ""
    if not moved:
        return f"The answers of all {word(len(found))} definitions stay."
    told = [f"{one.title.partition(':')[0]}, from {before} to {after}" for one, before, after in moved]
    return f"{upper(plural(len(moved), 'answer moves', 'answers move'))}: {'; '.join(told)}."


def counted_rules(clauses: list[str]) -> str:
    """How many clauses, in words."""
    return f"{word(len(clauses))} rule{'s' if len(clauses) > 1 else ''}"
