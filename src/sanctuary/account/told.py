"""What the law of a place demands be given or told to a person, and a plain notice where it demands the telling and prescribes no form.

The words of such a notice are the paragraph's own, as packs/words.toml has them (`told`): nothing is added, and nothing is advised. Where a
pack has a paper for a duty, that paper stands.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from sanctuary.account.notice import LAWS_OWN, Field, Notice, NoticeFile, Part, Wording, notices_of
from sanctuary.documents import parse_toml, read_text
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.law.packs import OWN

__all__ = ["Owed", "owed_by_law", "papers_of"]

TO_PERSON = ("copy-to-person", "intent-to-person", "interview-consent-form", "same-notice-to-person", "notice-to-counsel-or-designee")
"""Duties to give or to tell the person, or whom they name, something."""

_LABELS: Mapping[str, str] = {
    "person": "Name of the person",
    "asked-by": "Agency that made the request",
    "agency": "Agency that gives this paper",
    "given-by": "Given by",
    "given-on": "Date and time given",
}


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty of the law of a place: which, by which rule and paragraph; `to_person` if it is to give or tell the person something."""

    duty: str
    rule: str
    cites: str

    @property
    def to_person(self) -> bool:
        """Whether the person gets or hears something."""
        return self.duty in TO_PERSON


def owed_by_law(law: Law) -> tuple[Owed, ...]:
    """The duties that rules in force lay on somebody here, each paragraph once, those to the person first."""
    bound = [one.rule for one in law.rules if one.rule.duty and one.actors]
    found = dict.fromkeys(Owed(rule.duty, rule.id, rule.cites) for rule in bound)
    once = {(one.duty, one.cites): one for one in reversed(found)}
    return tuple(sorted(once.values(), key=lambda one: (not one.to_person, list(found).index(one))))


def papers_of(law: Law) -> dict[str, Notice]:
    """The papers of a place by kind: those of its packs, and a plain notice for each duty to tell that has no paper there."""
    found = notices_of(law)
    served = {duty for one in found.values() for duty in (one.file.duty, *one.file.also)}
    plain = [one for one in law.rules if one.rule.id in _told() and one.actors and one.rule.duty not in served]
    return dict(sorted({**found, **{notice.kind: notice for notice in _plain(law, plain)}}.items()))


def _plain(law: Law, rules: Iterable[Bound]) -> Iterator[Notice]:
    for number, one in enumerate(rules, 1):
        sentence = _told()[one.rule.id]
        names = tuple(name for name in _LABELS if name != "asked-by" or "asked-by" in sentence)
        says = sentence.replace("{asked-by}", "the agency named below")
        file = NoticeFile(
            title="Notice to the person",
            purpose="Tells the person what the law demands; the law that was read prescribes no form",
            cites=(one.rule.cites,),
            since=one.rule.since,
            duty=one.rule.duty,
            field=tuple(Field(name) for name in names),
            text={LAWS_OWN: _wording(says, names)},
            note="Made from the words of the paragraph; your counsel may want more in it.",
        )
        pack = law.packs[one.rule.id.partition("/")[0]]
        yield Notice(
            f"notice-to-person{'' if number == 1 else f'-{number}'}", pack, file, sha256(f"{one.rule.id}\n{says}\n".encode()).hexdigest()
        )


def _wording(says: str, names: tuple[str, ...]) -> Wording:
    return Wording(
        language="English",
        title="Notice",
        certified="",
        draft="",
        law="Law: {cites}. If this paper and the text of the law differ, the text of the law counts.",
        page="Page {page} of {pages}",
        labels={name: _LABELS[name] for name in names},
        part=(
            Part("What you are told", (says,), tuple(name for name in names if not name.startswith("given"))),
            Part("Given", (), ("given-by", "given-on")),
        ),
    )


@cache
def _told() -> Mapping[str, str]:
    """What a rule demands that the person be told, as a sentence to them, by the rule's id."""
    path = OWN / "words.toml"
    table = parse_toml(read_text(path), str(path))
    return dict(table["told"])
