"""A timeline as a table: a row for each stretch of days on which an answer stayed the same, the law it rests on, and what moved it."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import starmap
from typing import Any

from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.known import known
from sanctuary.law.rules import Rule
from sanctuary.study.assess import assess
from sanctuary.study.both_officers import sheriffs
from sanctuary.study.events import names
from sanctuary.study.limited import Limited, limited_stretches
from sanctuary.study.noticed import officers, questions
from sanctuary.study.phrases import named as actor_named
from sanctuary.study.timeline import Change, Row, Stretch, Timeline, Track
from sanctuary.study.years import told

__all__ = ["COLUMNS", "as_csv", "rows", "tabled"]

COLUMNS = (
    "place", "kind", "definition", "title", "who", "since", "until", "answer", "reported", "how", "law", "cites", "known_law", "event",
    "known_from", "known_through", "digest",
)  # fmt: skip
"""Columns of a timeline as a table. `kind`: `verdict` of a definition, `situation`, `question` of a plain one, or `limit`, where a state
bans policies: whether one that limits this kind of help would be void. `how` the row begins:
see `_how`. `who`: of whom a plain question asks, as an actor,
the sheriff standing for whoever runs the jail; else empty. `known_law`: of an answer that is not searched, known law on the act.
`law` and `cites`: the law that the answer rests on and its paragraph. `event`: the law or the suit that moved the answer.
`known_from`: the first day from which all law that stands above the place was searched."""

PLAINLY = ", in the plainest case"
"""What a plain question takes for given, behind its words: a situation of somebody's own takes nothing for given that it does not say."""

Days = tuple[date | None, date | None]

_OPEN = "unknown"


def rows(report: Timeline, law: Law, days: Days = (None, None)) -> list[dict[str, Any]]:
    """A row for each stretch of days on which an answer stayed the same, with what it rests on and what moved it.

    Beside all definitions the plain questions. `event` is empty where neither law nor a court moved an answer: what is known begins there,
    or a fact changed. Of `days`, the first and the last, each stretch is told as far as it lies within.
    """
    named = {one.on: one for one in told(report, law).changes}
    followed = [track for track in report.tracks if track.kind != "criterion"]
    several = len(followed) > 1
    tracks = [*followed, *(report.asked if several else ())]
    own = list(sheriffs(report, law)) if several else []
    tracks += own
    kept = [(track, number, cut) for track in tracks for number, one in enumerate(track.stretches) if (cut := _within(one, days))]
    decides = _decides(law, kept)
    made = _Rows(report, law, named, decides, own)
    limited = limited_stretches(report, law) if several else ()
    return [*starmap(made.row, kept), *(made.limited(one, cut) for one in limited if (cut := _within(one, days)))]


def _decides(law: Law, kept: list[tuple[Track, int, tuple[date, date | None]]]) -> Mapping[tuple[str, date], str]:
    """The rule that decides first for each definition on the first day of each stretch, as an assessment of the day names it."""
    wanted: dict[date, list[str]] = {}
    for track, number, (since, _) in kept:
        if track.kind == "verdict" and track.stretches[number].answer not in (_OPEN, "not-applicable"):
            wanted.setdefault(since, []).append(track.standard)
    found: dict[tuple[str, date], str] = {}
    for on, standards in wanted.items():
        assessed = assess(Proofs(law_of(law.library, law.place.id, on, strict=law.strict)), [law.library.get(one) for one in standards])
        found |= {(one.id, on): one.headline.decides for one in assessed.standards}
    return found


