"""What a pack must hold before anything is decided by it: names of the vocabulary, readings, sources."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from sanctuary.errors import PackError, ended, nearest
from sanctuary.law.prose import Prose
from sanctuary.law.vocabulary import RESOURCE, Vocabulary
from sanctuary.model import PackFile, Reading

__all__ = ["check_names", "check_readings", "check_sources"]


def check_names(file: PackFile, path: Path, vocabulary: Vocabulary) -> None:
    """Refuses an actor or an act that the vocabulary does not have."""
    actions, actors = vocabulary.actions, vocabulary.enums["Actor"]
    covered = [*actions, *(f"{a.name}.{resource}" for a in actions.values() for resource in a.by_name[RESOURCE].values)]
    covered += [f"{actor}.{act}" for actor in actors for act in covered if file.coverage]
    for table, named, known in (("actors", file.actors, actors), ("coverage", file.coverage, covered)):
        for name in named:
            if name not in known:
                raise PackError(f"{path}: [{table}] names '{name}', which the vocabulary does not have; {ended(nearest(name, known))}")


def check_sources(file: PackFile, prose: Mapping[str, Prose], folder: Path) -> None:
    """Refuses a text of law that names no source, or one that pack.toml does not have."""
    known = {source.id for source in file.source}
    for stem, one in prose.items():
        for name in one.sources:
            if name not in known:
                raise PackError(f"{folder / 'law' / stem}.md: the source '{name}' is not in pack.toml; {ended(nearest(name, known))}")
        if not one.sources:
            raise PackError(f"{folder / 'law' / stem}.md: no 'Source:' line. Name what was read, by the ids of pack.toml.")


def check_readings(readings: Iterable[Reading], where: str) -> None:
    """Refuses a reading that is declared twice."""
    known: dict[str, Reading] = {}
    for one in readings:
        if one.id in known:
            raise PackError(f"{where}: the reading '{one.id}' is declared twice. Keep one, or give the other an id of its own.")
        known[one.id] = one
