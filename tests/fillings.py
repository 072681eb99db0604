"""Questions that leave facts open, read a second time: every filling is tried by the plain evaluator of complete situations.

- Papers: a question that names no paper has none of a court in hand, if that can occur.
- A dated fact of the government that runs an actor fills an open fact of its name, and so does one from above that holds below.
"""

import functools
import itertools
import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from evaluator import PRIVATE, Evaluator, Ruling


class OpenEvaluator(Evaluator):
    """The evaluator, for situations with a few open facts and readings."""

    def answer(self, asked: tuple[str, str, str, Mapping[str, Any]], unset: Collection[str], readings: Mapping[str, bool]) -> set[str]:
        """The outcomes of the possible fillings of a few facts."""
        return {ruling[0] for _, ruling in self.fillings(asked, unset, readings)}

    def fillings(
        self, asked: tuple[str, str, str, Mapping[str, Any]], unset: Collection[str], readings: Mapping[str, bool]
    ) -> Iterator[tuple[dict[str, Any], Ruling]]:
        """Each possible filling of a few facts and readings, with its ruling; a fact of the actor's government fills one of its name.

        No court's paper is in hand, unless one, or its court (as missing, too), or that it covers is named, or only such situations occur.
        """
        flat = dict(self._facts(self.vocabulary.actions[asked[1]][1], ""))
        known = {"paper", "paper_court"} - {*unset} or asked[3].get("paper_covers_request")
        choices = []
        for name in unset:
            kind, optional = flat.get(name, ("Bool", ""))
            held = self.held(asked[0], name) if name in flat else None
            values = self.vocabulary.values(kind)
            choices.append([(name, value) for value in ([held] if held in values else values + [None] * (optional == "?"))])
        every = []
        for filling in map(dict, itertools.product(*choices)):
            context, held_readings = (
                json.loads(json.dumps(asked[3])),
                {**readings, **{n: v is True for n, v in filling.items() if n not in flat}},
            )
            for name, value in filling.items():
                if name in flat and value is not None:
                    *records, last = name.split(".")
                    functools.reduce(lambda inner, record: inner.setdefault(record, {}), records, context)[last] = value
            if self.possible(*asked[:3], context):
                every.append((filling, context, held_readings))
        without = [one for one in every if not self.papers.get(one[1].get("paper"), {}).get("court") and "paper_court" not in one[1]]
        for filling, context, held_readings in (without or every) if "paper" in flat and not known else every:
            yield filling, self.decide(*asked[:3], context, held_readings)

    def _facts(self, record: str, before: str) -> Iterator[tuple[str, tuple[str, str]]]:
        for name, (kind, optional) in self.vocabulary.records[record].items():
            if kind in self.vocabulary.records:
                yield from self._facts(kind, f"{before}{name}.")
            else:
                yield before + name, (kind, optional)

    def held(self, actor: str, name: str) -> Any:
        """The value of a dated fact of the government that runs an actor, or of one above whose facts hold below; the nearest wins."""
        runs = self.place.id if actor in PRIVATE else self.runs(actor)
        for pack in self._nearest(runs) if runs else ():
            for fact in self.packs[pack].facts:
                if fact["id"] == re.sub(r"[_.]", "-", name) and self.lasts(fact) and (pack == runs or fact.get("holds") == "below"):
                    return fact["value"]
        return None

    def _nearest(self, pack: str) -> list[str]:
        """A government and those above it, nearest first."""
        found = [pack]
        for name in found:
            found += [parent for parent in self.packs[name].parents if parent not in found]
        return found

    def early(self, actor: str) -> bool:
        """Whether a pack that binds an actor was searched only from a later day on."""
        return any(self.day < self.packs[name].known_from for name in self.over[actor])
