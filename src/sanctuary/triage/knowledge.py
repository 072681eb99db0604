"""What papers look like, as data of packs: `triage/*.toml` beside the law of the United States and of states."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.errors import PackError, nearest
from sanctuary.law.packs import OWN, Library
from sanctuary.triage.words import phrase

__all__ = ["Class", "Frame", "Kind", "Knowledge", "Signs", "read_knowledge"]

Class = Literal["judicial", "court-issued", "administrative", "none", "unknown", "unreadable"]
Head = Literal["federal-court", "state-court", "immigration-court", "agency"]


class Kind(Frozen, frozen=True, rename={"class_": "class"}):
    """A kind of paper: what stands on it, who signs it, what it is mistaken for, and the vocabulary's word for it."""

    id: str
    title: str
    paper: str
    class_: Literal["judicial", "court-issued", "administrative"]
    heading: tuple[Head, ...]
    titles: tuple[str, ...]
    top: str
    foot: str
    asks: str
    signs_it: str
    source: Literal["official", "mirror", "secondary", "recalled"]
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    """Last words of a short line in capitals that is a title, whatever stands before them."""
    any_title: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    wording: tuple[str, ...] = ()
    mistaken: str = ""
    check: str = ""
    attached: str = ""
    cites: str = ""
    issued_until: date | None = None
    days: int | None = None
    alone: bool = True
    """Whether the title tells the kind alone; otherwise a heading, a number or wording must stand beside it."""
    boxes: bool = False
    judges_own: bool = False
    """Whether the kind has words that elsewhere are an agency's."""
    pack: str = ""


class Frame(Frozen, frozen=True):
    """A letter, a message, an article, advice or a badge: told by how its lines begin."""

    id: str
    says: str
    least: int
    starts: tuple[str, ...]


class _Heading(Frozen, frozen=True, rename="kebab"):
    federal_court: tuple[str, ...]
    state_court: tuple[str, ...]
    immigration_court: tuple[str, ...]
    agency: tuple[str, ...]


class _Words(Frozen, frozen=True):
    words: tuple[str, ...]


class _Immigration(Frozen, frozen=True):
    words: tuple[str, ...]
    told: tuple[str, ...]


class _Void(Frozen, frozen=True):
    title: tuple[str, ...]
    anywhere: tuple[str, ...]
    beside: tuple[str, ...]
    unless: tuple[str, ...]
    things: tuple[str, ...]
    stamp: tuple[str, ...]


class _Signer(Frozen, frozen=True):
    never: tuple[str, ...]
    clerk: tuple[str, ...]
    attorney: tuple[str, ...]
    judge: tuple[str, ...]
    officer: tuple[str, ...]
    open: tuple[str, ...]


class _Number(Frozen, frozen=True):
    before: tuple[str, ...]


class Signs(Frozen, frozen=True):
    """Signs that do not depend on the kind."""

    heading: _Heading
    immigration: _Immigration
    frame: tuple[Frame, ...]
    void: _Void
    disclaims: _Words
    signer: _Signer
    number: _Number
    commands: _Words
    """Words by which a judge commands or orders in a paper of any kind."""


class _File(Frozen, frozen=True):
    kind: tuple[Kind, ...] = ()
    states: tuple[str, ...] = ()
    state: str = ""
    courts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Knowledge:
    """All kinds, signs, the names of states, and for each state with a pack its courts' own names."""

    kinds: tuple[Kind, ...]
    signs: Signs
    states: tuple[str, ...]
    courts: tuple[tuple[str, str], ...]
    """A folded name of a court, and the state whose court it is."""
    packs_of_states: tuple[tuple[str, str], ...]
    """A pack and the name of its state."""

    def by_id(self, name: str) -> Kind | None:
        """The kind of an id, or nothing."""
        return next((kind for kind in self.kinds if kind.id == name), None)


@lru_cache(maxsize=4)
def read_knowledge(packs: Path = OWN) -> Knowledge:
    """The knowledge of every pack of a folder; refuses a kind whose paper the vocabulary does not have."""
    papers = Library().papers
    signs = shape(parse_toml(read_text(packs / "us" / "triage" / "signs.toml"), "signs.toml"), Signs, "us/triage/signs.toml")
    kinds: list[Kind] = []
    states: list[str] = []
    courts: list[tuple[str, str]] = []
    packs_of: list[tuple[str, str]] = []
    for path, file in _files(packs):
        packs_of += [(path.parts[-3], file.state)] if file.state else []
        states += file.states
        courts += [(phrase(name), file.state) for name in file.courts]
        for kind in file.kind:
            if kind.paper not in papers:
                raise PackError(f"{path}: '{kind.id}' is the paper '{kind.paper}'; {nearest(kind.paper, papers)}")
            if (kind.class_ == "judicial") != (papers[kind.paper].court and papers[kind.paper].judge):
                raise PackError(f"{path}: '{kind.id}' is {kind.class_}, and papers.toml says otherwise of '{kind.paper}'.")
            if any(other.id == kind.id for other in kinds):
                raise PackError(f"{path}: two kinds have the id '{kind.id}'.")
            kinds.append(kind)
    return Knowledge(tuple(kinds), signs, tuple(states), tuple(courts), tuple(packs_of))


def _files(packs: Path) -> Iterator[tuple[Path, _File]]:
    """The states' own files first: what they know of their courts is nearer."""
    found = sorted(packs.glob("*/triage/*.toml"), key=lambda path: (path.parts[-3] == "us", path))
    for path in found:
        if path.name in ("signs.toml", "sentences.toml"):
            continue
        table = parse_toml(read_text(path), str(path))
        for kind in table.get("kind", ()):
            kind["pack"] = path.parts[-3]
        yield path, shape(table, _File, str(path))
