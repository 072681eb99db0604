"""What people type for a place, as the id of a pack or of a place of the table: the one way to look a place up.

Looked for, in this order: an id; a common name (`packs/names.toml`); the unique ending of an id; a state, city or county by its name, with
or without its state. Case, accents, dots and spaces do not matter. A name that two places bear is refused with the places; nothing is
guessed from how large they are, but for one thing: a state's bare name is the state unless a city of more than 100,000 people has it too.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path

from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.errors import RequestError
from sanctuary.law.gazetteer import Entry, State, entry_of, key, read_gazetteer, read_states, slug
from sanctuary.law.largest import LARGE, largest, rival
from sanctuary.law.written import need_no_text

__all__ = ["FILES", "Places", "check_name", "titled"]

_NAMES = Path(__file__).resolve().parent.parent / "packs" / "names.toml"

MOST_LISTED = 8
"""Places that a refusal lists; `sanctuary places NAME` lists all."""

LONGEST = 1_000
"""Signs of a name or a path that are read."""

_EVERY = ("all", "every", "everywhere", "all places", "all states")
ALL_AT_ONCE = "sanctuary decide all, sanctuary assess --all, sanctuary timeline all --format csv"
"""The commands that take every place."""

_NATION = ("usa", "us", "united states", "united states of america")
_OF = ("city of", "town of", "village of", "borough of", "township of", "city and county of")
_STATE_OF = ("state of", "commonwealth of", "territory of")
_KINDS = ("city", "town", "village", "borough", "township")
FILES = (
    ".toml",
    ".json",
    ".csv",
    ".tsv",
    ".cedar",
    ".md",
    ".txt",
    ".xlsx",
    ".parquet",
    ".sqlite",
    ".db",
    ".yaml",
    ".yml",
    ".html",
    ".pdf",
)


class _Names(Frozen, frozen=True):
    common: Mapping[str, tuple[str, ...]]
    same: Mapping[str, str]


@cache
def _names() -> _Names:
    return shape(parse_toml(read_text(_NAMES), str(_NAMES)), _Names, str(_NAMES))


_MANY_TIMES = 20
"""How many times the people of one place are those of another of its name, where only the first can be meant."""

_LONG = 6
"""Letters of a name that may have lost its spaces."""


def check_name(name: object) -> None:
    """Refuses what can be no name of a place or a definition, and no path."""
    if not isinstance(name, str):
        raise RequestError(f"{type(name).__name__} is no name. Give a text, such as a pack id.")
    if not name.strip():
        raise RequestError('no place is named. Give a name such as "Los Angeles" or "Houston, TX", a pack id, or a path.')
    if "\0" in name:
        raise RequestError(f"'{name}' is no place: no name has a NUL in it.")
    if len(name) > LONGEST:
        raise RequestError(f"a name of {len(name):,} signs is no place; at most {LONGEST} are read. Did something else get in here?")


@dataclass(frozen=True)
class Places:
    """Every place that can be named: the packs, by id, and the table. `titles` gives the titles of the packs when they are asked for."""

    ids: tuple[str, ...]
    titles: Callable[[], Mapping[str, str]]

    def knows(self, name: str) -> bool:
        """Whether an id is that of a pack, a state, or a place of the table that is governed on its own."""
        return name in self.ids or name in self._states or (entry_of(name) is not None and name not in _names().same)

    def title(self, name: str) -> str:
        """The title of a place by its id, with its state."""
        if name in self.ids:
            return self.titles()[name]
        if name in self._states:
            return self._states[name].name
        return titled(self.entry(name))

    def standing(self, name: str) -> str:
        """The id that stands here for one of the table: that of its pack, or of the government that it is one with."""
        return _names().same.get(name, name)

    def entry(self, name: str) -> Entry:
        """A place of the table by its id."""
        found = entry_of(name)
        if found is None:
            raise KeyError(name)
        return found

    def states(self) -> tuple[str, ...]:
        """The ids of all states and territories."""
        return tuple(self._states)

    def table(self) -> tuple[str, ...]:
        """The ids of all places of the table."""
        return tuple(read_gazetteer().entries)

    def common(self) -> Mapping[str, tuple[str, ...]]:
        """Names that people type and that no table has, each with the ids that it may mean."""
        return _names().common

    def state(self, name: str) -> State | None:
        """The state of an id, if it is one."""
        return self._states.get(name)

    def find(self, name: str) -> str:
        """The id that a name means; refuses an unknown name with the nearest ones, and one that several places bear with those."""
        found = self.meant(name)
        if len(found) == 1:
            return found[0]
        if one := self._encoded(name, found) or self._largest(name, found):
            return one
        if found:
            raise RequestError(self._several(name, found))
        raise RequestError(self._unknown(name))

    def choice(self, name: str) -> str:
        """A sentence on how a name was read that several cities bear, one by far the largest; nothing where it has one meaning."""
        found = self.meant(name)
        one = self._largest(name, found) if len(found) > 1 and not self._encoded(name, found) else ""
        if not one:
            return ""
        return f"'{name.strip()}' is {self.title(one)}, the largest of {len(found)} (all: sanctuary places {slug(name)})."

    def meant(self, name: str) -> tuple[str, ...]:
        """Every id that a name may mean, packs first, then states, then by population."""
        plain = key(name)
        typed = self.standing(name.strip().casefold())
        if typed in self.ids or (typed.startswith("us-") and self.knows(typed)):
            return (typed,)
        if plain in _names().common:
            return self._here(_names().common[plain])
        ending = [one for one in self.ids if one.endswith("-" + name.strip())]
        if len(ending) == 1:
            return (ending[0],)
        return tuple(ending) or self._here(self._by_name(name)) or self._here(self._by_title(plain)) or self._here(self._joined(plain))

    def _encoded(self, name: str, found: Sequence[str]) -> str:
        """The one place of several of a name whose law is encoded, where its people are many times those of every other; else nothing."""
        entries = read_gazetteer().entries
        people = {one: entries[one].population for one in found if one in entries}
        own = [one for one in found if one in self.ids]
        if len(own) != 1 or key(name) in _names().common:
            return ""
        at_home = next(
            (entries[one].population for one, pack in _names().same.items() if pack == own[0] and one in entries), people.get(own[0], 0)
        )
        others = [one for one in found if one != own[0]]
        return own[0] if all(people.get(one, at_home) * _MANY_TIMES <= at_home for one in others) else ""

    def _largest(self, name: str, found: Sequence[str]) -> str:
        """The place of several of a name that is by far the largest; nothing of a name that people use for one of them."""
        return "" if key(name) in _names().common else largest(found)

    def _joined(self, plain: str) -> list[str]:
        """Places whose names were written as one word: losangeles."""
        if " " in plain or len(plain) < _LONG:
            return []
        return [one for name, ids in read_gazetteer().named.items() if " " in name and name.replace(" ", "") == plain for one in ids]

    def like(self, word: str) -> tuple[str, ...]:
        """Every place whose name begins a word with what was typed: those of the name itself first, then by population."""
        text, _, state = word.rpartition(",")
        within = self._state_of(state) if text else None
        plain = key(text if within else word)
        if not plain:
            return ()
        entries = read_gazetteer().entries
        hits = [one for name, ids in read_gazetteer().named.items() if f" {plain}" in f" {name}" for one in ids]
        if within:
            hits = [one for one in hits if entries[one].state == within.abbr]
        states = [one.id for one in self._states.values() if not within and f" {plain}" in f" {key(one.name)}"]
        titled = [one for one, title in self.titles().items() if not within and f" {plain}" in f" {key(title)}"]
        return tuple(dict.fromkeys((*self.meant(word), *self._here([*titled, *states, *hits]))))

    @cached_property
    def _states(self) -> Mapping[str, State]:
        return {one.id: one for one in read_states()}

    @cached_property
    def _by_state_name(self) -> Mapping[str, State]:
        return {word: one for one in self._states.values() for word in (key(one.name), one.abbr.lower())}

    def _state_of(self, word: str) -> State | None:
        return self._by_state_name.get(key(word))

    def _here(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Ids of the table as those that stand for them here, each once, in the order in which they are listed."""
        found = dict.fromkeys(_names().same.get(one, one) for one in ids)
        return tuple(sorted((one for one in found if self.knows(one)), key=self._rank))

    def _rank(self, name: str) -> tuple[bool, bool, bool, int, str]:
        entry = entry_of(name)
        larger = entry is not None and entry.kind in ("county", "township")
        return (name not in self.ids, name not in self._states, larger, -entry.population if entry else 0, name)

    def _by_name(self, name: str) -> list[str]:
        """Places by name, with the state after a comma or as the last words."""
        *parts, last = [part for part in name.split(",") if key(part)] or [""]
        if len(parts) > 1 and key(last) in _NATION:
            *parts, last = parts
        state = self._state_of(last) if parts else None
        if state:
            return self._in(parts, state)
        if parts:
            return [one for one in self._named(parts[0], None) if _lies_in(one, last)]
        words = key(name).split()
        if bare := self._named(name, None):
            return bare
        for count in (1, 2, 3):
            if len(words) > count and (state := self._state_of(" ".join(words[-count:]))):
                return self._in([" ".join(words[:-count])], state)
        return []

    def _in(self, parts: list[str], state: State) -> list[str]:
        """Places of a state by name, of one county where a second part names it; the District is one city."""
        if state.id == "us-dc":
            return [state.id] if key(parts[0]) in ("washington", "district of columbia") else []
        common = [one for one in _names().common.get(key(parts[0]), ()) if one.startswith(f"{state.id}-")]
        found = common or self._named(parts[0], state)
        return [one for one in found if _lies_in(one, parts[1])] if len(parts) > 1 else found

    def _named(self, name: str, state: State | None) -> list[str]:
        """Places by name alone: states, cities, counties by their full names; without "County" where nothing else has the name."""
        plain = key(name.partition("/")[0])
        for prefix in _STATE_OF:
            if plain.startswith(f"{prefix} "):
                return [one.id for one in [self._state_of(plain.removeprefix(prefix))] if one]
        if plain.endswith(" state") and (one := self._state_of(plain.removesuffix(" state"))):
            return [one.id]
        prefix = next((one for one in _OF if plain.startswith(f"{one} ")), "")
        plain, only = plain.removeprefix(prefix).strip(), prefix.partition(" ")[0]
        for word in ("county of ", "parish of "):
            plain = f"{plain.removeprefix(word)} {word.partition(' ')[0]}" if plain.startswith(word) else plain
        full, short = self._table(plain, state, only)
        itself = self._state_of(plain) if state is None and not only else None
        if itself:
            large = [one for one in full if self.entry(one).population > LARGE]
            capital = ["us-dc"] if plain == "washington" else []
            return [itself.id, *capital, *full, *short] if large or capital else [itself.id]
        if state is None and (len(full) > 1 or self._small(full, short)):
            return [*full, *short]
        return full or short or self._with_kind(plain, state)

    def _small(self, full: list[str], short: list[str]) -> bool:
        """Whether a small town has a name, and a large county elsewhere: Tarrant in Alabama, and Tarrant County in Texas."""
        if not full or any(self.entry(one).population > LARGE for one in full):
            return False
        return any(self.entry(one).population > LARGE and not any(_lies_in(town, self.entry(one).name) for town in full) for one in short)

    def _table(self, plain: str, state: State | None, only: str = "") -> tuple[list[str], list[str]]:
        """The ids of a name in the table, and those of counties that bear it before "County"."""

        def here(ids: Iterable[str]) -> list[str]:
            entries = (self.entry(one) for one in ids)
            return [one.id for one in entries if (state is None or one.state == state.abbr) and (not only or one.kind == only)]

        table = read_gazetteer()
        return here(table.named.get(plain, ())), here(table.short.get(plain, ()))

    def _with_kind(self, plain: str, state: State | None) -> list[str]:
        """Places whose kind was written behind the name: "Lansing township", "New York City"."""
        for kind in _KINDS:
            if plain.endswith(f" {kind}"):
                return self._table(plain.removesuffix(f" {kind}"), state, kind)[0]
        return []

    def _by_title(self, plain: str) -> list[str]:
        return [one for one, title in self.titles().items() if key(title) == plain]

    def _several(self, name: str, found: tuple[str, ...]) -> str:
        pair = rival(found)
        why = f"{self.title(pair[1])} has more people than {self.title(pair[0])}, so neither is taken. " if pair else ""
        found = tuple(dict.fromkeys((*pair, *found)))
        listed = "".join(f"\n  {self._quoted(one)}  ({one})" for one in found[:MOST_LISTED])
        more = f"\n  and {len(found) - MOST_LISTED} more: sanctuary places {slug(name)}" if len(found) > MOST_LISTED else ""
        return f"'{name}' could be {len(found)} places. {why}Write one of these, or its id:{listed}{more}"

    def _quoted(self, one: str) -> str:
        """A title as it can be typed, with what tells it from others of the name."""
        title = self.title(one)
        state = next((known for known in self._states.values() if one.startswith(f"{known.id}-")), None)
        for typed in (title, f"State of {title}", f"{title}, {state.name if state else ''}"):
            if self.meant(typed) == (one,):
                return f'"{typed}"'
        return title

    def _unknown(self, name: str) -> str:
        need_no_text(name.strip())
        if key(name) in _EVERY:
            return f"'{name.strip()}' is no place here: name one. Of all at once: {ALL_AT_ONCE}."
        if name.strip().casefold().endswith(FILES):
            return f"'{name}' is no file here, and no place. Check the path and the folder."
        *parts, last = name.split(",")
        state = self._state_of(last) if parts else None
        if not key(name):
            return f"no place is called '{name}'. Write a name with its state (\"Houston, TX\"), an id, or a path to a pack folder."
        entries = read_gazetteer().entries
        if parts and not state and self._named(parts[0], None):
            close = get_close_matches(key(last), self._by_state_name, n=1, cutoff=0.7)
            hint = f'did you mean "{parts[0].strip()}, {self._by_state_name[close[0]].name}"?' if close else 'write it as "Houston, TX".'
            return f"no state or county of '{parts[0].strip()}' is called '{last.strip()}'; {hint}"
        if state:
            known = {key(one.name): one.id for one in sorted(entries.values(), key=lambda one: one.population) if one.state == state.abbr}
            what, word = f"no city or county of {state.name}", key(parts[0])
        else:
            known = {word: one.id for one in self._states.values() for word in (key(one.name), one.id)}
            known |= {
                word: one for one in self.ids if not one.startswith("standard-") for word in (one, one.partition("-")[2].partition("-")[2])
            }
            known |= {plain: min(ids, key=self._rank) for plain, ids in read_gazetteer().named.items() if plain not in known}
            what, word = "no place", key(name)
        near = dict.fromkeys(known[one] for one in get_close_matches(word, known, n=3, cutoff=0.75))
        shown = [self._quoted(_names().same.get(one, one)) for one in near]
        shown = shown or [self._quoted(one) for one in self._inside(name)]
        told = f"; did you mean {' or '.join(shown)}?" if shown else "."
        return (
            f"{what} is called '{parts[0].strip() if state else name}'{told} A name with its state works (\"Houston, TX\"), an id, "
            "or a path to a pack folder; 'sanctuary places WORD' searches the names."
        )

    def _inside(self, name: str) -> tuple[str, ...]:
        """The place whose name stands within a phrase, the longest: "Is Los Angeles a sanctuary city"; none of a single word."""
        words = name.replace("?", " ").replace(",", " ").split()
        for count in range(len(words) - 1, 0, -1):
            for first in range(len(words) - count + 1):
                part = words[first : first + count]
                found = self.meant(" ".join(part)) if part[0][0].isupper() and len(words) > FEWEST_WORDS else ()
                if len(found) == 1:
                    return found
        return ()


FEWEST_WORDS = 2
"""Words up to which a name is no phrase that may hold another."""


def titled(entry: Entry) -> str:
    """The title of a place of the table: its kind and county too where others of the state have its name.

    >>> titled(Entry("us-ny-rye-town", "NY", "town", "Rye", ("Westchester County",), 49613))
    'Rye Town, New York'
    """
    tail = entry.id.removeprefix(f"us-{entry.state.lower()}-{slug(entry.name)}").strip("-")
    kind, _, county = tail.partition("-") if tail.partition("-")[0] in (*_KINDS, "community") else ("", "", tail)
    told = kind not in ("", "city", "community")
    name = f"{entry.name} {kind.capitalize()}" if told and not key(entry.name).endswith(kind) else entry.name
    state = next(one.name for one in read_states() if one.abbr == entry.state)
    return ", ".join((name, *(entry.counties[:1] if county else ()), state))


def _lies_in(name: str, county: str) -> bool:
    """Whether a place lies in a county, written with or without "County"."""
    wanted = key(county)
    return any(wanted in (key(one), key(one).removesuffix(" county")) for one in read_gazetteer().entries[name].counties)
