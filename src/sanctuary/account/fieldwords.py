"""The fields that reports select by, add up or leave out, in words that follow "does not say"."""

from collections.abc import Mapping

__all__ = ["said"]

_WORDS: Mapping[str, str] = {
    "event.requesting_agency": "which agency asked",
    "event.request_types": "what was asked for",
    "event.received_at": "when the request was received",
    "event.purpose_as_determined": "what it turned out to be for",
    "event.stated_purpose": "what they said it was for",
    "event.persons": "how many people it was about",
    "event.channel": "how the request came",
    "event.site_type": "where it was",
    "document.paper": "which paper they had",
    "document.papers": "which papers came",
    "action.response": "what the answer was",
    "action.answered_at": "when it was answered",
    "action.access_given": "which access was given",
    "action.access": "which access was given",
    "action.info_disclosed": "what was told",
    "action.reason": "why",
    "action.hours": "how many hours of staff it took",
    "custody.outcome": "what became of the person",
    "custody.outcome_at": "when that was",
    "custody.receiving_agency": "who took the person over",
    "custody.offense_allowing": "which offense allowed the transfer",
    "custody.judicial_warrant": "whether there was a judicial warrant",
    "custody.held_beyond_minutes": "for how long the person was held beyond release",
    "custody.bail_posted_at": "when bail was posted",
    "event.actor": "which office was asked",
    "event.local_agency": "which agency received it",
    "determination.outcome": "what the law was found to say",
    "complaint.disposition": "how the complaint ended",
    "complaint.provision": "which provision it was about",
    "agreement.status": "whether the agreement is in force",
    "agreement.kind": "what kind of agreement it was",
    "restricted.officer_name": "the name of the officer",
    "event.purpose_words": "the purpose in the officer's own words",
    "task_force.purpose": "what the task force was for",
    "task_force.name": "what the task force is called",
    "task_force.arrests_total": "how many arrests there were",
    "task_force.arrests_immigration": "how many arrests for immigration enforcement there were",
    "task_force.partners": "who the partners were",
    "restricted.target_initials": "the initials of the person",
}


def said(path: str, title: str = "") -> str:
    """What a field tells, as a clause; where no words were written for it the `title` that a report gives it, else its own name.

    >>> said("custody.outcome"), said("event.desk")
    ('what became of the person', 'event.desk')
    """
    return _WORDS.get(path, title or path)
