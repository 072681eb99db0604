"""What a table seems to record: day, who acts, what is done, with what paper, and what became of it; each with the reason.

Names of columns are weighed first, then cells are tried: a day must read as days in some format, an actor must look like an agency. The
words that are proposed come from the lists here, never from a cell.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import polars as pl

from sanctuary.audit.acts import REQUESTERS, Said, act_column
from sanctuary.audit.clues import ACTS_COUNTED, DAY_NAMES, FORMATS, NO_COUNT, NO_DAY
from sanctuary.audit.days import span
from sanctuary.audit.periods import split_formats
from sanctuary.audit.phrases import holds, said_in, share_of
from sanctuary.audit.released import Found, find_release
from sanctuary.audit.scenes import ACTORS, ASKED, BY_CELLS, DONE_WORDS, JUDGES, OF_JAILS, PAPERS, PURPOSES, Scene, Words, scene_of
from sanctuary.audit.truths import Truth, find_truths, judges_column
from sanctuary.names.header import plainly_a_name
from sanctuary.names.words import words_of_name

__all__ = ["Guess", "guess"]

_NAMES_PAPERS = 0.2
"""The share of cells of a column of papers that must name one."""


class Sampled(Protocol):
    """Some cells of each column that may be read."""

    @property
    def cells(self) -> Mapping[str, Sequence[str]]:
        """Cells by column; none is empty."""


Choice = tuple[Sequence[str], str, Sequence[str]]
"""The values of which a row has one, the column that tells it, and the words that stand there."""


@dataclass
class Guess:
    """A proposal in parts; `why` says how sure each is, and what it rests on. `said` is the column that tells the act.

    Where nothing tells the act or who acts, the word is empty: there is no default. `counts` are columns that count acts where there are
    several, of which none is `count`. `sure` names the parts that names and cells settle: nobody has to decide them. `jail` holds names of
    columns that a jail keeps, and `chosen` a fact by conditions on columns: each a value, a column and words, then the value of all others.
    `truths`: facts by columns of yes and no; `judged` the one that tells whether a judge's warrant was there.
    """

    said: Said | None = None
    action: str = ""
    resource: str = ""
    day: str = ""
    formats: tuple[str, ...] = ("%Y-%m-%d",)
    zone: str = ""
    actor: str = ""
    actor_word: str = ""
    actor_words: Sequence[tuple[str, Sequence[str]]] = ()
    done: str = ""
    done_words: Sequence[tuple[str, Sequence[str]]] = ()
    count: str = ""
    counts: Sequence[str] = ()
    constants: dict[str, str] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    fact_words: dict[str, Sequence[tuple[str, Sequence[str]]]] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    sure: set[str] = field(default_factory=set)
    jail: tuple[str, ...] = ()
    chosen: dict[str, tuple[Sequence[Choice], str]] = field(default_factory=dict)
    release: Found | None = None
    truths: dict[str, Truth] = field(default_factory=dict)
    judged: Truth | None = None


def guess(sampled: Sampled, actors: Words = ACTORS) -> Guess:
    """The proposal for a table; `actors` are words for agencies by what runs them."""
    cells = sampled.cells
    found = Guess()
    scene, why = scene_of(cells)
    found.day, found.formats, told = _day(cells)
    found.why |= told
    by_names = scene is not None and not why.startswith(BY_CELLS)
    found.release = find_release(cells)
    answered = scene is not None and scene.answered
    found.jail = tuple(name for name in cells if answered and _of_a_jail(name, found.release) and plainly_a_name(name))
    if any("UTC" in one or "%z" in one for one in found.formats):
        found.zone = "UTC" if any("UTC" in one for one in found.formats) else ""
    taken = {found.day, *([found.release.due, found.release.at] if found.release else [])}
    found.said = act_column(cells, taken, surely=bool(scene and scene.alone), known=scene is not None)
    if found.said:
        taken.add(found.said.column)
        scene = scene.told_apart() if scene and scene.answered else ASKED
    elif scene and scene.answered and why.startswith(BY_CELLS) and _may_tell(cells, taken):
        why = f"{why}; a column that is not used may tell another act of some rows"
    elif scene:
        found.action, found.resource = scene.action, scene.resource
    found.why |= {"action": why, "resource": why}
    _actor(found, cells, scene, taken, actors)
    if found.said or found.action:
        found.judged, found.truths = judges_column(cells, taken), find_truths(cells, taken)
    found.count, found.counts = _count(cells, taken)
    found.why["count"] = "whole numbers under a name of a count"
    _done(found, cells, scene, taken)
    _facts(found, cells, scene, taken)
    found.sure |= {name for name in found.constants if by_names} | ({"action", "resource"} if by_names else set())
    _purpose(found, scene)
    return found


def _may_tell(cells: Mapping[str, Sequence[str]], taken: set[str]) -> bool:
    """Whether some column of words that come again is none of a paper, an answer, an agency or a day: it may tell the act."""
    known = _phrases([*PAPERS, *DONE_WORDS, *ACTORS, *REQUESTERS])
    for name, held in cells.items():
        words = [cell for cell in held if re.search(r"[A-Za-z]{3}", cell)]
        come_again = len(words) > len(held) // 2 and 1 < len(set(words)) <= max(len(words) // 2, 1)
        if name not in taken and come_again and not share_of(held, known):
            return True
    return False


# ---- days


def _day(cells: Mapping[str, Sequence[str]]) -> tuple[str, tuple[str, ...], dict[str, str]]:
    """The column whose cells read as days and whose name says that they are the day of the act."""
    best: tuple[tuple[float, ...], str, tuple[str, ...], str] | None = None
    for place, (name, held) in enumerate(cells.items()):
        words = set(words_of_name(name))
        if (words & NO_DAY and not words & {"date", "time", "datetime", "timestamp"}) or not (words & set(DAY_NAMES) or _dated(held)):
            continue
        formats, share, told = _formats(held, words) if held else ((), 0.0, "")
        named = max((len(DAY_NAMES) - DAY_NAMES.index(word) for word in words & set(DAY_NAMES)), default=0)
        exact = 0.0 if not formats else 2.0 if "%d" in formats[0] else 1.0
        score = (float(share >= 0.5), -float(bool(words & NO_DAY)), exact, float(named), share, -float(place))
        if (formats or not held) and (best is None or score > best[0]):
            best = (score, name, formats or ("%Y-%m-%d",), told or "its name; no cell to try")
    if best is None:
        return "", ("%Y-%m-%d",), {}
    return best[1], best[2], {"day": "its name and its cells", "formats": best[3]}


def surely_read(found: Guess) -> bool:
    """Whether each cell that was tried is read as a day, and in one way."""
    return found.why.get("formats", "").startswith("reads 100% of") and "as other days" not in found.why["formats"]


def _dated(held: Sequence[str]) -> bool:
    return bool(held) and sum(bool(re.search(r"\d[-/]\d{1,2}[-/]\d", cell)) for cell in held[:50]) > len(held[:50]) // 2


def _formats(held: Sequence[str], words: set[str]) -> tuple[tuple[str, ...], float, str]:
    """The formats that read the cells, the one that reads most first; what reads a cell as another day is told."""
    frame = pl.DataFrame({"cell": held})
    firsts = {}
    for text in FORMATS:
        if text in ("%Y", "FY%Y", "FY %Y") and not words & {"year", "fy", "fiscal", "period", "yr"}:
            continue
        plain, more = split_formats([text], "", 10 if "FY" in text else 0)
        found = frame.select(span(pl.col("cell"), plain, more=more)[0].alias("day"))["day"]
        if found.null_count() < len(held):
            firsts[text] = found
    chosen: list[str] = []
    left = pl.Series([True] * len(held))
    while firsts and bool(left.any()) and len(chosen) < 5:
        text = max(firsts, key=lambda one: (int((firsts[one].is_not_null() & left).sum()), -FORMATS.index(one)))
        new = firsts[text].is_not_null() & left
        if int(new.sum()) < max(1, len(held) // 100):
            break
        chosen.append(text)
        left = left & ~new
    share = 1 - int(left.sum()) / len(held)
    told = f"reads {share:.0%} of {len(held):,} cells"
    if "%m/%d/%Y" in chosen and "%d/%m/%Y" in firsts and bool((firsts["%d/%m/%Y"].is_not_null() == firsts["%m/%d/%Y"].is_not_null()).all()):
        told += "; day first reads them too, as other days"
    return tuple(chosen), share, told


# ---- who acts


def _actor(found: Guess, cells: Mapping[str, Sequence[str]], scene: Scene | None, taken: set[str], actors: Words) -> None:
    """The column whose cells look like agencies; in a log of searches by others, that is who asks."""
    scored = []
    for place, (name, held) in enumerate(cells.items()):
        words = set(words_of_name(name))
        named = words & {"agency", "department", "dept", "facility", "fac", "org", "organization", "bureau", "jail", "institution"}
        if name in taken or not named or words & {"state", "city", "aor", "code", "id", "county", "zip", "type", "ori"}:
            continue
        if not (scene and scene.asks) and _asks(held):
            if scene and "requester" not in found.facts:
                found.facts["requester"], found.fact_words["requester"] = name, _words(held, REQUESTERS)
                found.why["requester"] = "its cells name agencies that ask; who was asked is another matter"
                taken.add(name)
            continue
        share = share_of(held, _phrases(actors))
        scored.append(((share, float(len(named)), -float(place)), name, share))
    column, share = max(scored)[1:] if scored else ("", 0.0)
    if column and cells[column] and not share and found.jail and not (scene and scene.asks):
        column = ""  # a division or a tier of one jail names no agency
    if column and scene and scene.asks:
        found.facts["requester"], found.why["requester"] = column, "who asks; the act is that of the agency that was searched"
        taken.add(column)
        column = ""
    if column:
        found.actor, found.actor_words = column, _words(cells[column], actors)
        found.why["actor"] = f"{share:.0%} of its cells look like agencies" if cells[column] else "its name"
        found.sure |= {"actor"} if share == 1 else set()
        taken.add(column)
        return
    found.actor_word = (scene.actor if scene else "") or ("jail" if found.jail else "")
    found.why["actor"] = "the kind of table; no column names the agency that acts"
    if found.jail and found.actor_word in ("jail", "sheriff"):
        found.why["actor"] = f"a jail keeps columns like {' and '.join(found.jail[:2])}"


def _asks(held: Sequence[str]) -> bool:
    """Whether cells name agencies that ask, and hardly any that is asked."""
    asked = _phrases(ACTORS)
    return share_of(held, _phrases(REQUESTERS)) > max(0.2, share_of(held, asked))


# ---- counts, what became of it, facts


def _count(cells: Mapping[str, Sequence[str]], taken: set[str]) -> tuple[str, tuple[str, ...]]:
    """The column that counts acts; or, where several do and none is plainly the total, all of them: a row records several acts."""
    plainly, perhaps = [], []
    for name, held in cells.items():
        words = set(words_of_name(name))
        if name in taken or words & NO_COUNT or not held or not all(re.fullmatch(r"\s*\d[\d,]*(\.0+)?\s*", cell) for cell in held[:500]):
            continue
        if words & {"count", "counts", "cnt", "n", "total", "totals", "qty", "quantity", "freq", "frequency"} or {"number", "of"} <= words:
            plainly.append(name)
        elif words & ACTS_COUNTED:
            perhaps.append(name)
    if len(found := plainly or perhaps) == 1:
        taken.update(found)
        return found[0], ()
    return "", tuple(found)


def _done(found: Guess, cells: Mapping[str, Sequence[str]], scene: Scene | None, taken: set[str]) -> None:
    if scene is None or not scene.answered:
        return
    scored = []
    for place, (name, held) in enumerate(cells.items()):
        words = set(words_of_name(name))
        if name in taken or not words & {
            "lift",
            "lifted",
            "disposition",
            "done",
            "outcome",
            "result",
            "response",
            "reply",
            "replied",
            "decision",
            "answer",
            "status",
            "action",
            "answered",
            "complied",
            "honored",
        }:
            continue
        if words & {"removal", "code", "processing", "case"}:
            continue
        share = share_of(held, _phrases(DONE_WORDS))
        if share > 0:
            scored.append((share, -place, name))
    scored = scored or _by_cells(cells, taken)
    if scored:
        share, _, found.done = max(scored)
        found.done_words = _words(cells[found.done], DONE_WORDS)
        found.why["done"] = f"{share:.0%} of its cells say what became of the request"
        taken.add(found.done)


def _by_cells(cells: Mapping[str, Sequence[str]], taken: set[str]) -> list[tuple[float, int, str]]:
    """Columns whose names tell nothing and nearly all of whose cells say what became of a request, in several ways."""
    scored = []
    for place, (name, held) in enumerate(cells.items()):
        share = share_of(held, _phrases(DONE_WORDS)) if name not in taken else 0.0
        if share >= _SURELY_DONE and len(_words(held, DONE_WORDS)) > 1:
            scored.append((share, -place, name))
    return scored


_SURELY_DONE = 0.8
"""A share of cells that tells a column of answers whatever its name."""


def _facts(found: Guess, cells: Mapping[str, Sequence[str]], scene: Scene | None, taken: set[str]) -> None:
    for name, word in (scene.facts if scene else {}).items():
        if name not in found.facts:
            found.constants[name], found.why[name] = word, "the kind of table"
    paper = _best(
        cells,
        taken,
        {"type", "form", "forms", "document", "documents", "paper", "papers", "paperwork", "warrant", "instrument"},
        _phrases(PAPERS),
    )
    if not paper and found.said and share_of(cells[found.said.column], _phrases(PAPERS)) > _NAMES_PAPERS:
        paper = found.said.column
    if paper and (scene is None or "paper" in scene.reads):
        found.constants.pop("paper", None)
        found.facts["paper"], found.fact_words["paper"] = paper, _words(cells[paper], PAPERS)
        found.why["paper"] = f"its cells name forms or papers{_second(cells[paper], found.fact_words['paper'])}"
        taken.add(paper)
    if scene and "purpose" in scene.reads:
        purpose = next((n for n in cells if n not in taken and {"reason", "purpose", "justification"} & set(words_of_name(n))), "")
        if purpose:
            found.constants.pop("purpose", None)
            found.facts["purpose"], found.fact_words["purpose"] = purpose, _words(cells[purpose], PURPOSES) or PURPOSES[:1]
            found.why["purpose"] = "its name; free text"
            taken.add(purpose)
    if scene and "class" in scene.reads:
        held = next(
            (n for n in cells if (n not in taken and set(words_of_name(n)) >= {"cat"}) or {"class", "severity"} & set(words_of_name(n))), ""
        )
        if held:
            found.facts["class"], found.why["class"] = held, "its name"


def _purpose(found: Guess, scene: Scene | None) -> None:
    """What a request is for, row by row: a judge's warrant for an arrest is of a crime, whoever brings it; else by the agency that asks."""
    if scene is None or not scene.answered or "purpose" in found.facts:
        return
    paper, agency = found.facts.get("paper", ""), found.facts.get("requester", "")
    judges = [phrase for value, phrases in found.fact_words.get("paper", ()) if value in JUDGES for phrase in phrases] if paper else []
    asks = [phrase for value, phrases in found.fact_words.get("requester", ()) if value == "immigration-authority" for phrase in phrases]
    choices: list[Choice] = [(("entry-or-presence-crime", "other-crime"), paper, judges)] if judges else []
    choices += [(("civil-immigration",), agency, asks)] if asks else []
    if not choices or (not asks and "purpose" not in found.constants):
        return
    found.constants.pop("purpose", None)
    found.chosen["purpose"] = choices, "open" if asks else "civil-immigration"
    found.why["purpose"] = (
        "HSI asks in criminal cases too: is each of its requests civil?" if "hsi" in asks else "by the paper, then by who asks"
    )
    found.sure |= set() if "hsi" in asks else {"purpose"}


