"""Rules of a draft from plain choices: "forbid hold by police for ICE unless a judge's warrant", as text, Cedar and sentences that test it.

Words are read as `decide` reads them. What the sentences expect is what the draft with the law above it says, so that a check holds.
"""

import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path

from sanctuary.engine.decide import decide
from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError, nearest
from sanctuary.law.beside import PAPER, Paper
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.meant import acts_meant, meant, one_meant, plain
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Action
from sanctuary.model import PRIVATE_ACTORS
from sanctuary.study.differences import Witness, settled, witness_of
from sanctuary.study.draft_papers import EXCEPTION, paper_said, papers_meant, read_as
from sanctuary.study.everyday import everyday
from sanctuary.study.limiting import with_limits
from sanctuary.study.one_paper import of_a_judge
from sanctuary.study.phrases import act, listed, named, spoken, titled, upper, when

__all__ = ["FORM", "PlainRule", "files_of", "modal_of", "read_rule"]

FORM = "forbid|permit|require ACT [on A PAPER] by ACTOR [for REQUESTER] [unless A PAPER, another law requires it, or it is public]"
"""How a rule is typed."""

_TYPED = re.compile(r"(forbid|permit|require)s?\s+(.+?)\s+by\s+(.+?)(?:\s+for\s+(.+?))?(?:\s+unless\s+(.+))?", re.IGNORECASE)
_OTHER_LAW, _PUBLIC = "required_by_law", "already_public"
_FACTS = {
    **dict.fromkeys(("another-law-requires-it", "law-requires-it", "other-law-requires-it", "required-by-law",
                   "it-is-required-by-law", "required", "required-by-another-law", "law-requires"), _OTHER_LAW),
    **dict.fromkeys(("it-is-public", "public", "already-public", "it-is-already-public"), _PUBLIC),
}  # fmt: skip
_COVERS = "paper_covers_request"
_STAFF = re.compile(
    r"(?:(?:all|any|the) )?(?:(?:city|county|town|village|public|government) )?(?:staff|employees|departments|agencies)|everybody|everyone"
)
"""Everybody whom the government of the draft runs."""

_VERB = {"forbid": "must not", "permit": "may", "require": "must"}


@dataclass(frozen=True, slots=True)
class PlainRule:
    """A rule in the vocabulary's words: its effect, whom it binds to which act, when who asks on which paper, and its exceptions.

    `on_papers`: those in hand that the rule speaks of alone ("honor detainers"); none where it speaks of all. `actors`: none stands for
    everybody whom the government of the draft runs and who can do the act. `read`: how words were read that mean more, or less, than they
    say.
    """

    effect: str
    actors: tuple[str, ...]
    action: str
    resource: str
    requester: str
    papers: tuple[str, ...]
    facts: tuple[str, ...]
    read: tuple[str, ...] = ()
    on_papers: tuple[str, ...] = ()


