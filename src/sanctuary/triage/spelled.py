"""The words of a line as they are compared with shapes of sentences: what kinds of words they are, and misread ones set right.

A word that a reader of images got wrong by a letter, or joined to the next, is read as the word of our shapes that it resembles; never a
word that is another one of papers or of plain English: what undoes stays what it is.
"""

import re
from functools import cache

from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.law.packs import OWN
from sanctuary.triage.grammar import Grammar, Token
from sanctuary.triage.knowledge import read_knowledge
from sanctuary.triage.legible import known, shorter
from sanctuary.triage.words import LETTERS, plain

__all__ = ["rules", "tokens"]

TOKEN = re.compile(
    r"(?P<box>\[\s*[xX✓✔]?\s*\]|\(\s*[xX]?\s*\)|[\u2610\u2611\u2612\u25a1\u25a0])|(?P<blank>_{2,}|\.{5,})"
    r"|(?P<short>(?:[A-Za-z]\.){2,})"
    r"|(?P<number>[$#]?(?=[\w:/,.'-]*\d)\w+(?:[-/:,.\u2013]+\w+)*)"
    r"|(?P<word>[A-Za-z]+(?:['\u2019][A-Za-z]+)*)(?P<dot>\.(?=[\s,]|$|[\"')\u201d]))?|(?P<stop>[.!?]+|;(?=\s*[^a-z\s]))"
)
"""Boxes, empty rules, abbreviations, numbers, words, ends of sentences."""
ABBREVIATED = frozenset(
    re.findall(
        r"\w+",
        """
        al ala ann approx apr apt ariz ark art asst atty aug ave bldg blvd cal capt ch cir civ co colo conn corp cpl crim ct dec
        del dep dept det dist div dr et ext feb fed fla ga gen hon ill inc ind insp inv jan jr jul jun kan ky la lt ltd mag mar
        mass md mich minn misc miss mo mont mr mrs ms neb nev no nos nov oct ofc off okla ord ore pa para proc ptl rd rev sec sep
        sept sgt sr ss st stat ste subd super supp tenn tex tit v va vs wash wis wyo
        """,
    )
)
"""Words whose point ends no sentence."""
LETTERED = ("attachment", "exhibit", "schedule", "appendix", "annex", "addendum")
"""What is told by a letter, whose point ends a sentence."""
HOUR_ENDS = re.compile(
    r"(?<=[aApP]\.[mM]\.)\s+(?!Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Court|Dep|Div|Room)[A-Z][a-z]"
)
"""What stands behind an hour whose last point ends the sentence, too: no day and no room."""
SHORT, MISREAD, LONGEST = 5, 2, 20
"""Letters of a word that may have been misread, digits among them, and letters of the longest of our words."""
ACTS = re.compile(r"(?:ed|ing|tion|ly|ment)$")
"""How words end that are no names, in most cases."""


class _Shapes(Frozen, frozen=True):
    never: tuple[str, ...]
    guard: tuple[str, ...]
    deceit: tuple[str, ...]
    rules: dict[str, str]


class Rules:
    """The shapes, made ready once."""

    def __init__(self) -> None:
        path = OWN / "us" / "triage" / "sentences.toml"
        shapes = shape(parse_toml(read_text(path), path.name), _Shapes, "us/triage/sentences.toml")
        self.never = frozenset(shapes.never)
        self.guard = self.never | set(shapes.guard)
        self.deceit = frozenset(shapes.deceit)
        self.grammar = Grammar(shapes.rules)
        self.states = frozenset(word for state in read_knowledge().states for word in state.lower().split())
        self.titles = frozenset(
            word
            for kind in read_knowledge().kinds
            if kind.class_ == "judicial"
            for title in (*kind.titles, *kind.begins)
            for word in re.findall(r"[a-z]+", title.lower().replace("'", ""))
        )


@cache
def rules() -> Rules:
    """The shapes that the packs tell, made ready."""
    return Rules()


def tokens(text: str, at: int, *, own: bool, mended: bool = False) -> list[Token]:
    """The words of a line with what kinds of words they are.

    Where `own`, names may stand by themselves; `mended` sets misread words right.
    """
    found, spelled = [], plain(text)
    for one in TOKEN.finditer(spelled):
        if one["box"] or one["blank"] or one["stop"]:
            found.append(Token("", frozenset({"<box>" if one["box"] else "<blank>" if one["blank"] else "<stop>"}), at))
            continue
        word = one[0].replace(".", "").replace("'", "").replace("\u2019", "")
        parts = _mended(word) if mended else [word]
        number = bool(one["number"]) and parts == [word]
        found += [_token(part, at, number=number, own=own, initial=len(word) == 1 and bool(one["dot"])) for part in parts]
        letter = len(word) == 1 and len(found) > 1 and found[-2].word in LETTERED
        if HOUR_ENDS.match(spelled, one.end()) or (one["dot"] and (letter or (len(word) > 1 and word.lower() not in ABBREVIATED))):
            found.append(Token("", frozenset({"<stop>"}), at))
    return found


def _token(word: str, at: int, *, number: bool, own: bool, initial: bool) -> Token:
    shapes, small = rules(), word.lower()
    if number:
        return Token(small.strip("$#,.:"), frozenset({"<num>", "<thing>", "<matter>", "<crime>", "<belief>"}), at)
    kinds = set()
    if small in shapes.titles and word[:1].isupper():
        kinds.add("<titled>")
    true = small not in shapes.deceit
    if true and small not in shapes.never:
        kinds.add("<belief>")
    if small not in shapes.guard:
        kinds |= {"<crime>"} | ({"<thing>"} if small != "to" else set()) | ({"<matter>"} if true else set())
    if (word[:1].isupper() and true and small not in shapes.guard) or initial:
        kinds.add("<name>")
        acts = len(word) > 5 and ACTS.search(small) and small not in shapes.states
        if own and not acts:
            kinds.add("<own>")
        if small in shapes.states or not (acts or known(small)):
            kinds.add("<odd>")
    return Token(small, frozenset(kinds), at)


def _mended(word: str) -> list[str]:
    """The word, or those of our shapes that were misread as it."""
    small = word.lower()
    if _is_word(small) or len(small) < SHORT:
        return [word]
    if any(sign.isdigit() for sign in small):
        if sum(sign.isdigit() for sign in small) > MISREAD:
            return [word]
        small = small.translate(LETTERS)
    near = next((_near()[form] for form in shorter(small) if form in _near()), "") if not _is_word(small) else small
    parts = [near] if near else _parts(small)
    return [part.upper() if word.isupper() else part for part in parts] or [word]


def _is_word(small: str) -> bool:
    return small in rules().grammar.words or known(small)


def _parts(small: str) -> list[str]:
    """A joined run of letters as the fewest words of our shapes that make it up; nothing where none do."""
    best: list[list[str] | None] = [[]] + [None] * len(small)
    for end in range(1, len(small) + 1):
        for start in range(max(0, end - LONGEST), end):
            before, part = best[start], small[start:end]
            if before is not None and part in rules().grammar.words and (len(part) > 1 or part == "a"):
                now = best[end]
                if now is None or len(before) + 1 < len(now):
                    best[end] = [*before, part]
    return best[-1] or []


@cache
def _near() -> dict[str, str]:
    """Forms of the longer words of our shapes with a letter left out."""
    return {form: word for word in sorted(rules().grammar.words) if len(word) >= SHORT for form in shorter(word)}