def _of_a_jail(name: str, release: Found | None) -> bool:
    """Whether a column is one that a jail keeps: by a word of its name, or as it tells when people were due to go, or went."""
    return bool(set(words_of_name(name)) & set(OF_JAILS)) or (release is not None and name in (release.due, release.at))


def _second(held: Sequence[str], papers: Words) -> str:
    """How many cells name a second paper, which is dropped, as a clause; empty where none does."""
    frame = pl.DataFrame({"cell": held})
    text = pl.col("cell").str.to_uppercase()
    several = pl.sum_horizontal(pl.lit(0), *(holds(text, phrases).cast(pl.UInt8) for _, phrases in papers)) > 1
    count = int(frame.select(several.sum()).item())
    if not count:
        return ""
    return (
        f"; {count:,} name{'s' if count == 1 else ''} two papers: the one listed first decides, as the request does before the warrant "
        "that comes with it; 'sanctuary decide' tells what the other brings"
    )


def _best(cells: Mapping[str, Sequence[str]], taken: set[str], names: set[str], phrases: Sequence[str]) -> str:
    scored = [
        (share_of(held, phrases), -place, name)
        for place, (name, held) in enumerate(cells.items())
        if name not in taken and names & set(words_of_name(name))
    ]
    share, _, name = max(scored, default=(0.0, 0, ""))
    return name if share > _NAMES_PAPERS else ""


def _words(held: Sequence[str], listed: Words) -> list[tuple[str, Sequence[str]]]:
    """The words of a list that some cell holds."""
    there = said_in(held, _phrases(listed))
    found = [(value, [phrase for phrase in phrases if phrase in there]) for value, phrases in listed]
    return [(value, phrases) for value, phrases in found if phrases]


def _phrases(listed: Words) -> list[str]:
    """The words of a list, whatever they stand for."""
    return [phrase for _, phrases in listed for phrase in phrases]
