"""The law of a place, read a second time: from its files and the words that define them alone.

Cedar's own evaluator says which rules match. Situations are complete: every fact that is not optional and every reading is given. What the
words leave open is taken so:

- Who runs an actor: the table of the place, and no other place's; else the place, if its kind usually runs the actor; else the lowest
  government above it that usually does; else a locality below (on pages of a nation, a state, a court), which every pack of the page is
  above, or another government, which every pack above the place is above. A local pack that does not say what it is, is a city's.
- A rule names the actors whose words stand anywhere in it. None reaches a private actor that it does not name. An agreement
  (`@by("agreement")`) of the place or of a government above it reaches those whom it names, whoever runs them.
- Settled: a court's word in a pack counts for actors that this government runs or is above (private actors: those of the place); for the
  actor `court` only with `binds_state_courts`. Values that disagree leave the reading open. The question's reading counts only where open.
- Enjoined: a stop in a pack counts for the same actors, and for everybody whom a rule of that very pack reaches.
- Notwithstanding: under its reading a guarantee voids every rule that forbids, of its own level and of lower ones, limit or not.
- May: every guarantee and permission that matches is a reason. Duties on an act follow from every outcome but must-not, a conflict too.
- A rule whose first day is not established applies before it (from `@not_before` on) under the reading `in-force:PACK/RULE`.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import cedarpy

LEVELS = ("federal", "state", "local", "agency")
OUTCOMES = {"forbids": "must-not", "requires": "must", "guarantees": "may", "permits": "may"}
PRIVATE = frozenset({"business", "landlord", "private-employer"})
NOTHING = cedarpy.Entities.from_json_str("[]")
Ruling = tuple[str, tuple[str, ...], tuple[tuple[str, str, str, str], ...], tuple[str, ...], tuple[str, ...]]
"""The outcome; rules that decide; duties as (duty, on, within, rule); voided rules; notes. All by full id, sorted."""


class Vocabulary:
    """The shared words: enumerations; records of facts, name -> (type, "?" or ""); actions -> (type of resource, record)."""

    def __init__(self, text: str) -> None:
        text = re.sub(r"//[^\n]*", "", text)
        acts = re.findall(r"action ([^;]*?) appliesTo \{.*?resource: (\w+), context: (\w+|\{.*?\}) \};", text, re.DOTALL)
        self.enums = {name: re.findall(r'"(.*?)"', words) for name, words in re.findall(r"entity (\w+) enum \[(.*?)\]", text, re.DOTALL)}
        self.actions = {name: (what, facts) for names, what, facts in acts for name in re.findall(r'"(.*?)"', names)}
        records = re.findall(r"type (\w+) = (\{.*?\})", text, re.DOTALL) + [(facts, facts) for _, _, facts in acts if "{" in facts]
        self.records = {name: {f: (kind, opt) for f, opt, kind in re.findall(r"(\w+)(\??): (\w+)", body)} for name, body in records}

    def values(self, kind: str) -> list[Any]:
        """Every value of a type."""
        return [False, True] if kind == "Bool" else list(range(100)) if kind == "Long" else list(self.enums[kind])

    def cedar(self, kind: str, given: Any) -> Any:
        """A value in Cedar's form."""
        if kind in self.records:
            return {name: self.cedar(self.records[kind][name][0], value) for name, value in given.items()}
        return {"__entity": {"type": kind, "id": given}} if kind in self.enums else given

    def request(self, actor: str, action: str, resource: str, context: Mapping[str, Any]) -> dict[str, Any]:
        """A situation in Cedar's form."""
        what, facts = self.actions[action]
        words = {"principal": ("Actor", actor), "action": ("Action", action), "resource": (what, resource)}
        return {word: {"type": kind, "id": name} for word, (kind, name) in words.items()} | {"context": self.cedar(facts, context)}


