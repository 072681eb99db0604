"""What can be known: the facts that a situation can name, with the values each may have, and the dated facts of a place."""

from collections.abc import Iterator
from datetime import date

from sanctuary.documents import Frozen
from sanctuary.engine.situation import no_action
from sanctuary.law.jurisdiction import Law
from sanctuary.law.used import PackUsed, digest_of_packs, packs_used
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Variable
from sanctuary.model import SourceKind
from sanctuary.study.asks import ask_of
from sanctuary.study.phrases import duty, when

__all__ = ["SCHEMA", "DutyNamed", "FactKnown", "FactNamed", "FactsNamed", "ThingsNamed", "facts"]

SCHEMA = "sanctuary.facts/3"


class FactNamed(Frozen, frozen=True):
    """A fact that a situation can name; `says` is how it reads. `given`: what a fact of the place fills in for some actors."""

    name: str
    says: str
    type: str
    values: tuple[str, ...]
    optional: bool
    actions: tuple[str, ...]
    given: tuple[str, ...]


class ThingsNamed(Frozen, frozen=True):
    """What acts are done to, by the name of their type: in a rule `Place::"jail"`, in a question `--resource jail`."""

    type: str
    values: tuple[str, ...]
    actions: tuple[str, ...]


class DutyNamed(Frozen, frozen=True):
    """A duty that a rule can lay: its name for `@duty`, what it asks, and the paragraphs in force here that lay it."""

    name: str
    says: str
    cites: tuple[str, ...]


class FactKnown(Frozen, frozen=True):
    """A dated fact of the place, or one of a government above it that holds below."""

    id: str
    title: str
    value: bool | int | str
    since: date
    until: date | None
    source: SourceKind
    cites: str
    note: str


class FactsNamed(Frozen, frozen=True):
    """What a situation can name, and what is known of the place on the day."""

    schema: str
    place: str
    title: str
    on: date
    things: tuple[ThingsNamed, ...]
    facts: tuple[FactNamed, ...]
    duties: tuple[DutyNamed, ...]
    of_the_place: tuple[FactKnown, ...]
    packs: tuple[PackUsed, ...]

    @property
    def digest(self) -> str:
        """The digest of the law that gave this (`Law.digest`)."""
        return digest_of_packs(self.packs)


def facts(law: Law, action: str = "") -> FactsNamed:
    """Every fact of every action, or of one, in the order of the vocabulary; and the facts of the place on the day."""
    known = law.vocabulary.actions
    if action and action not in known:
        raise no_action(action, law.vocabulary)
    return FactsNamed(
        schema=SCHEMA,
        place=law.place.id,
        title=law.place.file.title,
        on=law.on,
        things=tuple(_things(law, action)),
        facts=tuple(_named(law, action)),
        duties=tuple(_duties(law, action)),
        of_the_place=tuple(
            FactKnown(
                id=one.id,
                title=one.title,
                value=one.value,
                since=one.since,
                until=one.until,
                source=one.source,
                cites=one.cites,
                note=one.note,
            )
            for one in law.facts.values()
        ),
        packs=packs_used(law),
    )


def _things(law: Law, action: str) -> Iterator[ThingsNamed]:
    """The things of each type, with the acts that are done to them."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for one in law.vocabulary.actions.values():
        if not action or one.name == action:
            values = tuple(str(value) for value in one.by_name[RESOURCE].values)
            found.setdefault((one.by_name[RESOURCE].type, values), []).append(one.name)
    for (kind, values), actions in found.items():
        yield ThingsNamed(type=kind, values=values, actions=tuple(actions))


def _duties(law: Law, action: str) -> Iterator[DutyNamed]:
    """Every duty of the vocabulary; of one act, those that a rule here lays on it."""
    for name in law.vocabulary.duties:
        laid = [bound.rule for bound in law.rules if bound.rule.duty == name and (not action or action in bound.rule.actions)]
        if laid or not action:
            yield DutyNamed(name=name, says=duty(name), cites=tuple(dict.fromkeys(one.cites for one in laid)))


def _named(law: Law, action: str) -> Iterator[FactNamed]:
    seen: dict[str, tuple[Variable, list[str]]] = {}
    for one in law.vocabulary.actions.values():
        if not action or one.name == action:
            for variable in one.variables:
                if variable.name not in (ACTOR, RESOURCE):
                    seen.setdefault(variable.name, (variable, []))[1].append(one.name)
    for name, (variable, actions) in seen.items():
        values = {"bool": ("true", "false"), "count": ("0", "...", "99")}.get(variable.kind, variable.values)
        given = {str(one.value).lower() for acted in actions for one in law.given(acted) if one.name == name}
        says = when(name) if variable.kind == "bool" else ask_of(law, name, action)
        yield FactNamed(
            name=name,
            says=says,
            type=variable.kind,
            values=values,
            optional=variable.optional,
            actions=tuple(actions),
            given=tuple(sorted(given)),
        )
