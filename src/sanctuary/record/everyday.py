"""Everyday words of an entry, as its fields have them: what is printed on a form, "jail", "said no", "phone".

A word of one meaning is read; one of several is left to be refused with what it may mean.
"""

from collections.abc import Mapping
from functools import cache

from sanctuary.law.meant import acts_meant, one_meant, plain
from sanctuary.law.vocabulary import RESOURCE

__all__ = ["in_words_of", "law_words"]

_TOLD = {"y": "yes", "n": "no", "true": "yes", "false": "no", "na": "not-applicable", "n-a": "not-applicable"}

_OWN: Mapping[str, Mapping[str, str]] = {
    "paper": {
        **dict.fromkeys(("i-205", "i205", "form-i-205", "warrant-of-removal", "removal-order"), "removal-warrant"),
        **dict.fromkeys(("no", "nothing", "no-papers", "no-paperwork"), "none"),
    },
    "channel": {
        **dict.fromkeys(("phone", "phone-call", "call", "called", "by-phone"), "telephone"),
        **dict.fromkeys(("e-mail", "by-email", "by-e-mail"), "email"), **dict.fromkeys(("letter", "post", "us-mail", "by-mail"), "mail"),
        **dict.fromkeys(("at-the-counter", "counter", "walk-in", "came-in", "in-person-visit"), "in-person"), "by-fax": "fax",
    },
    "response": {
        **dict.fromkeys(("no", "said-no", "refused", "denied", "rejected", "turned-down", "not-honored"), "declined"),
        **dict.fromkeys(("yes", "said-yes", "done", "did-it", "honored", "granted", "agreed"), "complied"),
        **dict.fromkeys(("partially", "in-part"), "partly"), **dict.fromkeys(("waiting", "not-yet"), "pending"),
    },
    "agency": {
        **dict.fromkeys(("ero", "deportation-officers", "ice-officers"), "ice-ero"), "hsi": "ice-hsi",
        "immigration-and-customs-enforcement": "ice",
        **dict.fromkeys(("border-patrol", "customs"), "cbp"), **dict.fromkeys(("fbi", "dea", "us-marshals", "marshals"), "other-federal"),
    },
    "outcome": {
        **dict.fromkeys(("let-go", "went-home", "bonded-out", "bailed-out"), "released"),
        **dict.fromkeys(("handed-over", "turned-over", "picked-up"), "transferred"), **dict.fromkeys(("kept", "in-custody"), "held"),
    },
}  # fmt: skip
_GROUPS = {
    "document.paper": "paper", "document.attachments": "paper", "event.channel": "channel", "action.response": "response",
    "event.requesting_agency": "agency", "custody.receiving_agency": "agency", "custody.outcome": "outcome",
}  # fmt: skip

_ASKED = {
    ("disclose", "release-date"): "notify", ("hold", "subject"): "hold", ("transfer", "subject"): "transfer",
    ("allow-interview", "subject"): "interview", ("join", "perimeter-or-traffic"): "perimeter", ("join", "transport"): "transport",
    ("join", "interpretation"): "interpretation", ("join", "joint-task-force"): "task-force",
    ("join", "immigration-deputation"): "agreement", ("disclose", "database-login"): "database",
}  # fmt: skip
"""What was asked for, by the act that it asks for."""

_ASKED_BY_ACT = {"hold": "hold", "transfer": "transfer", "allow-interview": "interview", "admit": "area-access"}
"""Acts of which one thing alone is asked for."""


_ASKED_THING = {
    "release-date": "release-information", "custody-status": "custody-information", "immigration-status": "status-information",
    "home-address": "contact-information", "contact-details": "contact-information",
}  # fmt: skip
"""What was asked for, by the information that it names, as `decide` takes it."""


_OF_NO_WEIGHT = ("him", "her", "them", "the", "a", "person", "inmate", "of", "for")

_OF_TWO = (["release"], ["released"], ["releasing"])
"""What may mean a person let go, or to whom, as well as what is told of it: refused with each."""


@cache
def actors() -> tuple[str, ...]:
    """Who can act, in the vocabulary's words."""
    from sanctuary.law.packs import Library  # noqa: PLC0415 - a list of the record is told without what reads packs

    return Library().vocabulary.enums["Actor"]


@cache
def law_words(path: str) -> tuple[str, tuple[str, ...]]:
    """The kind of the law's words that a field holds, and these words; nothing of a field that has its own.

    >>> law_words("determination.action")[0], law_words("event.channel")
    ('action', ('', ()))
    """
    if path in ("event.actor", "determination.actor"):
        return "actor", actors()
    if path not in ("determination.action", "determination.resource"):
        return "", ()
    from sanctuary.law.packs import Library  # noqa: PLC0415 - a list of the record is told without what reads packs

    acts = Library().vocabulary.actions
    if path == "determination.action":
        return "action", tuple(acts)
    return "resource", tuple(dict.fromkeys(thing for act in acts.values() for thing in act.by_name[RESOURCE].values))


def in_words_of(path: str, text: str, known: tuple[str, ...]) -> str:
    """The word of a field that an everyday word means; nothing where it has none or several.

    >>> in_words_of("document.paper", "I-247A", ("detainer", "none")), in_words_of("event.actor", "jail", ())
    ('detainer', 'sheriff')
    """
    kind, words = law_words(path)
    if kind:
        return one_meant(kind, text, words)
    if not known:
        return ""
    word = plain(text)
    own = _OWN.get(_GROUPS.get(path, ""), {}).get(word, _TOLD.get(word, "") if "yes" in known else "")
    if own in known:
        return own
    found = one_meant("value", text, known)
    return found or (_asked(text, known) if path in ("event.request_types", "document.authorizes") else "")


def _asked(text: str, known: tuple[str, ...]) -> str:
    """What was asked for, where a phrase means one act: "keep him" asks to hold, "hand him over" for a transfer."""
    parts = [part for part in plain(text).split("-") if part not in _OF_NO_WEIGHT]
    if parts in _OF_TWO:
        return ""
    acts = {_ASKED.get((one.action, one.resource), _ASKED_BY_ACT.get(one.action, "")) for one in acts_meant(text)}
    if len(acts) == 1 and (only := acts.pop()) in known:
        return only
    if (thing := one_meant("resource", text, tuple(_ASKED_THING))) and _ASKED_THING[thing] in known:
        return _ASKED_THING[thing]
    action = one_meant("action", "-".join(parts), tuple(_ASKED_BY_ACT))
    return _ASKED_BY_ACT.get(action, "")
