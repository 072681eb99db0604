"""What the law of a place says of asking for each class: one sentence, with the paragraph that decides."""

from collections.abc import Iterable

from sanctuary.documents import Frozen
from sanctuary.engine.decide import decide
from sanctuary.engine.decision import RuleReport
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation, known_facts
from sanctuary.law.jurisdiction import Law
from sanctuary.law.standing import barred, not_encoded
from sanctuary.model import Outcome
from sanctuary.names.catalog import classes
from sanctuary.study.allowed import unless_clause

__all__ = ["OTHERS", "AskedLaw", "Paragraph", "known_actor", "laws_of"]

OTHERS = "other-department"
"""Who asks where no department is named."""

_NEVER = {
    "required_by_law": False,
    "needed_for_service": False,
    "helps_with_immigration_matter": False,
    "visa_or_firearm_certification": False,
}
_UNLESS = {
    "required_by_law": "a law requires it",
    "needed_for_service": "a service needs it",
    "helps_with_immigration_matter": "it helps with an immigration matter",
    "visa_or_firearm_certification": "a visa or firearm certification needs it",
}
_STAFF = {"city": "City staff", "county": "County staff", "state": "State staff"}

NOTHING = "nothing found forbids it"
NO_WORD = "not asked: what is encoded of law speaks of status, citizenship, birthplace, origin and religion alone"


class Paragraph(Frozen, frozen=True, kw_only=True):
    """A rule that decides, or can."""

    id: str
    cites: str
    words: str
    source: str
    reported: bool


class AskedLaw(Frozen, frozen=True, kw_only=True, rename={"of": "class"}):
    """What `ask` says for one class: asked as if nothing opened it, and what would.

    `forbidden`: the law forbids it where nothing opens it. `unless`: the facts that open it. `asks` is empty where the law has no word.
    """

    of: str
    title: str
    asks: str
    outcome: Outcome | None
    forbidden: bool
    unless: tuple[str, ...]
    sentence: str
    rules: tuple[Paragraph, ...]


def known_actor(law: Law, actor: str) -> str:
    """The actor, or who asks where none is named; refuses one that nobody knows."""
    known_facts(law.vocabulary, actor, "ask", "", {})
    return actor or OTHERS


def laws_of(law: Law, actor: str = "", wanted: Iterable[str] = ()) -> dict[str, AskedLaw]:
    """What the law says to a department of the classes that are wanted, by their ids, in the order of the classes."""
    proofs = Proofs(law)
    held = set(wanted)
    who = law.name_of(actor) if actor else _STAFF.get(law.place.government, "Staff")
    return {name: _asked(proofs, name, actor or OTHERS, who[0].upper() + who[1:]) for name in classes() if name in held}


def _asked(proofs: Proofs, name: str, actor: str, who: str) -> AskedLaw:
    one = classes()[name]
    if not one.asks:
        return AskedLaw(of=name, title=one.title, asks="", outcome=None, forbidden=False, unless=(), sentence=NO_WORD, rules=())
    strict = decide(proofs, Situation(actor=actor, action="ask", resource=one.asks, context=_NEVER))
    unless: tuple[str, ...] = ()
    if strict.outcome == Outcome.MUST_NOT:
        openly = decide(proofs, Situation(actor=actor, action="ask", resource=one.asks))
        unless = tuple(fact for fact in _UNLESS if fact in openly.depends_on)
    unread = not_encoded(proofs.law.place, proofs.law.packs)
    cites = "; ".join(dict.fromkeys(_cited(rule) for rule in strict.rules))
    opened = f", unless {_either([_UNLESS[fact] for fact in unless])}" if unless else ""
    sentence = {
        Outcome.MUST_NOT: f"{who} may not ask for this ({cites}){opened}",
        Outcome.MUST: f"{who} must ask for this ({cites})",
        Outcome.MAY: ", ".join(filter(None, (f"{who} may ask for this ({cites})", unless_clause(proofs.law, strict.unless, actor)))),
        Outcome.SILENT: NOTHING if not unread else _unread(proofs.law, actor, one.asks, unread),
        Outcome.UNKNOWN: "the law was not searched for this on that day",
        Outcome.CONFLICT: f"rules contradict each other on whether {who} may ask for this ({cites})",
    }.get(strict.outcome, f"it depends on a disputed reading whether {who} may ask for this ({cites})")
    return AskedLaw(
        of=name,
        title=one.title,
        asks=one.asks,
        outcome=strict.outcome,
        forbidden=strict.outcome == Outcome.MUST_NOT,
        unless=unless,
        sentence=sentence,
        rules=tuple(
            Paragraph(id=rule.id, cites=rule.cites, words=rule.words, source=rule.source, reported=rule.reported) for rule in strict.rules
        ),
    )


def _unread(law: Law, actor: str, resource: str, unread: str) -> str:
    """Where no law of the state is encoded: known law that forbids it by its words, else that it is not known."""
    found = barred(law.place, law.packs, (actor, "ask", resource), (), law.on)
    if not found:
        return f"not known: no rule that was read forbids it, and {unread}"
    how = "by reports" if found[0].kind == "secondary" else "by law that is known and not encoded"
    return f"{how}, not to be asked for unless law requires it ({found[0].cites}): read that first"


def _cited(rule: RuleReport) -> str:
    return f"{rule.cites}, reported" if rule.reported else rule.cites


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
