"""The index of names behind the search: one small file for each two first letters, so that a page loads only what was typed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sanctuary.documents import as_line
from sanctuary.law.gazetteer import key
from sanctuary.site.laws import Computed

__all__ = ["draw"]

Row = tuple[str, str, str, str]
"""The name as it is looked up, the title, the page with the place on it, and the state's letters."""


def draw(made: Computed, states: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """search/XX.json for each two letters that a name begins with: its rows, the largest places first."""
    shards: dict[str, dict[Row, None]] = {}
    for row in _rows(made, states):
        shards.setdefault(row[0][:2].replace(" ", "_"), {})[row] = None
    for name, rows in sorted(shards.items()):
        yield f"search/{name}.json", (as_line(list(rows)) + "\n").encode()


def _rows(made: Computed, states: Sequence[str]) -> Iterator[Row]:
    table = made.library.places
    lead = _Leads(made, frozenset((*table.table(), *made.library.ids)))
    for name, known in made.places.items():
        yield from _titled(name, known.report.title)
    for state in states:
        found = table.state(state)
        if found:
            yield from ((word, found.name, f"{state}.html", found.abbr.lower()) for word in (key(found.name), found.abbr.lower()))
    for word, ids in table.common().items():
        for one in ids:
            where = lead.page(table.standing(one))
            if where and len(word) > 1:
                yield word, table.title(one), where, _abbr(one)
    for entry in sorted((table.entry(one) for one in table.table()), key=lambda one: (-one.population, one.id)):
        where = lead.page(table.standing(entry.id))
        if where:
            yield key(entry.name), table.title(table.standing(entry.id)), where, entry.state.lower()


def _titled(name: str, title: str) -> Iterator[Row]:
    """A pack by its title, and without the words before a name: "City of Los Angeles" is found as Los Angeles."""
    plain = key(title)
    for word in (plain, plain.rpartition(" of ")[2]):
        yield word, title, f"{name}.html", _abbr(name)


@dataclass(frozen=True)
class _Leads:
    """Where names lead: `named` are the ids of the table and of packs."""

    made: Computed
    named: frozenset[str]

    def page(self, name: str) -> str:
        """The place's page, or its state's with the name on it; nothing for what no page names."""
        state = "-".join(name.split("-")[:2])
        if name in self.made.places or self.made.library.places.state(name):
            return f"{name}.html"
        return f"{state}.html#{name}" if name in self.named and self.made.library.places.state(state) else ""


def _abbr(name: str) -> str:
    return name.split("-")[1] if "-" in name else "us"