def read_rule(law: Law, typed: str) -> PlainRule:
    """The rule that somebody typed, under the law to which it is added; refuses what it cannot read, with the form and the nearest word."""
    found = _TYPED.fullmatch(" ".join(typed.split()).rstrip("."))
    if not found:
        raise RequestError(
            f"--rule '{typed}' is no rule. Write: {FORM}. For example: forbid hold by police for ICE unless a judge's warrant."
        )
    effect, deed, who, asker, unless = found.groups()
    deed = _infinitive(law, deed)
    who, in_hand = _parted(who) if _PARTED in who else (who, "")
    staff = bool(_STAFF.fullmatch(who.casefold()))
    asked, notes = _deed(law, "police" if staff else who, deed)
    if asked.action not in law.vocabulary.actions and _PARTED in deed:
        deed, in_hand = _parted(deed)
        asked, notes = _deed(law, "police" if staff else who, deed)
    action = law.vocabulary.actions.get(asked.action)
    if action is None:
        raise RequestError(f"--rule: no action is called '{deed}'; {nearest(deed, law.vocabulary.actions, 'sanctuary facts')}")
    if asked.actor not in law.vocabulary.enums["Actor"]:
        raise RequestError(f"--rule: no actor is called '{who}'; {nearest(who, law.vocabulary.enums['Actor'], 'sanctuary actors')}")
    papers, facts, read = _exceptions(law.papers, action, unless or "")
    on_papers, said = _in_hand(law.papers, action, in_hand)
    on_papers = on_papers or tuple(filter(None, [asked.context.get(PAPER, "")]))
    if on_papers and papers and not {*papers} & {*on_papers}:  # what the rule does not speak of needs no exception
        papers, read = (
            (),
            (f"'unless {unless}' as said already: the rule speaks of {listed([paper_said(one) for one in on_papers])} alone",),
        )
    implied = asked.context.get("requester", "")
    if implied and asked.resource in _WITH_ICE_ALONE:
        notes = tuple(re.sub(r", (resource \S+) and requester \S+$", r" and \1", one) for one in notes)
        implied = ""
    requester = _requester(action, asker or "") or implied
    if asker and _bare(asker) != requester:
        said = (f"'{asker}' as {spoken(requester)}", *said)
    bound = () if staff else (asked.actor,)
    return PlainRule(effect.lower(), bound, action.name, asked.resource, requester, papers, facts, (*notes, *said, *read), on_papers)


_WITH_ICE_ALONE = ("immigration-deputation",)
"""What immigration authorities alone agree to: a rule on it speaks of whoever asks, unless its words name who does."""


def _infinitive(law: Law, deed: str) -> str:
    """A deed that begins with a verb in -ing, as the tables have it: "honoring detainers" is "honor detainers"."""
    first, space, rest = deed.partition(" ")
    stem = first.casefold().removesuffix("ing")
    if stem == first.casefold():
        return deed
    begins = {*law.vocabulary.actions, *meant()["action"], *(one.split("-")[0] for one in meant()["phrase"])}
    verb = next((one for one in (stem, f"{stem}e", stem[:-1]) if one in begins), first)
    return f"{verb}{space}{rest}"


_PARTED = " on "
"""Between an act and the paper on which it is done: "hold on a detainer"."""


def _parted(words: str) -> tuple[str, str]:
    """What stands before the last "on", and behind it."""
    head, _, tail = words.rpartition(_PARTED)
    return head, tail


