"""Answers that took long to prove, kept in the user's cache folder: the same question about the same law need not be proved again.

Only answers about the program's own packs are kept, and none that somebody's own words or files are part of. One is found again under the
SHA-256 of all that it was made from: its form, the question, the day, the packs of the law and the definitions with their digests, and
this program's own code and words. So another text of law, another day or another version asks anew. The file is one of `law.kept`,
`sanctuary.kept/2`, with the MessagePack of the answer's struct, in the folder `answers`; what is damaged is as if it were not there.
SANCTUARY_CACHE=off switches it off.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from sanctuary.documents import Frozen, packed_reader
from sanctuary.law.jurisdiction import Law
from sanctuary.law.kept import keep, kept_body, name_of, switched_off
from sanctuary.law.packs import OWN, Pack
from sanctuary.law.used import digest_of

__all__ = ["recalled"]

F = TypeVar("F", bound=Frozen)

ANSWERS = "answers"
MOST = 100
"""Answers that are kept: of more, those that were made first go."""

_HOME = Path(__file__).resolve().parent.parent


def recalled(kind: type[F], question: Sequence[str], law: Law, standards: Iterable[Pack], make: Callable[[], F]) -> F:
    """An answer of a kind to a question about a law and some definitions: read back where it was kept, else made and kept."""
    rods = tuple(standards)
    if switched_off() or not _own(law, rods):
        return make()
    parents = (",".join(pack.file.parents) for pack in law.packs.values())
    parts = [kind.__name__, *question, law.place.id, str(law.strict), digest_of(law), *parents, *(one.digest for one in rods), _program()]
    name = name_of(law.vocabulary.text, "".join(f"{len(part)}:{part}" for part in parts))
    body = kept_body(name, ANSWERS)
    found = None if body is None else packed_reader(kind)(body)
    if found is None:
        found = make()
        keep(name, found, ANSWERS, MOST)
    return found


def _own(law: Law, standards: tuple[Pack, ...]) -> bool:
    """Whether every pack is one that came with the program, or stands for a place that has none, and no rule was taken out."""
    folders = {pack.folder.parent for pack in (*law.packs.values(), *standards)}
    return not law.removed and folders <= {OWN, OWN / ".no-pack"}


@cache
def _program() -> str:
    """A digest of what an answer is made by: the code that reads, decides and asks, and the words beside the packs."""
    code = [one for room in ("law", "engine", "study") for one in (_HOME / room).glob("*.py")]
    words = [one for one in OWN.iterdir() if one.is_file()]
    total = hashlib.sha256()
    for path in sorted([*code, *words, *(_HOME / name for name in ("documents.py", "model.py"))]):
        total.update(f"{path.relative_to(_HOME).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return total.hexdigest()