class _Rows:
    """Makes the rows of one timeline."""

    def __init__(
        self, report: Timeline, law: Law, named: Mapping[date, Change], decides: Mapping[tuple[str, date], str], own: Sequence[Track]
    ) -> None:
        self.report, self.law, self.named, self.decides, self.own = report, law, named, decides, own
        self.jail = {one.id for one in questions() if one.by == "jail"}
        self.rules = {rule.id: rule for pack in law.packs.values() for rule in pack.rules}
        self.read_through = max((pack.file.known_through for pack in law.packs.values()), default=date.max)
        self.known_from = max((pack.file.known_from for pack in law.packs.values() if pack.file.known_from), default=None)

    def row(self, track: Track, number: int, cut: tuple[date, date | None]) -> dict[str, Any]:
        """The row of one stretch."""
        one = track.stretches[number]
        before = track.stretches[number - 1] if number else None
        change = self.named.get(one.since) if before and one.since == cut[0] else None
        rests = one.because if track.kind != "verdict" else (self.decides.get((track.standard, cut[0]), ""),)
        ids = [name for name in rests if name in self.rules]
        moved = change and (track.kind != "question" or _moved_by(change, track, number))
        return self._whole(
            {
                "kind": track.kind,
                "definition": track.id if track.kind == "question" else track.standard,
                "title": self._title(track),
                "who": self._who(track),
                "since": cut[0],
                "until": cut[1],
                "answer": one.answer,
                "reported": one.reported,
                "how": self._how(one, before, change),
                "event": change.law if change and moved else "",
            },
            ids,
        )

    def _title(self, track: Track) -> str:
        """What a row tells of, in words; of a plain question that it is asked in the plainest case."""
        plainly = PLAINLY if track.kind == "question" else ""
        return f"{track.title}{plainly}{': ' + actor_named(self.law, 'sheriff') if self._own(track) else ''}"

    def _own(self, track: Track) -> bool:
        return any(track is one for one in self.own)

    def _who(self, track: Track) -> str:
        if track.kind != "question":
            return ""
        return "sheriff" if self._own(track) or track.id in self.jail else officers(self.law)

    def limited(self, one: Limited, cut: tuple[date, date | None]) -> dict[str, Any]:
        """The row of a kind of limit on help that a policy of the place could set, and how it stands beside the law above."""
        change = self.named.get(one.since) if one.since == cut[0] and one.before else None
        moved = one.before != one.answer and (one.rules or one.before != _OPEN)
        values = {
            "kind": "limit",
            "definition": one.limit,
            "title": f"A policy that limits: {one.words}",
            "who": "",
            "since": cut[0],
            "until": cut[1],
            "answer": one.answer,
            "reported": any(self.rules[name].reported for name in one.rules),
            "how": _how_limited(one) if change else "not known before" if one.answer == _OPEN else "stood before",
            "event": change.law if change and moved else "",
        }
        return self._whole(values, list(one.rules))

    def _whole(self, values: dict[str, Any], ids: list[str]) -> dict[str, Any]:
        rules = [self.rules[name] for name in ids]
        found = {
            **values,
            "place": self.report.place,
            "law": "; ".join(dict.fromkeys(self._law(rule) for rule in rules)),
            "cites": "; ".join(dict.fromkeys(rule.cites for rule in rules)),
            "known_law": self._known(values),
            "known_from": self.known_from,
            "known_through": self.report.known_through,
            "digest": self.report.digest,
        }
        return {name: found[name] for name in COLUMNS}

    def _known(self, values: Mapping[str, Any]) -> str:
        """Of a plain question whose answer was not searched, the law that is known of and not encoded, by its citations."""
        action = next((one.action for one in questions() if one.id == values["definition"]), "")
        if values["kind"] != "question" or not str(values["answer"]).startswith("not-searched"):
            return ""
        near = (one for name in self.law.packs for one in known().get(name, ()) if action in one.acts and one.stood(values["until"]))
        return "; ".join(dict.fromkeys(one.cites for one in near))

    def _law(self, rule: Rule) -> str:
        """The law of a rule by its name; of one that goes on under a new number the law that made it."""
        while older := next((one for one in self.rules.values() if one.until == rule.since and _goes_on(one, rule)), None):
            rule = older
        return names(self.law.library, rule.since, [rule.id], ())

    def _how(self, one: Stretch, before: Stretch | None, change: Change | None) -> str:
        """How a row begins.

        `stood before`, or `not known before`: the stretch was cut here, or begins the table. `first known`: it may have been so before,
        unless the law of `event` began it.
        `no longer known`. `changed`, or `enacted, to come` where the day lay ahead when the law was last read. Of the same answer: `same
        answer, new number` where its paragraph goes on in the same words, `same answer, other paragraph`, or `same answer, other source`
        where it rests on reports, or no longer does.
        """
        if not before or not change:
            return "not known before" if one.answer == _OPEN else "stood before"
        if before.answer == _OPEN and one.answer != _OPEN:
            return "first known"
        if one.answer == before.answer:
            pairs = [(self.rules[old], self.rules[new]) for old in before.because for new in one.because if old in self.rules]
            if before.because == one.because:
                return "same answer, other source"
            return "same answer, new number" if any(_goes_on(old, new) for old, new in pairs) else "same answer, other paragraph"
        if one.answer == _OPEN:
            return "no longer known"
        return "enacted, to come" if one.since > self.read_through else "changed"


def _how_limited(one: Limited) -> str:
    """How a stretch of a kind of limit begins, that is no first one."""
    if one.before == one.answer:
        return "same answer, other paragraph"
    return "first known" if one.before == _OPEN else "changed"


def _goes_on(old: Rule, new: Rule) -> bool:
    """Whether a paragraph goes on as another one in the same words."""
    return (old.pack, old.words, old.effect, old.actions) == (new.pack, new.words, new.effect, new.actions) and old.until == new.since


def _moved_by(change: Change, track: Track, number: int) -> bool:
    """Whether law or courts moved a plain question on a day: else it is only known from it on, and no law is named for it."""
    old, new = track.stretches[number - 1], track.stretches[number]
    began, ended = set(new.because) & set(change.began), set(old.because) & set(change.ended)
    return bool(began or ended) or any(one.question == track.id for one in change.plain)


def _within(one: Stretch | Limited, days: Days) -> tuple[date, date | None] | None:
    """A stretch's first day within some days, and the day after its last unless it goes on past them; nothing where it lies outside."""
    first, last = days
    if (first and one.until and one.until <= first) or (last and one.since > last):
        return None
    ended = one.until if one.until and (last is None or one.until <= last + timedelta(days=1)) else None
    return max(one.since, first) if first else one.since, ended


def tabled(report: Timeline, law: Law, days: Days = (None, None)) -> tuple[Row, ...]:
    """The same rows, as the JSON of a timeline has them."""
    return tuple(Row(**one) for one in rows(report, law, days))


def as_csv(report: Timeline, law: Law, days: Days = (None, None)) -> str:
    """The same rows as CSV, for a spreadsheet."""
    target = io.StringIO()
    lines_of = csv.writer(target, lineterminator="\n")
    lines_of.writerow(COLUMNS)
    for one in rows(report, law, days):
        values = (one[name] for name in COLUMNS)
        lines_of.writerow(["" if value is None else str(value).lower() if isinstance(value, bool) else str(value) for value in values])
    return target.getvalue()
