"""A visitor who wants to see or take somebody, where nobody is held: no act of the law by itself, so what the law speaks of is offered."""

import re
import shlex

from sanctuary.documents import replace
from sanctuary.engine.offered import as_command
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law
from sanctuary.law.visits import Visited, asked_to_see, asker_in, visited
from sanctuary.law.vocabulary import RESOURCE
from sanctuary.study.phrases import spoken

__all__ = ["door_meant", "need_an_act", "need_somebody_held"]

CUSTODY = ("hold", "transfer", "allow-interview", "stop", "arrest-on-civil-warrant")
"""Acts of officers, or of whoever holds people."""

_ARREST = re.compile(r"\s*(arrest|detain)", re.IGNORECASE)
"""What officers do: without an actor nobody is meant who holds nobody."""

ADMIT, TELL = "admit", "disclose"
REQUESTER = "requester"


def need_an_act(law: Law, asked: Situation, actor: str) -> None:
    """Refuses a phrase that asks for somebody where nobody is held, with the acts of which the law speaks, as they are typed."""
    whose = asked_to_see(asked.action) if asked.action and asked.action not in law.vocabulary.actions else ()
    who = actor if actor in whose else whose[0] if whose and not actor and not _ARREST.match(asked.action) else ""
    if who:
        raise RequestError(f"the law that is encoded names no act '{asked.action}'. {_offered(law, asked, who)}")


def need_somebody_held(law: Law, asked: Situation, read: Situation) -> None:
    """Refuses an act of custody, or of officers, at a place that holds nobody, with the acts of which the law speaks there."""
    here = visited().get(read.actor)
    if read.action in CUSTODY and here and here.door:
        said = f"'{asked.action}' is an act of agencies that hold people or arrest them"
        raise RequestError(f"this situation cannot occur: {said}. {_offered(law, asked, read.actor)}")


def _offered(law: Law, asked: Situation, actor: str) -> str:
    """That nobody is held there, and how to ask of what the law speaks of: who is let in, what is told, what staff do and say."""
    here = visited()[actor]
    thing = here.usual[0]
    if REQUESTER not in asked.context and (who := asker_in(asked.action)):
        asked = replace(asked, context={REQUESTER: who, **asked.context})
    letting = as_command(law.place.id, asked, actor=actor, action=ADMIT, resource=here.door)
    telling = as_command(law.place.id, asked, actor=actor, action=TELL, resource=thing)
    return (
        "Nobody is in custody there: the law speaks of who is let in and of what is told. "
        f"To let somebody into {spoken(here.door)}: {letting}. To give out {spoken(thing)}: {telling}.{_guide(law, asked, here)}"
    )


def _guide(law: Law, asked: Situation, here: Visited) -> str:
    """The guide of the counter, for the paper in hand where one is named."""
    if not here.counter:
        return ""
    paper = next((str(value) for name, value in asked.context.items() if name == "paper" and value != "none"), "")
    typed = shlex.join(["sanctuary", "guide", law.place.id, "--counter", here.counter, *(["--paper", paper] if paper else [])])
    return f" What to do and say: {typed}."


def door_meant(actor: str, action: str, typed: str) -> dict[str, str]:
    """The place that "let in" means where nobody is held, for whoever said no other; nothing of the law's own word."""
    here = visited().get(actor)
    return {RESOURCE: here.door} if here and here.door and action == ADMIT and typed != ADMIT else {}
