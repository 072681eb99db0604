"""Several acts asked of at once: each a situation of its own with the facts that it can have, and one memo of all."""

from collections.abc import Iterator, Sequence

from sanctuary.commands.words import say_read
from sanctuary.documents import replace
from sanctuary.engine.decide import decide, deciding_paper
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation, by_path, nested
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law
from sanctuary.study.everyday import asked_about, everyday, with_bond
from sanctuary.study.memo import Memo, memo
from sanctuary.study.memo_together import together
from sanctuary.study.phrases import named, titled
from sanctuary.study.telling import told

__all__ = ["acts_of", "memo_of_several"]


def acts_of(situation: Situation, actions: Sequence[str], resources: Sequence[str]) -> Iterator[Situation]:
    """A situation for each act: with its own thing where there are as many, else with the one that is named, if any."""
    if len(resources) not in (0, 1, len(actions)):
        raise RequestError(
            f"{len(actions)} acts and {len(resources)} things: give each act its --resource, in the order of the acts, or one for all."
        )
    for number, action in enumerate(actions):
        resource = resources[number] if len(resources) == len(actions) else "".join(resources)
        yield replace(situation, action=action, resource=resource)


def memo_of_several(law: Law, situations: Iterator[Situation], people: tuple[str, str]) -> Memo:
    """One memo: each act decided with the facts that it can have; a fact that none of them can have is refused."""
    proofs = Proofs(law)
    typed = list(situations)
    read = [everyday(law, one) for one in typed]
    said = list(dict.fromkeys(note for _, notes in read for note in notes))
    say_read(f"Read {'; '.join(said)}." if said else "")
    of_any = {name for one, _ in read if one.action in law.vocabulary.actions for name in law.vocabulary.actions[one.action].by_name}
    memos = []
    for asked, (one, notes) in zip(typed, read, strict=True):
        bond = with_bond(asked, notes)
        able = deciding_paper(proofs, _with_own_facts(law, one, of_any))
        report = replace(decide(proofs, able), read=asked_about(notes, asked))
        memos.append(memo(able, report, told(proofs, able, report), law, bond, people=people))
    who = named(law, read[0][0].actor)
    return together(memos, f"what {who} may do under the law of {titled(law.place.file.title)} on {law.on}")


def _with_own_facts(law: Law, one: Situation, of_any: set[str]) -> Situation:
    """A situation without the facts that belong to another of the acts alone."""
    if one.action not in law.vocabulary.actions:
        return one
    own = law.vocabulary.actions[one.action].by_name
    facts = {name: value for name, value in by_path(one.context).items() if name in own or name not in of_any}
    context, _ = nested(facts)
    return replace(one, context=context, absent=tuple(name for name in one.absent if name in own or name not in of_any))
