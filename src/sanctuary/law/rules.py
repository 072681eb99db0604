"""A rule: one Cedar policy with its citation, days, source and effect, read from its annotations."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn, cast, get_args

from sanctuary.errors import PackError, nearest
from sanctuary.law.condition import actions_of, named_in
from sanctuary.law.policy import Policy
from sanctuary.law.prose import Prose
from sanctuary.law.spot import named_spot
from sanctuary.law.vocabulary import ACTOR, Vocabulary
from sanctuary.model import LEVELS, Effect, Level, PackFile, SourceKind

__all__ = ["Rule", "RuleSaid", "read_rule"]

_KNOWN = (
    "id", "cites", "since", "until", "dated", "source", "modality", "duty", "on", "within", "disputed", "level", "instrument",
    "silence", "changeable", "made_by", "limits", "notwithstanding", "by", "not_before", "strict", "charitable",
)  # fmt: skip
_MODALITIES = ("requires", "permits", "guarantees", "obliges", "notes")
_INSTRUMENTS = (
    "constitution", "statute", "regulation", "ordinance", "resolution", "policy", "directive", "court-rule", "case", "agreement",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RuleSaid:
    """What a sentence of law says of itself, beside its policy.

    `id` is full (`pack/rule`); `words` is the plain sentence of the paragraph it cites.

    `limits` names what a rule that forbids limits, or which limits a rule that guarantees bans: such a ban voids lower rules that
    limit the same, any other guarantee every lower rule that forbids. `notwithstanding` is the reading under which a guarantee voids
    whatever forbids, at its own level too. `named` are the actors that the text names; `by_agreement`, that those whom another
    government runs are bound by an agreement. `strictly` and `charitably` name the reading of a definition in which alone the rule is
    asked; there `limits` names what the rule asks a law to limit. `only_with` are the papers one of which must come with the one in hand,
    each with what the text calls it.
    """

    id: str
    pack: str
    effect: Effect
    cites: str
    words: str
    since: date
    until: date | None
    dated: bool
    not_before: date | None
    source: SourceKind
    level: Level
    instrument: str
    disputed: str
    duty: str
    on: str
    within: str
    silence_differs: bool
    changeable: bool
    made_by: str
    strictly: str
    charitably: str
    limits: frozenset[str]
    notwithstanding: str
    by_agreement: bool
    named: frozenset[str]
    caveats: tuple[str, ...]
    caveats_for: tuple[tuple[str, str], ...]
    excepts: tuple[str, ...]
    lists: tuple[str, ...]
    listed_by: str
    counts: str
    yields: tuple[str, ...]
    optional: tuple[str, ...]
    opens: str
    protects: tuple[str, ...]
    reach: tuple[str, ...]
    reach_of: tuple[tuple[str, str], ...]
    courts: tuple[tuple[str, str, bool], ...]
    only: str
    only_with: tuple[tuple[str, str], ...]
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule(RuleSaid):
    """A sentence of law: what it says of itself, and its policy."""

    policy: Policy

    @property
    def reported(self) -> bool:
        """The text was not read: the rule rests on a report of it, or on memory."""
        return self.source in ("secondary", "recalled")

    @property
    def section(self) -> str:
        """The stem of the three files that hold the section."""
        return Path(self.policy.where.rpartition(":")[0]).stem

    @property
    def decides(self) -> bool:
        """It can bring about an outcome: it is no duty and no note."""
        return self.effect not in ("obliges", "notes")

    def voids(self, other: "Rule", levels: tuple[int, int]) -> bool:
        """Whether a guarantee voids a rule that forbids, at two levels (0 is federal), without `notwithstanding`."""
        ours, theirs = levels
        return ours < theirs and (not self.limits or not self.limits.isdisjoint(other.limits))

    def perhaps_in_force(self, on: date) -> bool:
        """Whether the rule may have been in force already, its first day not being established."""
        return not self.dated and on < self.since and (self.not_before is None or self.not_before <= on)

    def in_force(self, on: date) -> bool:
        """Whether the day lies within the rule's days."""
        return self.since <= on and (self.until is None or on < self.until)


