"""The classes of the scan on labelled columns: the table by class, each miss, and what is left when a source has no say.

    python bench/scan_labels.py LABELS.csv

Leave one source out: patterns and words of the lexicon that only the columns of one source need are taken away, and that source is scored
again. It says how much of a score is knowledge of its own source. Rules are written by hand, so it is a lower bound.
"""

import csv
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from unittest.mock import patch

from sanctuary.documents import replace
from sanctuary.names import catalog, meaning, ready, sensitive
from sanctuary.names.catalog import ClassFile, classes
from sanctuary.names.meaning import meaning as words_of
from sanctuary.names.meaning import told, word_of
from sanctuary.names.pattern import compiled
from sanctuary.names.sensitive import Around

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """The labelled columns, without the ambiguous ones."""
    with path.open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["label"] != "ambiguous"]


def around_of(rows: Iterable[Row]) -> dict[tuple[str, str], Around]:
    """What stands around the columns of each table."""
    tables: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        tables[row["source"], row["table"]].append(row["column"])
    return {key: Around(key[1], fields) for key, fields in tables.items()}


def told_of(rows: Iterable[Row], around: dict[tuple[str, str], Around]) -> list[str]:
    """The class of each column, or none."""
    found = (sensitive.sensitive(row["column"], around[row["source"], row["table"]]) for row in rows)
    return [one.of if one else "none" for one in found]


def scored(rows: list[Row], told_as: list[str]) -> Counter[str]:
    """Columns counted."""
    counted: Counter[str] = Counter()
    for row, told_ in zip(rows, told_as, strict=True):
        label = row["label"]
        counted["none"] += label == "none"
        counted["false"] += label == "none" != told_
        counted["told"] += told_ != "none"
        counted["labelled"] += label != "none"
        counted["right"] += label == told_ != "none"
        counted["tier 1"] += row["tier"] == "1"
        counted["tier 1 right"] += row["tier"] == "1" and label == told_
    return counted


def needed(rows: list[Row]) -> dict[tuple[str, str], set[str]]:
    """For each pattern of a class, the sources whose columns of that class it fits."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, one in classes().items():
        ready = [(pattern, compiled([pattern], word_of)) for pattern in (*one.names, *one.persons)]
        for row in rows:
            if row["label"] == name:
                text = told(words_of(row["column"]))
                for pattern, expression in ready:
                    if expression is not None and expression.search(text):
                        found[name, pattern].add(row["source"])
    return found


def without(source: str, needs: dict[tuple[str, str], set[str]]) -> dict[str, ClassFile]:
    """The classes without the patterns that only one source's columns fit."""

    def kept(name: str, patterns: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in patterns if needs.get((name, one)) != {source})

    return {
        name: replace(one, names=kept(name, one.names) or one.names[:1], persons=kept(name, one.persons)) for name, one in classes().items()
    }


def left_out(rows: list[Row]) -> Counter[str]:
    """All sources, each scored by patterns that others need too."""
    total: Counter[str] = Counter()
    needs = needed(rows)
    for source in sorted({row["source"] for row in rows}):
        own = [row for row in rows if row["source"] == source]
        smaller = without(source, needs)
        forget()
        with patch.object(ready, "classes", lambda smaller=smaller: smaller):
            total += scored(own, told_of(own, around_of(own)))
    forget()
    return total


def forget() -> None:
    """What was made ready of the classes is made anew."""
    for one in (ready.ready, ready.by_trigger):
        one.cache_clear()


def line(counted: Counter[str]) -> str:
    """Scores in one line."""
    return (
        f"tier 1 recall {counted['tier 1 right'] / counted['tier 1']:.3f}, recall {counted['right'] / counted['labelled']:.3f}, "
        f"precision {counted['right'] / counted['told']:.3f}, false hits per 10,000 {1e4 * counted['false'] / counted['none']:.1f}"
    )


def main() -> None:
    """Print the measurements."""
    rows = read(Path(sys.argv[1]))
    around = around_of(rows)
    told_of(rows[:200], around)  # the expressions are made ready
    for cached in (meaning._meant, meaning.meaning, meaning._parted):  # noqa: SLF001 - a measurement
        cached.cache_clear()
    started = time.process_time()
    told_as = told_of(rows, around_of(rows))
    rate = len(rows) / (time.process_time() - started)
    print("all sources:", line(scored(rows, told_as)), f"({rate:,.0f} columns a second of one processor)")
    print("leave one source out:", line(left_out(rows)))
    for name in catalog.classes():
        own = [(row, one) for row, one in zip(rows, told_as, strict=True) if row["label"] == name or one == name]
        right = sum(row["label"] == one for row, one in own)
        print(f"| `{name}` | {sum(row['label'] == name for row, _ in own)} | {right} | {sum(row['label'] != name for row, _ in own)} |")
    for row, one in zip(rows, told_as, strict=True):
        if row["label"] != one:
            print(f"| {row['source']} | `{row['table']}.{row['column']}` | {row['label']} | {one} |")


if __name__ == "__main__":
    main()