class Rule:
    """A policy with its annotations and the literals in it, by type; `level` counts from 0, federal."""

    def __init__(self, pack: str, level: str, policy: dict[str, Any]) -> None:
        self.pack, self.policy, self.says = pack, policy, policy["annotations"]
        self.id = f"{pack}/{self.says['id']}"
        self.level = LEVELS.index(self.says.get("level", level))
        self.modality: str = "forbids" if policy["effect"] == "forbid" else self.says["modality"]
        self.limits = frozenset(re.findall(r"[\w-]+", self.says.get("limits", "")))
        self.since, self.until = (date.fromisoformat(self.says.get(word, "9999-12-31")) for word in ("since", "until"))
        self.literals = frozenset(re.findall(r'"type": "(\w+)", "id": "(.*?)"', json.dumps(policy)))


def policies(path: Path) -> list[dict[str, Any]]:
    """The policies of a file, as Cedar's JSON."""
    return list(json.loads(cedarpy.policies_to_json_str(path.read_text()))["staticPolicies"].values())


def permits(chosen: Mapping[str, Mapping[str, Any]]) -> cedarpy.PolicySet:
    """Policies by id, each made a permit: the reasons of an answer are the ids of those that match."""
    made = {name: {**policy, "effect": "permit"} for name, policy in chosen.items()}
    return cedarpy.PolicySet.from_json_str(json.dumps({"staticPolicies": made, "templates": {}, "templateLinks": []}))


def matching(among: cedarpy.PolicySet, request: dict[str, Any]) -> list[str]:
    """The ids of the policies that match a situation."""
    found = cedarpy.is_authorized(request, among, NOTHING).diagnostics
    if found.errors:
        raise ValueError(found.errors)
    return list(found.reasons)


class Pack:
    """What stands in a folder of law."""

    def __init__(self, folder: Path) -> None:
        file = tomllib.loads((folder / "pack.toml").read_text())
        self.id, self.law, self.parents = file["id"], file["kind"] == "law", file["parents"]
        self.kind = file.get("government", {"federal": "nation", "state": "state", "local": "city"}.get(file["level"], ""))
        self.run_by: dict[str, str] = {actor: run["government"] for actor, run in file.get("actors", {}).items()}
        beside = tomllib.loads(path.read_text()) if (path := folder / "proceedings.toml").exists() else {}
        self.known_from: date = file.get("known_from", date.min)
        self.facts = tomllib.loads(facts.read_text()).get("fact", []) if (facts := folder / "facts.toml").exists() else []
        self.settled, self.enjoined = beside.get("settled", []), beside.get("enjoined", [])
        self.rules = [Rule(self.id, file["level"], policy) for path in sorted(folder.glob("rules/*.cedar")) for policy in policies(path)]
        actions = {word for rule in self.rules for kind, word in rule.literals if kind == "Action"}
        speaking = {action: [rule for rule in self.rules if ("Action", action) in rule.literals] for action in actions}
        self.sets = {action: permits({rule.id: rule.policy for rule in rules}) for action, rules in speaking.items()}


@cache
def packs_of(folder: Path) -> Mapping[str, Pack]:
    """The law in a folder."""
    return {pack.id: pack for path in sorted(folder.glob("*/pack.toml")) if (pack := Pack(path.parent)).law}