def read_rule(policy: Policy, pack: PackFile, prose: Prose, vocabulary: Vocabulary) -> Rule:
    """The rule of a policy; refuses what is missing, unknown or contradicts itself."""
    notes = _Annotations(policy)
    forbids = policy.said.effect == "forbid"
    effect = "forbids" if forbids else notes.one_of("modality", _MODALITIES)
    if forbids and "modality" in notes.all:
        notes.refuse("a forbid has no @modality", "remove it, or write permit")
    oblige = effect == "obliges"
    if not oblige and (extra := [n for n in ("duty", "on", "within") if n in notes.all]):
        notes.refuse(f"@{extra[0]} stands on a rule that obliges nothing", 'add @modality("obliges") to a permit, or remove it')
    cites = notes.text("cites")
    if cites not in prose.words:
        step = f"add its heading to the law file; {nearest(cites, prose.words)}"
        notes.refuse(f"the citation '{cites}' resolves to nothing", step, "@cites")
    if "notwithstanding" in notes.all and effect != "guarantees":
        notes.refuse("@notwithstanding stands on a rule that guarantees nothing", 'add @modality("guarantees") to a permit, or remove it')
    since, until = notes.day("since"), notes.day("until") if "until" in notes.all else None
    if until and until <= since:
        notes.refuse(f"it ends on {until}, before it begins on {since}", "correct @since or @until", "@until")
    return Rule(
        id=f"{pack.id}/{notes.text('id')}",
        pack=pack.id,
        effect=cast(Effect, effect),
        cites=cites,
        words=prose.words[cites],
        since=since,
        until=until,
        dated="dated" not in notes.all or notes.one_of("dated", ("not-established",)) == "",
        not_before=_not_before(notes, since),
        source=cast(SourceKind, notes.one_of("source", get_args(SourceKind))),
        level=cast(Level, notes.one_of("level", LEVELS)) if "level" in notes.all else pack.level,
        instrument=_instrument(notes, pack),
        disputed=notes.all.get("disputed", ""),
        duty=notes.one_of("duty", sorted(vocabulary.duties)) if oblige else "",
        on=notes.one_of("on", ("request", "act", "breach")) if oblige else "",
        within=notes.all.get("within", ""),
        silence_differs="silence" in notes.all and notes.one_of("silence", ("differs",)) == "differs",
        changeable="changeable" not in notes.all or notes.one_of("changeable", ("nobody",)) == "",
        made_by=notes.one_of("made_by", ("state-or-local", "local")) if "made_by" in notes.all else "",
        strictly=_read_as(notes, "strict", pack),
        charitably=_read_as(notes, "charitable", pack),
        limits=_limits(notes, effect, vocabulary),
        notwithstanding=notes.all.get("notwithstanding", ""),
        by_agreement="by" in notes.all and notes.one_of("by", ("agreement",)) == "agreement",
        named=named_in(policy, vocabulary, ACTOR),
        caveats=prose.caveats(cites),
        caveats_for=_caveats_for(notes, prose, vocabulary),
        excepts=prose.excepts(cites),
        lists=prose.lists(cites),
        listed_by=prose.lister(cites),
        counts=prose.counts(cites),
        yields=prose.yields(cites) if effect == "permits" else (),
        optional=prose.optional(cites) if effect == "permits" else (),
        opens=prose.opens(cites),
        reach=prose.reach(cites),
        reach_of=prose.reach_of(cites),
        courts=prose.courts(cites),
        only=prose.only(cites),
        only_with=_only_with(notes, prose, vocabulary),
        protects=prose.protects(cites) if effect in ("forbids", "requires") else (),
        actions=actions_of(policy, vocabulary),
        policy=policy,
    )


