"""Duties of a dealing for which nobody asked the law: the questions that its own words put, decided, with the duties that follow.

What was asked for (`event.request_types`, or what the paper's form asks, or what a warrant that came alone commands) gives the act and
the thing; who asked, why, and the paper give facts. What the entry does not say stays open, so that a duty that follows in some cases only
is told as such.

Rules it keeps:
- A determination that somebody gave stands as it is: nothing is derived beside it.
- A word that names no act of the vocabulary ("records" of an unknown kind, "other") is told as not asked, never guessed.
- Of several questions the duties are taken together, one of a kind for each paragraph; act and thing are then left out, and the outcome is
  told where all agree.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sanctuary.documents import as_json, parse_json, replace
from sanctuary.engine.decide import decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation, known_facts
from sanctuary.errors import RequestError
from sanctuary.law.beside import PAPER
from sanctuary.record.entry import Entry, determination_of
from sanctuary.record.fields import Answered, Determination, Duty

__all__ = ["Derivation", "derive", "with_duties_of_the_act"]

Question = tuple[str, str]

_QUESTIONS: Mapping[str, tuple[Question, ...]] = {
    "hold": (("hold", "subject"),),
    "notify": (("disclose", "release-date"),),
    "release-information": (("disclose", "release-date"),),
    "transfer": (("transfer", "subject"),),
    "interview": (("allow-interview", "subject"),),
    "status-information": (("disclose", "immigration-status"),),
    "custody-information": (("disclose", "custody-status"),),
    "contact-information": (("disclose", "contact-details"), ("disclose", "home-address")),
    "operation-support": (("join", "immigration-operation"),),
    "perimeter": (("join", "perimeter-or-traffic"),),
    "transport": (("join", "transport"),),
    "interpretation": (("join", "interpretation"),),
    "task-force": (("join", "joint-task-force"),),
    "agreement": (("join", "immigration-deputation"),),
    "arrest": (("arrest-on-civil-warrant", "subject"),),
}
"""What each word of a request asks the law about; a door and a file turn on more (_door, _file)."""

_OF_A_FORM: Mapping[str, tuple[str, ...]] = {
    "detainer": ("hold", "notify"), "notification-request": ("notify",), "transfer-request": ("transfer",),
}  # fmt: skip
"""What a form asks for, where the entry does not say what was asked."""

_COMMANDED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("administrative-warrant", "removal-warrant"), ("arrest",)),
    **dict.fromkeys(("federal-arrest-warrant", "state-arrest-warrant", "bench-warrant"), ("arrest",)),
    **dict.fromkeys(("federal-search-warrant", "state-search-warrant", "civil-inspection-warrant"), ("search",)),
}
"""What a warrant commands, where it came without a request."""

_FORMS_ASK = frozenset({"hold", "notify", "transfer", "release-information", "custody-information"})
"""Words of requests that such a form can be behind."""

_FILES: Mapping[str, str] = {
    "school": "school-record", "college": "school-record", "library": "library-record", "health-facility": "health-record",
    "permit-office": "permit-record",
}  # fmt: skip
_REQUESTERS: Mapping[str, str] = {
    **dict.fromkeys(("ice-ero", "ice-hsi", "ice", "cbp", "other-dhs", "delegated-local"), "immigration-authority"),
    "other-federal": "other-federal-agency", "out-of-state": "out-of-state-agency", "private-party": "private-party",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Derivation:
    """The entry with what was derived; the questions that were asked of the law; the words of the request that none could be made of."""

    entry: Entry
    asked: tuple[Question, ...] = ()
    not_asked: tuple[str, ...] = ()


def derive(proofs: Proofs, entry: Entry, agency: str = "") -> Derivation:
    """The entry of a dealing with the determination and the duties that follow from its own words under the law of a place and day.

    `agency`: whose record it is, where the entry does not say who was asked. An entry of another kind, or one with a determination, comes
    back as it is. Refuses an actor that the vocabulary does not have.
    """
    told = entry.determination
    if entry.kind != "dealing" or told.outcome != "unknown" or told.duties or told.rule_ids:
        return Derivation(entry)
    actor = entry.event.actor or told.actor or agency
    if not actor:
        return Derivation(entry, (), ("event.actor",))
    actors = proofs.law.vocabulary.enums["Actor"]
    if actor not in actors:
        raise RequestError(f"event.actor: no actor of the vocabulary; known: {', '.join(actors)}.")
    found: dict[Question, Determination] = {}
    answers: dict[Question, Answered] = {}
    not_asked = []
    for word in _words_of(entry):
        questions = tuple(_questions(word, entry, actor))
        for one in questions:
            situation = Situation(actor=actor, action=one[0], resource=one[1], context=_facts(entry))
            try:
                report = decide(proofs, situation)
            except RequestError:
                continue
            answers[one] = Answered(
                word,
                tuple(map(str, report.outcomes or (report.outcome,))),
                tuple(fact for fact in report.depends_on if not fact.startswith("reading ")),
            )
            found[one] = _of_no_form(proofs, situation, entry, determination_of(parse_json(as_json(report), "the decision")))
        if not any(one in found for one in questions):
            not_asked.append(word)
    if not found:
        return Derivation(entry, (), tuple(not_asked) or ("event.request_types",))
    given = {name: value for name in told.__struct_fields__ if (value := getattr(told, name)) not in ("", "unknown", None, ())}
    determined = replace(_together(found, tuple(answers.values())), **given)
    derived = with_duties_of_the_act(proofs, replace(entry, determination=determined))
    return Derivation(derived, tuple(found), tuple(not_asked))


def _of_no_form(proofs: Proofs, situation: Situation, entry: Entry, told: Determination) -> Determination:
    """A determination without duties that follow only from a form that asks for something else than was asked for.

    A detainer asks to hold or to be told: an entry that names no paper, and says that an interview was asked for, tells of none.
    """
    asked = set(entry.event.request_types)
    if entry.document.paper != "unknown" or not asked or asked & _FORMS_ASK:
        return told
    known = known_facts(proofs.law.vocabulary, situation.actor, situation.action, situation.resource, situation.context)
    proof = proofs[situation.action]
    if PAPER not in proof.action.by_name:
        return told
    assumed = [*proof.fixed(known), *proof.standing(known), *(-one for form in _OF_A_FORM for one in proof.fixed({PAPER: form}))]
    kept = [
        duty
        for duty in told.duties
        if duty.always or duty.rule not in proof.matches or proof.possible([*assumed, proof.matches[duty.rule]])
    ]
    return replace(told, duties=tuple(kept))


def with_duties_of_the_act(proofs: Proofs, entry: Entry) -> Entry:
    """The entry of a dealing whose act was found to be forbidden, with the duties that follow if it is done all the same.

    `decide` leaves them out: who keeps to the law does not owe them. A record tells what was done, so that they arise from the act (due.py)
    whatever was found to be the law. A duty is `always` owed where what the entry says decides that it is.
    """
    told = entry.determination
    if entry.kind != "dealing" or "must-not" not in (told.outcome, *told.outcomes):
        return entry
    facts, held = _facts(entry), {(one.duty, one.cites): one for one in told.duties}
    asked = _words_of(entry)
    questions = [(told.action, told.resource)] if told.action else [one for word in asked for one in _questions(word, entry, told.actor)]
    for action, resource in questions:
        try:
            known = known_facts(proofs.law.vocabulary, told.actor, action, resource, facts)
        except RequestError:
            continue
        proof = proofs[action]
        assumed = [*proof.fixed(known), *proof.standing(known)]
        owed = {b.rule.id: b.rule for b in proof.rules if b.rule.effect == "obliges" and b.rule.on == "act"}
        for name, rule in owed.items():
            if proof.possible([*assumed, proof.matches[name]]):
                always = not proof.possible([*assumed, -proof.matches[name]])
                duty = Duty(duty=rule.duty, on="act", within=rule.within, rule=name, cites=rule.cites, always=always)
                held.setdefault((rule.duty, rule.cites), duty)
    return replace(entry, determination=replace(told, duties=tuple(held.values())))


def _words_of(entry: Entry) -> tuple[str, ...]:
    """What was asked for, else what the paper's form asks, else what a warrant commands that nobody spoke of."""
    paper = entry.document.paper
    return entry.event.request_types or _OF_A_FORM.get(paper, ()) or entry.document.authorizes or _COMMANDED.get(paper, ())


