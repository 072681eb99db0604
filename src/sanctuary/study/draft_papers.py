"""The papers that an exception of a draft names by a common word: a court's are told apart from an agency's of the same name.

An agency's own subpoena or warrant is signed by no court. An exception "unless a subpoena" would let it open what the rule keeps, so a
word that both have is refused, with a wording for each.
"""

from collections.abc import Mapping, Sequence

from sanctuary.errors import RequestError, nearest, visible
from sanctuary.law.beside import NO_PAPER, Paper
from sanctuary.law.meant import meant
from sanctuary.study.phrases import listed, spoken

__all__ = ["EXCEPTION", "paper_said", "papers_meant", "read_as"]

EXCEPTION = "an exception for"
"""What a word stands for behind "unless"."""

_OF_A_JUDGE = frozenset(
    ["court-order", "courts-order", "judge-order", "judges-order", "judicial-order", "order-of-a-court", "order-of-a-judge"]
)
"""Words for every paper that a judge decided: an order, a warrant, a writ."""

_OF_A_COURT = frozenset([
    "court-paper", "courts-paper", "court-papers", "paper-of-a-court", "judicial-paper", "judicial-papers", "court-process",
    "judicial-process",
])  # fmt: skip
"""Words for every paper of a court, a subpoena that its clerk signs too."""

_ENDS = {"courts-subpoena": True, "court-subpoena": True, "subpoena-of-a-court": True, "agencys-subpoena": False, "agency-subpoena": False}
"""Words for the subpoenas of a court, or of an agency."""

_WORDINGS = {"subpoena": ("a court's subpoena", "an agency's subpoena"), "warrant": ("a judge's warrant", "an administrative warrant")}
"""How each of two kinds of paper with one name is typed: the court's first."""


def papers_meant(one: str, word: str, papers: Mapping[str, Paper], known: Sequence[object], of: str) -> tuple[str, ...]:
    """The papers that an exception, or a rule, means (`of` says which), of those that an act knows.

    Refuses one that is no paper, or a court's and an agency's alike.

    `one` is the exception as it was typed, `word` the same without its article.
    """
    able = [name for name in papers if name in known and name != NO_PAPER]
    if word in _OF_A_JUDGE:
        return tuple(name for name in able if papers[name].judge)
    if word in _OF_A_COURT:
        return tuple(name for name in able if papers[name].court)
    if word in _ENDS:
        return tuple(name for name in able if name.endswith("-subpoena") and papers[name].court == _ENDS[word])
    if word in able:
        return (word,)
    found = tuple(name for name in meant()["value"].get(word, ()) if name in able)
    if not found:
        hint = nearest(one, able, "sanctuary papers")
        raise RequestError(
            f"--rule: {of} '{visible(one)}' is not read: it is no paper{', another law, nor that it is public' * (of == EXCEPTION)}; {hint}"
        )
    if len({papers[name].court for name in found}) > 1:
        told = f"'{visible(one)}' may be a court's paper, or an agency's own, which no court signed"
        raise RequestError(f"--rule: {told}. Write {_either(found, papers)}.")
    return found


def _either(found: Sequence[str], papers: Mapping[str, Paper]) -> str:
    """The two wordings of a word, each with the papers that it means."""
    kind = next((kind for kind in _WORDINGS if all(name.endswith(kind) for name in found)), "")
    sides = [[name for name in found if papers[name].court is court] for court in (True, False)]
    quoted = [f'"{wording}"' for wording in _WORDINGS.get(kind, ())]
    wordings = quoted or [listed([f'"{name}"' for name in names], "or") for names in sides]
    told = []
    for wording, names in zip(wordings, sides, strict=True):
        means = listed([paper_said(name) for name in names], "or")
        told.append(wording + (f" ({means})" if f'"{means}"' != wording else ""))
    return ", or ".join(told)


def paper_said(name: str) -> str:
    """A paper as a draft's sentence names it, where an agency has one of the same name.

    >>> paper_said("judicial-subpoena"), paper_said("detainer")
    ("a court's subpoena", 'a detainer')
    """
    return "a court's subpoena" if name == "judicial-subpoena" else spoken(name)


def read_as(one: str, word: str, found: Sequence[str]) -> str:
    """How an exception was read, where that is more or less than the one paper that it names; else nothing."""
    return "" if tuple(found) == (word,) else f"'{visible(one)}' as {listed([paper_said(name) for name in found], 'or')}"