def _caveats_for(notes: "_Annotations", prose: Prose, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """The caveats for some actors, each of which the vocabulary has to know."""
    found = prose.caveats_for(notes.text("cites"))
    known = vocabulary.enums["Actor"]
    if wrong := next((actor for actor, _ in found if actor not in known), ""):
        step = f"write 'Caveat for ACTOR, ACTOR: ...'; {nearest(wrong, known)}"
        notes.refuse(f"the law file has a caveat for '{wrong}', which is no actor", step, "@cites")
    return found


def _only_with(notes: "_Annotations", prose: Prose, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """The papers that must come with the one in hand, each of which the vocabulary has to know."""
    found = prose.only_with(notes.text("cites"))
    known = vocabulary.enums["Paper"]
    if wrong := next((paper for paper, _ in found if paper not in known), ""):
        step = f"write 'Only with PAPER: ...'; {nearest(wrong, known)}"
        notes.refuse(f"the law file asks for '{wrong}', which is no paper", step, "@cites")
    return found


def _not_before(notes: "_Annotations", since: date) -> date | None:
    """The day before which a rule whose first day is not established was not in force."""
    if "not_before" not in notes.all:
        return None
    if "dated" not in notes.all:
        notes.refuse("@not_before stands on a rule whose first day is established", 'add @dated("not-established"), or remove it')
    found = notes.day("not_before")
    if found >= since:
        notes.refuse(f"@not_before is {found}, and the first day known {since}", "correct one of them")
    return found


def _read_as(notes: "_Annotations", way: str, pack: PackFile) -> str:
    """The reading of a definition in which alone the rule is asked."""
    if way not in notes.all:
        return ""
    if pack.kind == "law":
        notes.refuse(f"@{way} stands on a rule of law", "only a definition is read strictly or charitably; a dispute of law is @disputed")
    return notes.one_of(way, [reading.id for reading in pack.reading])


def _limits(notes: "_Annotations", effect: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The limits that a rule names, with commas between."""
    if "limits" not in notes.all:
        return frozenset()
    if effect not in ("forbids", "guarantees"):
        notes.refuse(f"@limits stands on a rule that {effect}", "a limit forbids, and a ban on limits guarantees; remove it")
    named = [name.strip() for name in notes.text("limits").split(",")]
    for name in named:
        if name not in vocabulary.enums.get("Limit", ()):
            notes.refuse(f'@limits("{name}") is unknown', nearest(name, vocabulary.enums.get("Limit", ())))
    return frozenset(named)


def _instrument(notes: "_Annotations", pack: PackFile) -> str:
    if "instrument" in notes.all:
        return notes.one_of("instrument", _INSTRUMENTS)
    return pack.instrument if pack.kind == "law" else ""


_LISTED = {"duty": "sanctuary facts --all"}
"""The command that lists what an annotation can name, of those with many."""


class _Annotations:
    """The annotations of one policy, and refusals that name it."""

    def __init__(self, policy: Policy) -> None:
        self.all, self.policy = dict(policy.said.annotations), policy
        self.id = self.all.get("id", "")
        for name in self.all:
            if name not in _KNOWN:
                self.refuse(f"@{name} is no annotation of a rule", nearest(name, _KNOWN))

    def refuse(self, found: str, step: str, at: str = "") -> NoReturn:
        """Refuses the rule, at the line of the annotation that is named, or that the words begin with."""
        name = at or (re.match(r"@\w+", found) or [""])[0]
        spot = named_spot(self.policy.text, f"'{name}'") if name else None
        raise PackError(self.policy.refusal(spot, f"{found}; {step}"))

    def text(self, name: str) -> str:
        value = self.all.get(name, "")
        if not value:
            self.refuse(f"@{name} is missing", f'every rule has one, for example @{name}("{_EXAMPLES.get(name, "...")}")')
        return value

    def one_of(self, name: str, allowed: tuple[str, ...] | list[str]) -> str:
        value = self.text(name)
        if value not in allowed:
            self.refuse(f'@{name}("{value}") is unknown', nearest(value, allowed, _LISTED.get(name, "")))
        return value

    def day(self, name: str) -> date:
        value = self.text(name)
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        self.refuse(f'@{name}("{value}") is no day', 'write it as @since("2018-01-04")')


_EXAMPLES = {
    "id": "gov-7284.6-a-1-C",
    "cites": "Gov. Code 7284.6(a)(1)(C)",
    "since": "2018-01-04",
    "source": "official",
    "modality": "permits",
    "duty": "copy-to-person",
    "on": "request",
}