class Evaluator:
    """The law of a place on a day. The folder holds the packs, the vocabulary, possible.cedar, papers.toml and governments.toml."""

    def __init__(self, packs_folder: Path, place: str, day: date) -> None:
        self.packs, self.place, self.day = packs_of(packs_folder), packs_of(packs_folder)[place], day
        self.vocabulary = Vocabulary((packs_folder / "vocabulary.cedarschema").read_text())
        self.papers, self.usual = (tomllib.loads((packs_folder / f"{name}.toml").read_text()) for name in ("papers", "governments"))
        self.excluded = permits({p["annotations"]["id"]: p for p in policies(packs_folder / "possible.cedar")})
        self.above = self._upward([place])
        self.over = {actor: self._over(actor) for actor in self.vocabulary.enums["Actor"]}
        self.rules = {rule.id: rule for pack in self.packs.values() for rule in pack.rules}

    def _upward(self, below: list[str]) -> list[str]:
        """Some governments and all above them, each after every government below it."""
        depth = dict.fromkeys(below, 0)
        for name in (queue := [*below]):
            depth.update({parent: depth[name] + 1 for parent in self.packs[name].parents if depth.get(parent, 0) <= depth[name]})
            queue += self.packs[name].parents
        return sorted(depth, key=lambda name: depth[name])

    def _over(self, actor: str) -> list[str]:
        """The packs of the government that runs an actor and of those above it; for private actors those of the place."""
        runs = self.runs(actor)
        if actor in PRIVATE or not (runs or self.place.kind in {"city", "county", "district"}):
            return self.above
        return self._upward([runs] if runs else self.place.parents)

    def runs(self, actor: str) -> str:
        """The pack of the government that runs an actor, or nothing where no pack is of it."""
        usual = (name for name in self.above if actor in self.usual.get(self.packs[name].kind, ()))
        return self.place.run_by.get(actor) or next(usual, "")

    def lasts(self, dated: Mapping[str, Any]) -> bool:
        """Whether something dated holds on the day."""
        return bool(dated["since"] <= self.day < dated.get("until", date.max))

    def _applies(self, rule: Rule, actor: str) -> bool:
        """Whether a rule is in force, reaches an actor, and no court has stopped it toward that actor."""
        over, named, agreed = self.over[actor], ("Actor", actor) in rule.literals, rule.says.get("by") == "agreement"
        perhaps = "dated" in rule.says and rule.says.get("not_before", "") <= str(self.day)
        dated = self.day < rule.until and (rule.since <= self.day or perhaps)
        reached = (rule.pack in over and (named or actor not in PRIVATE)) or (agreed and named and rule.pack in self.above)
        stops = (stop for name in {*over, rule.pack} for stop in self.packs[name].enjoined if stop["rule"] == rule.id and self.lasts(stop))
        return dated and reached and not any(actor in (stop.get("toward") or [actor]) for stop in stops)

    def possible(self, actor: str, action: str, resource: str, context: Mapping[str, Any]) -> bool:
        """Whether no rule of possible.cedar excludes a complete situation."""
        return not matching(self.excluded, self.vocabulary.request(actor, action, resource, context))

    def decide(self, actor: str, action: str, resource: str, context: Mapping[str, Any], readings: Mapping[str, bool]) -> Ruling:
        """The ruling on a complete situation: each fact that is not optional has a value, and so has each reading that a rule needs."""

        def holds(reading: str) -> bool:
            said = (s for name in self.over[actor] for s in self.packs[name].settled if s["reading"] == reading and self.lasts(s))
            values = {s["value"] for s in said if actor != "court" or s.get("binds_state_courts")}
            return values.pop() if len(values) == 1 else readings[reading]

        def voids(stronger: Rule, rule: Rule) -> bool:
            if "notwithstanding" in stronger.says and holds(stronger.says["notwithstanding"]):
                return stronger.level <= rule.level
            return stronger.level < rule.level and (not stronger.limits or bool(stronger.limits & rule.limits))

        request, packs = self.vocabulary.request(actor, action, resource, context), {*self.over[actor], *self.above}
        sets = [self.packs[name].sets[action] for name in packs if action in self.packs[name].sets]
        rules = [rule for one in sets for name in matching(one, request) if self._applies(rule := self.rules[name], actor)]
        rules = [r for r in rules if r.since <= self.day or readings[f"in-force:{r.id}"]]
        rules = [r for r in rules if "disputed" not in r.says or holds(r.says["disputed"])]
        by = {word: [r for r in rules if r.modality == word] for word in (*OUTCOMES, "obliges", "notes")}
        voided = [r for r in by["forbids"] if any(voids(stronger, r) for stronger in by["guarantees"])]
        live = [r for r in by["forbids"] + by["requires"] if r not in voided]
        deciding = [r for r in live if r.level == min(one.level for one in live)] or by["guarantees"] + by["permits"]
        said = {OUTCOMES[r.modality] for r in deciding} or {"silent"}
        outcome = "conflict" if len(said) > 1 else min(said)
        rests = "act" if outcome == "must-not" else "breach"
        duties = [(r.says["duty"], r.says["on"], r.says.get("within", ""), r.id) for r in by["obliges"] if r.says["on"] != rests]
        because, undone, notes = (tuple(sorted(r.id for r in some)) for some in (deciding, voided, by["notes"]))
        return outcome, because, tuple(sorted(duties)), undone, notes