def _questions(word: str, entry: Entry, actor: str) -> Iterator[Question]:
    yield from _QUESTIONS.get(word, ())
    if word in ("area-access", "search"):
        yield from (("admit", place) for place in _doors(entry))
    if word == "records" and actor in _FILES:
        yield "disclose", _FILES[actor]


def _doors(entry: Entry) -> tuple[str, ...]:
    event = entry.event
    site = {"jail": "jail", "parking-lot": "parking-lot"}.get(event.site_type)
    if site:
        return (site,)
    return {"yes": ("public-area",), "no": ("non-public-area",)}.get(event.area_public, ("public-area", "non-public-area"))


def _facts(entry: Entry) -> dict[str, str | bool]:
    """What the entry says of the request, in the vocabulary's words; what it does not say is left open."""
    event = entry.event
    facts: dict[str, str | bool] = {}
    if requester := _REQUESTERS.get(event.requesting_agency):
        facts["requester"] = requester
    purpose = event.purpose_as_determined if event.purpose_as_determined != "unknown" else event.stated_purpose
    if purpose == "civil-immigration":
        facts["purpose"] = purpose
    if entry.document.paper not in ("unknown", "other", "database-hit", "removal-warrant"):
        facts["paper"] = entry.document.paper
    elif entry.document.paper == "removal-warrant":
        facts["paper"] = "administrative-warrant"
    if event.emergency_claimed in ("yes", "no"):
        facts["emergency_claimed"] = event.emergency_claimed == "yes"
    return facts


def _together(found: Mapping[Question, Determination], answers: tuple[Answered, ...]) -> Determination:
    """One determination of several questions, with the answer of each; a duty that two of them name is one."""
    every = list(found.values())
    first = every[0]
    if len(every) == 1:
        return first
    duties: dict[tuple[str, ...], Duty] = {}
    for duty in (duty for one in every for duty in one.duties):
        key = duty.duty, duty.on, duty.within, duty.cites
        known = duties.get(key, duty)
        duties[key] = replace(known, always=known.always or duty.always)
    outcomes = {one.outcome for one in every}
    return replace(
        first,
        action="",
        resource="",
        outcome=first.outcome if len(outcomes) == 1 else "unknown",
        outcomes=_all(word for one in every for word in one.outcomes),
        answers=answers,
        rule_ids=_all(word for one in every for word in one.rule_ids),
        cites=_all(word for one in every for word in one.cites),
        reported="yes" if any(one.reported == "yes" for one in every) else "no",
        unsearched=_all(word for one in every for word in one.unsearched),
        duties=tuple(duties.values()),
        disputed=_all(word for one in every for word in one.disputed),
    )


def _all(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
