"""Packs found by looking: folders with a pack.toml, beside the program's own or at any path."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar, cast

from sanctuary.documents import Frozen, parse_toml, read_text, replace, shape
from sanctuary.errors import PackError, RequestError, ended, nearest
from sanctuary.law import tables
from sanctuary.law.asking import Questions, read_asking
from sanctuary.law.beside import Paper, read_governments, read_papers
from sanctuary.law.pack_checks import check_names, check_readings, check_sources
from sanctuary.law.packed import (
    digest_of_files,
    files_of,
    keep_pack,
    kept_pack,
    load_vocabulary,
    own_policies,
    policies_of,
    rules_in,
)  # fmt: skip
from sanctuary.law.places import Places, check_name
from sanctuary.law.policy import Policy
from sanctuary.law.prose import Prose, read_prose
from sanctuary.law.rules import Rule, read_rule
from sanctuary.law.standards import standard_named
from sanctuary.law.tables import read_scenarios
from sanctuary.law.unencoded import pack_text
from sanctuary.law.vocabulary import Vocabulary
from sanctuary.law.written import need_no_text
from sanctuary.model import (
    Claim,
    ClosedList,
    Consequence,
    Criterion,
    Enjoined,
    Fact,
    Government,
    Group,
    PackFile,
    Proceeding,
    Reading,
    RetentionTerm,
    Scenario,
    Settled,
    StandingDuty,
)  # fmt: skip

__all__ = ["OWN", "Library", "Pack", "read_scenarios"]

F = TypeVar("F", bound=Frozen)
T = TypeVar("T")

OWN = Path(__file__).resolve().parent.parent / "packs"
"""The packs that come with the program."""


_OWN_PACKS: dict[tuple[str, str, str], "Pack"] = {}
"""The program's own packs that this process has read, by the vocabulary, the name and the digest of their files: no pack is ever changed,
so that libraries share them."""


@dataclass(frozen=True)
class Pack:
    """A folder of law as data; its rules are read at once, the rest when asked for."""

    file: PackFile
    folder: Path
    prose: Mapping[str, Prose]
    rules: tuple[Rule, ...]
    text: str = ""
    """The pack.toml of a place that has no folder."""

    @property
    def id(self) -> str:
        """The id, which is the folder's name unless the folder is a copy."""
        return self.file.id

    @property
    def encoded(self) -> bool:
        """Whether anything of this law was read: it has rules, or says where it was searched and none were found."""
        return bool(self.rules) or any(one != "not-searched" for one in self.file.coverage.values())

    @property
    def government(self) -> Government:
        """What kind of government this is; a state or a city, as its level says, where the file names none."""
        return self.file.government or {"federal": "nation", "state": "state"}.get(self.file.level, "city")  # type: ignore[return-value]

    def searched(self, actor: str, action: str, resource: str, on: date) -> bool:
        """Whether this government's law on an act was searched to the end for a day; the most exact line of `coverage` counts."""
        return self.file.coverage_of(actor, action, resource, on) == "searched"

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        """The disputes that this pack declares."""
        return {reading.id: reading for reading in self.file.reading}

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Dated facts of the place."""
        return self._table("facts.toml", tables.Facts).fact

    @cached_property
    def duties(self) -> tuple[StandingDuty, ...]:
        """Standing duties."""
        return self._table("duties.toml", tables.Duties).duty

    @cached_property
    def retention(self) -> tuple[RetentionTerm, ...]:
        """How long records are kept, by the kind of government."""
        return self._table("retention.toml", tables.Terms).term

    @cached_property
    def proceedings(self) -> tuple[Proceeding, ...]:
        """Suits that touch rules."""
        return self._table("proceedings.toml", tables.Proceedings).proceeding

    @cached_property
    def enjoined(self) -> tuple[Enjoined, ...]:
        """Rules that a court has stopped."""
        return self._table("proceedings.toml", tables.Proceedings).enjoined

    @cached_property
    def settled(self) -> tuple[Settled, ...]:
        """Readings that a court has settled."""
        return self._table("proceedings.toml", tables.Proceedings).settled

    @cached_property
    def consequences(self) -> tuple[Consequence, ...]:
        """What the breach of rules brings about, checked against the pack's rules."""
        known = {rule.id for rule in self.rules}
        found = self._table("consequences.toml", tables.Consequences).consequence
        for one in found:
            for name in one.rules:
                if name.partition("/")[0] == self.id and name not in known:
                    raise PackError(f"{self.folder / 'consequences.toml'}: '{one.id}' names the rule '{name}'; {nearest(name, known)}")
        return found

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Statements of fact that were looked up."""
        return self._table("claims.toml", tables.Claims).claim

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria of a standard, checked against its rules."""
        table = self._table("criteria.toml", tables.Criteria, required=True)
        known = {rule.id.partition("/")[2] for rule in self.rules}
        for criterion in table.criterion:
            for name in criterion.rules:
                if name not in known:
                    raise PackError(
                        f"{self.folder / 'criteria.toml'}: criterion '{criterion.id}' names the rule '{name}', "
                        f"which is not in this pack; {ended(nearest(name, known))}"
                    )
        return table.criterion

    @cached_property
    def threshold(self) -> str:
        """`all`, `any` or `each-group` where the standard gives a verdict, else nothing."""
        return self._table("criteria.toml", tables.Criteria, required=True).threshold

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups of criteria of each of which one must be met."""
        return self._table("criteria.toml", tables.Criteria, required=True).group

    @cached_property
    def score(self) -> str:
        """How a standard without a threshold tells its counts, with {met} and {total}; nothing where it lists them."""
        return self._table("criteria.toml", tables.Criteria, required=True).score

    @cached_property
    def beside(self) -> tuple[str, ...]:
        """Facts of the place that a standard tells beside its criteria, without counting them."""
        return self._table("criteria.toml", tables.Criteria, required=True).beside

    @cached_property
    def closed_lists(self) -> tuple[ClosedList, ...]:
        """Published lists on which a place without an entry is not listed."""
        return self._table("criteria.toml", tables.Criteria, required=True).closed_list

    @cached_property
    def digest(self) -> str:
        """SHA-256 over every file that decides, in the order of their names."""
        return digest_of_files(self.folder, self.text)

    @property
    def not_modeled(self) -> tuple[str, ...]:
        """What stands under law/ without a rule, each with its reason."""
        return tuple(line for prose in self.prose.values() for line in prose.not_modeled)

    def scenarios(self) -> Iterator[Scenario]:
        """The sentences of the pack, with place and day filled in."""
        for path in files_of(self.folder, "scenarios/*.toml"):
            yield from read_scenarios(path, self.id, own=self.folder.parent == OWN)

    def _table(self, name: str, kind: type[F], *, required: bool = False) -> F:
        found = self._tables.get(name)
        if not isinstance(found, kind):
            path = self.folder / name
            missing = self.text or (not required and not path.exists())
            found = self._tables[name] = kind() if missing else tables.read_table(path, kind, own=self.folder.parent == OWN)
        return found

    @cached_property
    def _tables(self) -> dict[str, Frozen]:
        """The tables that were read, by file."""
        return {}


class Library:
    """The packs that can be reached: the program's own, and those beside a pack named by path."""

    def __init__(self, *, folders: tuple[Path, ...] = (OWN,), words: Path = OWN) -> None:
        self._folders = folders
        self._words = words
        self._loaded: dict[str, Pack] = {}
        self._standing: dict[str, object] = {}

    def standing(self, place: str, make: Callable[["Library", str], T]) -> T:
        """What of a place's law is the same on every day, made when first asked for."""
        return cast(T, self._standing[place] if place in self._standing else self._standing.setdefault(place, make(self, place)))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The shared words."""
        path = self._words / "vocabulary.cedarschema"
        return load_vocabulary(read_text(path), str(path), own=self._words == OWN)

    @cached_property
    def possible(self) -> tuple[Policy, ...]:
        """The rules that name situations which cannot occur, each with a reason."""
        path = self._words / "possible.cedar"
        policies = (own_policies if self._words == OWN else policies_of)(read_text(path), str(path), self.vocabulary)
        for policy in policies:
            if policy.said.effect != "forbid" or not policy.id or "because" not in policy.said.annotations:
                raise PackError(f"{policy.where}: a rule of possible.cedar is a forbid with @id and @because.")
        return policies

    @cached_property
    def papers(self) -> Mapping[str, Paper]:
        """What each paper of the vocabulary is."""
        return read_papers(self._words / "papers.toml", self.vocabulary)

    @cached_property
    def asking(self) -> Questions:
        """How each fact of the vocabulary is asked, and who can see it."""
        return read_asking(self._words / "questions.toml", self.vocabulary)

    @cached_property
    def usually(self) -> Mapping[str, frozenset[str]]:
        """The actors that each kind of government usually runs."""
        return read_governments(self._words / "governments.toml", self.vocabulary)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Every pack that can be found, in the order of their names."""
        found = {
            path.parent.name for folder in self._folders for path in folder.glob("*/pack.toml") if not path.parent.name.startswith(".")
        }
        return tuple(sorted(found))

    def find(self, name: str, kind: str = "") -> tuple["Library", str]:
        """The library and pack id that a name means: an id, its unique ending, or a path to a pack folder."""
        check_name(name)
        if name.startswith((".", "/")) or "\\" in name or ("/" in name and (kind == "standard" or not self.places.meant(name))):
            return self._at(Path(name))
        if kind == "standard":
            return self, standard_named(name, self.ids, self.title, self.places.meant)
        own = name in self.ids or any(one.endswith("-" + name) for one in self.ids)
        if not own and (Path(name) / "pack.toml").is_file():
            return self._at(Path(name))
        return self, self.places.find(name)

    @cached_property
    def places(self) -> Places:
        """Every place that can be named."""
        return Places(self.ids, cache(lambda: {one: self.title(one) for one in self.ids if not one.startswith("standard-")}))

    def has(self, name: str) -> bool:
        """Whether an id is that of a pack, or of a place that stands under the law above it."""
        return name in self.ids or name in self._loaded or self.places.knows(name)

    def title(self, name: str) -> str:
        """The title of a pack, without reading its rules."""
        if name in self._loaded:
            return self._loaded[name].file.title
        path = next(folder / name / "pack.toml" for folder in self._folders if (folder / name / "pack.toml").is_file())
        return str(parse_toml(read_text(path), str(path)).get("title", name))

    def standards(self, name: str) -> list[Pack]:
        """The standards that a word means: `all`, the shortest first, or one by id, ending or path."""
        every = [self.get(one) for one in self.ids if one.startswith("standard-")]
        if name == "all":
            return sorted(every, key=lambda pack: len(pack.criteria))
        library, found = self.find(name, "standard")
        pack = library.get(found)
        if pack.file.kind != "standard":
            raise RequestError(f"'{found}' is the law of a place, not a standard; {nearest(name, [one.id for one in every])}")
        return [pack]

    def _at(self, folder: Path) -> tuple["Library", str]:
        folder = folder.resolve()
        if not (folder / "pack.toml").is_file():
            need_no_text(folder.name)
            found = "is a file; " if folder.is_file() else "" if folder.is_dir() else "there is no such file or folder, and "
            raise RequestError(f"{folder}: {found}no pack is here (a pack has a pack.toml). docs/packs.md shows how to write one.")
        library = Library(folders=(folder.parent, *(f for f in self._folders if f != folder.parent)), words=self._words)
        pack = library.load(folder)
        library._loaded[pack.id] = pack
        return library, pack.id

    def get(self, name: str) -> Pack:
        """The pack of an id."""
        if name not in self._loaded:
            folder = next((one / name for one in self._folders if (one / name / "pack.toml").is_file()), None)
            if folder is None and not self.places.knows(name):
                raise PackError(f"the pack '{name}' is named but not found; {nearest(name, self.ids)}")
            self._loaded[name] = self.load(folder) if folder else self._unencoded(name)
        return self._loaded[name]

    def _unencoded(self, name: str) -> Pack:
        """The pack of a place that has none: the law above it alone."""
        above = "us" if self.places.state(name) else f"us-{self.places.entry(name).state.lower()}"
        text = pack_text(self.places, name, self.get(above).file.known_through)
        file = shape(parse_toml(text, name), PackFile, name)
        check_names(file, Path(name), self.vocabulary)
        return Pack(file, OWN / ".no-pack" / name, {}, (), text)

    def below(self, name: str, parent: str) -> "Library":
        """The same packs, with one standing below another alone, whatever parents its file names."""
        pack = self.get(name)
        if pack.file.parents == (parent,):
            return self
        library = copy(self)
        library._loaded = {**self._loaded, name: dataclasses.replace(pack, file=replace(pack.file, parents=(parent,)))}  # noqa: SLF001
        library._standing = {}  # noqa: SLF001 - of the same class
        return library

    def without_rules(self, name: str) -> "Library":
        """The same packs, one of them without its rules: the law above a draft, for those whom its government runs."""
        library = Library(folders=self._folders, words=self._words)
        library._loaded[name] = dataclasses.replace(self.get(name), rules=())
        return library

    def load(self, folder: Path) -> Pack:
        """The pack in a folder: every file that decides is read and validated, or one of the program's own was so before."""
        if folder.parent != OWN:
            return self._read(folder)
        digest = digest_of_files(folder)
        name = (self.vocabulary.text, folder.name, digest)
        if name not in _OWN_PACKS:
            _OWN_PACKS[name] = self._load_own(folder, digest)
        return _OWN_PACKS[name]

    def _load_own(self, folder: Path, digest: str) -> Pack:
        kept = kept_pack(self.vocabulary, digest)
        if kept:
            found = Pack(kept.file, folder, kept.prose, rules_in(kept, folder, self.vocabulary))
        else:
            found = self._read(folder)
            keep_pack(self.vocabulary, digest, found.file, found.prose, found.rules)
        found.__dict__["digest"] = digest
        return found

    def _read(self, folder: Path) -> Pack:
        path = folder / "pack.toml"
        file = shape(parse_toml(read_text(path), str(path)), PackFile, str(path))
        check_names(file, path, self.vocabulary)
        check_readings(file.reading, str(path))
        prose = {one.stem: read_prose(one) for one in files_of(folder, "law/*.md")}
        rules: dict[str, Rule] = {}
        for one in files_of(folder, "rules/*.cedar"):
            if one.stem not in prose:
                raise PackError(f"{one}: its law file {folder / 'law' / one.stem}.md is missing; rules stand beside their prose.")
            for policy in policies_of(read_text(one), str(one), self.vocabulary):
                rule = read_rule(policy, file, prose[one.stem], self.vocabulary)
                if rule.id in rules:
                    raise PackError(f"{policy.where}: two rules have the id '{policy.id}' (the other: {rules[rule.id].policy.where}).")
                rules[rule.id] = rule
        if not rules and file.kind == "standard":
            raise PackError(f"{folder}: the standard is empty: no rule under rules/. docs/packs.md shows how to write one.")
        check_sources(file, prose, folder)
        return Pack(file, folder, prose, tuple(rules.values()))
