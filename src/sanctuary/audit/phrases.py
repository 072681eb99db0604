"""Listed words in free text: which one a text holds, whole; and whether a word of negation stands before it."""

from collections import Counter
from collections.abc import Iterable, Sequence

import polars as pl

from sanctuary.audit.compare import GAP, pattern, words_of

__all__ = ["NEGATED", "NOTHING", "NO_WORD", "OTHER", "holds", "said_in", "share_of", "which"]

NO_WORD, NOTHING, OTHER, NEGATED = 0, 60_001, 60_002, 60_003
"""An empty cell; text whose every word says nothing; text without a listed word; with one after a word of negation alone. A listed word is
its place from 1."""

_NOT = (
    "NO|NOT|NON|NONE|WITHOUT|W/O|NEVER|NEITHER|NOR|LACKS|LACKING|DECLINED|ISN.T|WASN.T|AREN.T|WEREN.T|DOESN.T|DIDN.T|DON.T|HASN.T|HAVEN.T|"
    "SIN|NI|NUNCA|TAMPOCO|NINGUN|NINGUNA"
)
_BETWEEN = (
    "AN?|ANY|THE|OF|VALID|SIGNED|ACTIVE|CURRENT|OUTSTANDING|FOR|TO|BY|RELATED|RELATING|INVOLVING|REGARDING|ABOUT|HAVE|HAS|HAD|ACCOMPANIED|"
    "ATTACHED|UN|UNA|EL|LA|DE"
)
_ANY = r"[\p{L}\p{M}]+[ -]"
_AFTER = (
    r"\s*[:=\x{2013}\x{2014}-]\s*(?:NO|NONE|N/A|FALSE|NEVER)|"
    r"\s+(?:(?:WAS|IS|WERE|ARE|HAS BEEN|HAD BEEN)\s+)?(?:NOT|NEVER)\s+(?:BEEN\s+)?"
    r"(?:RECEIVED|FILED|ISSUED|LODGED|PLACED|ATTACHED|PRESENT|PRESENTED|PROVIDED|SHOWN|SIGNED|FOUND|ON FILE|SENT|GIVEN|ACTIVE|VALID)"
)
_NEAR = r"[^\p{L}\p{M}\p{N}.;:!?]"
"""What may stand between a negation and the word that it negates: no end of a sentence."""


def which(text: pl.Expr, phrases: Sequence[str], nothing: Sequence[str]) -> pl.Expr:
    """Which listed phrase the text holds first in the mapping's order, whole: `notice` holds no `ice`, and `no warrant` no `warrant`."""
    said = "|".join(pattern(word) for word in sorted(nothing, key=len, reverse=True))
    says_nothing = text.str.contains(rf"^{GAP}*(?:(?:{said})(?:{GAP}+|$))*$" if said else rf"^{GAP}*$")
    place = pl.when(says_nothing).then(pl.lit(NOTHING, pl.UInt16)).otherwise(pl.lit(OTHER, pl.UInt16))
    negated = pl.any_horizontal([_plainly(text, phrase) for phrase in phrases]) if phrases else pl.lit(value=False)
    place = pl.when(negated).then(pl.lit(NEGATED, pl.UInt16)).otherwise(place)
    for number in range(len(phrases), 0, -1):
        place = pl.when(holds(text, [phrases[number - 1]])).then(pl.lit(number, pl.UInt16)).otherwise(place)
    return pl.when(text.is_null()).then(pl.lit(NO_WORD, pl.UInt16)).otherwise(place)


def holds(text: pl.Expr, phrases: Iterable[str]) -> pl.Expr:
    """Whether the text holds one of some phrases, whole, where no negation stands before it."""
    return pl.any_horizontal([_plainly(text.str.replace_all(_negated(phrase), " "), phrase) for phrase in phrases])


def share_of(held: Sequence[str], phrases: Iterable[str]) -> float:
    """The share of cells that hold one of some phrases."""
    if not (possible := _possible(held, phrases)):
        return 0.0
    cells = Counter(held)
    frame = pl.DataFrame({"cell": list(cells), "count": list(cells.values())})
    found = frame.filter(holds(pl.col("cell").str.to_uppercase(), possible))["count"].sum()
    return int(found) / len(held)


def said_in(held: Sequence[str], phrases: Iterable[str]) -> frozenset[str]:
    """Of some phrases those that a cell holds."""
    if not (possible := _possible(held, phrases)):
        return frozenset()
    frame = pl.DataFrame({"cell": list(dict.fromkeys(held))}).lazy().select(pl.col("cell").str.to_uppercase())
    found = frame.select(holds(pl.col("cell"), [phrase]).any().alias(phrase) for phrase in possible).collect().row(0, named=True)
    return frozenset(phrase for phrase, there in found.items() if there)


def _possible(held: Sequence[str], phrases: Iterable[str]) -> list[str]:
    """The phrases each of whose words stands somewhere in the cells: only these are worth a pattern, which takes long to make."""
    every = "\n".join(dict.fromkeys(held)).upper()
    return [phrase for phrase in dict.fromkeys(phrases) if all(word in every for word in words_of(phrase))]


def _plainly(text: pl.Expr, phrase: str) -> pl.Expr:
    return text.str.contains(rf"(?:^|{GAP})(?:{pattern(phrase)})(?:{GAP}|$)")


def _negated(phrase: str) -> str:
    """Before it, with words between that change nothing and two of any; or after it, as a form that was filled in says it."""
    before = rf"(?:^|{GAP})(?:{_NOT}){_NEAR}+(?:(?:{_BETWEEN}){_NEAR}+)*(?:{_ANY}){{0,2}}(?:{pattern(phrase)})(?:{GAP}|$)"
    return rf"{before}|(?:^|{GAP})(?:{pattern(phrase)})(?:{_AFTER})(?:{GAP}|$)"