def _in_hand(papers: Mapping[str, Paper], action: Action, typed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The papers on which alone a rule speaks of an act, and how their words were read; refuses what is no paper."""
    if not typed:
        return (), ()
    known = action.by_name[PAPER].values if PAPER in action.by_name else ()
    found, read = zip(*(_papers(papers, known, one, "a rule on") for one in _OR.split(typed)), strict=True)
    return tuple(dict.fromkeys(chain(*found))), tuple(filter(None, read))


def _papers(papers: Mapping[str, Paper], known: Sequence[object], typed: str, of: str) -> tuple[tuple[str, ...], str]:
    """The papers that a word means, singular or plural, and how it was read."""
    word = _bare(of_a_judge(typed))
    one = word.removesuffix("s")
    word = one if one_meant("value", one, [name for name in papers if name in known]) else word
    meanings = papers_meant(typed, word, papers, known, of)
    return meanings, read_as(typed, word, meanings)


_OR = re.compile(r"\s*(?:,\s*or|,|\bor)\s+")


def _deed(law: Law, actor: str, deed: str) -> tuple[Situation, tuple[str, ...]]:
    """Who does what, in the vocabulary's words; a bare word for information ("address") is the telling of it."""
    things = law.vocabulary.actions[TELL].by_name[RESOURCE].values
    told = one_meant("resource", deed, things) if deed not in law.vocabulary.actions and not acts_meant(deed) else ""
    if not told:
        return everyday(law, Situation(actor=actor, action=deed))
    asked, notes = everyday(law, Situation(actor=actor, action=TELL, resource=told))
    return asked, (*notes, f"'{deed}' as to {act(law, TELL, [told])}")


TELL = "disclose"
"""The act of telling."""


def _requester(action: Action, typed: str) -> str:
    if not typed:
        return ""
    known = action.by_name["requester"].values if "requester" in action.by_name else ()
    if found := one_meant("value", _bare(typed), known):
        return found
    raise RequestError(f"--rule: nobody who asks is called '{typed}'; {nearest(typed, known)}")


def _exceptions(papers: Mapping[str, Paper], action: Action, typed: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Papers and facts behind "unless", and how words were read; refuses what is neither, or what the act does not turn on."""
    found: list[str] = []
    facts: list[str] = []
    read: list[str] = []
    known = action.by_name[PAPER].values if PAPER in action.by_name else ()
    for one in filter(None, _OR.split(typed)):
        word = _bare(one)
        if word in _FACTS and _FACTS[word] in action.by_name:
            facts.append(_FACTS[word])
            continue
        meanings, said = _papers(papers, known, one, EXCEPTION)
        found += meanings
        read += filter(None, [said])
    return tuple(dict.fromkeys(found)), tuple(dict.fromkeys(facts)), tuple(read)


def _bare(typed: str) -> str:
    return re.sub(r"^(an?|the)-", "", plain(typed))


def files_of(library: Library, name: str, pack_toml: str, rules: Sequence[PlainRule], on: date) -> Mapping[str, str]:
    """The files of a section with these rules, beside a pack.toml that names who runs whom; refuses a rule on somebody run by others."""
    files = {"law/draft.md": "# Draft 1: Rules that nobody has enacted\n\nSource: example\n", "rules/draft.cedar": ""}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / name
        for number, rule in enumerate(rules):
            letter = _letter(number)
            _write(home, {"pack.toml": pack_toml})
            loaded, found = library.find(str(home), "law")
            law = law_of(loaded, found, on)
            bound = _bound(law, rule, name)
            files["law/draft.md"] += f"\n## ({letter}): {_said(law, rule)}\n"
            files["rules/draft.cedar"] += _cedar(law, bound, letter, on)
        _write(home, {"pack.toml": pack_toml, **files})
        loaded, found = library.find(str(home), "law")
        proofs = Proofs(law_of(loaded, found, on))
        sentences = list(_sentences(proofs, rules))
        made = {bound.rule.cites: bound.rule.limits for bound in with_limits(proofs).rules if bound.rule.pack == found}
    for cites, limits in made.items():
        told = f'@cites("{cites}")\n'
        named_limits = f'@limits("{", ".join(sorted(limits))}")\n' if limits else ""
        files["rules/draft.cedar"] = files["rules/draft.cedar"].replace(told, told + named_limits)
    files["scenarios/draft.toml"] = f"on = {on}\n\n" + "\n".join(sentences)
    return files


def _bound(law: Law, rule: PlainRule, government: str) -> PlainRule:
    """The rule with whom it binds by name; refuses somebody whom another government runs."""
    own = [one for one in law.vocabulary.enums["Actor"] if law.run_by(one) == government and one not in PRIVATE_ACTORS]
    if other := [one for one in rule.actors if one not in own]:
        raise RequestError(f"--rule: {named(law, other[0])} is run by another government here. Its rules bind {listed(own, 'or')}.")
    able = law.vocabulary.actions[rule.action].by_name[ACTOR].values
    return replace(rule, actors=rule.actors or tuple(one for one in own if one in able))


def _letter(number: int) -> str:
    """How a clause is called: (a) to (z), then (aa), (bb).

    >>> _letter(1), _letter(26)
    ('b', 'aa')
    """
    again, at = divmod(number, 26)
    return chr(ord("a") + at) * (again + 1)


def _write(home: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_text(text, encoding="utf-8")


def _said(law: Law, rule: PlainRule) -> str:
    """The rule as a sentence, which answers print."""
    asks = f" when {spoken(rule.requester)} asks" if rule.requester else ""
    unless = [
        *([f"on {listed([paper_said(one) for one in rule.papers], 'or')}"] if rule.papers else []),
        *(when(one) for one in rule.facts),
    ]
    what = act(law, rule.action, [rule.resource] if rule.resource else [])
    what += f" on {listed([paper_said(one) for one in rule.on_papers], 'or')}" if rule.on_papers else ""
    but = f", unless {', or '.join(unless)}" if unless else ""
    who = named(law, rule.actors[0]) if rule.actors else f"the staff of {titled(law.place.file.title)}"
    return upper(f"{who} {_VERB[rule.effect]} {what}{asks}{but}")


def _cedar(law: Law, rule: PlainRule, letter: str, on: date) -> str:
    """The rule as the engine reads it."""
    action = law.vocabulary.actions[rule.action]
    thing = f'resource == {action.resource_type}::"{rule.resource}"' if rule.resource else "resource"
    modality = {"permit": '@modality("permits")\npermit', "require": '@modality("requires")\npermit'}.get(rule.effect, "forbid")
    head = f'@id("draft-{letter}")\n@cites("Draft 1({letter})")\n@since("{on}")\n@source("draft")\n'
    one, *more = rule.actors
    whom = ", ".join(f'Actor::"{actor}"' for actor in rule.actors)
    facts = [f"[{whom}].contains(principal)"] if more else []
    facts += [f'context.requester == Requester::"{rule.requester}"'] if rule.requester else []
    named_papers = _papers_in(rule.on_papers)
    if rule.on_papers:
        facts.append(f"[{named_papers}].contains(context.paper)" if "," in named_papers else f"context.paper == {named_papers}")
    asks = f"\nwhen {{ {' && '.join(facts)} }}" if facts else ""
    who = "principal" if more else f'principal == Actor::"{one}"'
    covers = f"context.{_COVERS} && " if _COVERS in action.by_name else ""
    unless = [f"({covers}[{_papers_in(rule.papers)}].contains(context.paper))"] if rule.papers else []
    unless += [f"context.{one}" for one in rule.facts]
    but = f"\nunless {{ {' || '.join(unless)} }}" if unless else ""
    return f'{head}{modality} ({who}, action == Action::"{rule.action}", {thing}){asks}{but};\n\n'


def _papers_in(names: Sequence[str]) -> str:
    return ", ".join(f'Paper::"{one}"' for one in names)


def _sentences(proofs: Proofs, rules: Sequence[PlainRule]) -> Iterator[str]:
    """For each rule the plainest case that it decides, where there is one, and what the draft with the law above it says of it."""
    pack = proofs.law.place.id
    for number, rule in enumerate(rules):
        name, proof = f"{pack}/draft-{chr(ord('a') + number)}", proofs[rule.action]
        decides = proof.decides.get(name)
        if decides is None or not proof.possible([decides]):
            continue
        found = settled(proof, decides)
        one = witness_of(proof, found.witness, found.readings)
        asked = Situation(
            actor=one.actor, action=one.action, resource=one.resource, context=one.context, absent=one.absent, readings=one.readings
        )
        report = decide(proofs, asked)
        if name in report.because:
            yield _scenario(rule, one, report)


def _scenario(rule: PlainRule, one: Witness, report: DecisionReport) -> str:
    lines = [
        f"name = {json.dumps(upper(modal_of(rule)))}",
        f'actor = "{one.actor}"',
        f'action = "{one.action}"',
        f'resource = "{one.resource}"',
    ]
    lines += [f"context = {_inline(one.context)}", *([f"absent = {json.dumps(list(one.absent))}"] if one.absent else [])]
    lines += [f"readings = {_inline(one.readings)}"] if one.readings else []
    lines += [f'expect = "{report.outcome}"', f"because = {json.dumps(list(report.because))}"]
    return "[[scenario]]\n" + "\n".join(lines) + "\n"


def _inline(value: object) -> str:
    """A value as TOML on one line."""
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(str(key))} = {_inline(inner)}' for key, inner in value.items())} }}"
    return json.dumps(value)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name)


def modal_of(rule: PlainRule) -> str:
    """A rule in few words: "police: hold subject"."""
    return f"{listed(list(rule.actors)) or 'staff'} {_VERB[rule.effect]} {rule.action} {rule.resource}".strip()
