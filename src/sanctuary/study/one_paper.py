"""A paper named by a word of several, "a judge's warrant": refused with what each is, so that the one in hand can be told."""

import re
from collections.abc import Sequence

from sanctuary.errors import RequestError, visible
from sanctuary.law.meant import meant, one_meant, plain
from sanctuary.study.phrases import listed, spoken

__all__ = ["need_one_paper", "of_a_judge"]

_KINDS = {
    "arrest-warrant": "an arrest warrant names a person to be arrested",
    "search-warrant": "a search warrant names a place to be searched, or things",
    "grand-jury-subpoena": "a grand jury's subpoena says so",
    "immigration-judge-order": "an immigration judge's order is headed Executive Office for Immigration Review",
    "administrative-subpoena": "ICE's own subpoena names its agency; a court's names the court",
}
"""What papers are by the end of their names, for whoever has one in hand."""

_WHOSE = {
    "federal-": 'one of a federal court is headed "United States District Court"',
    "state-": "one of a state's court names the state and its court",
}
"""Whose papers are by the beginning of their names."""


_OF_A_JUDGE = re.compile(
    r"(?:an? |the )?(?:(?:court|judicial) )?(?P<paper>.+?),? (?:(?:that|which) (?:is|was) )?(?:signed |issued |approved |ordered )?"
    r"(?:by|from|of) (?:an? |the )?(?:(?P<whose>federal|state) )?(?P<who>judge|court|magistrate)",
    re.IGNORECASE,
)


def of_a_judge(typed: str) -> str:
    """A paper with who signed it behind as one with that before: "a warrant signed by a judge" is a judge's warrant.

    One of a federal judge is a federal one.

    >>> of_a_judge("warrant signed by a judge"), of_a_judge("arrest warrant from a federal court"), of_a_judge("detainer")
    ("judge's warrant", 'federal arrest warrant', 'detainer')
    >>> of_a_judge("subpoena from a federal court"), of_a_judge("court order signed by a federal judge")
    ("federal court's subpoena", "federal judge's order")
    """
    found = _OF_A_JUDGE.fullmatch(typed.strip())
    if not found:
        return typed
    who = "judge" if found["who"].casefold() == "magistrate" else found["who"].casefold()
    whose = f"{found['whose'].casefold()} " if found["whose"] else ""
    return f"{whose}{found['paper']}" if whose and _WARRANT.fullmatch(found["paper"]) else f"{whose}{who}'s {found['paper']}"


_WARRANT = re.compile(r"(?:(?:arrest|search) )?warrant", re.IGNORECASE)
"""The papers whose names begin with whose court signed them."""

_SIGNED = re.compile(r"(?:federal |state )?(?:judge|court)'s ", re.IGNORECASE)
_AGENCYS = ("detainer", "notification-request", "transfer-request", "administrative-warrant", "administrative-subpoena", "notice-to-appear")
"""Forms of an agency, which its own officers sign."""


def need_one_paper(typed: str, known: Sequence[object], beside: str = "") -> None:
    """Refuses a word that several papers have which can be told apart, with each as it is typed and how; passes any other word.

    `beside`: another paper that was named with it.
    """
    papers = [one for one in meant()["value"].get(plain(typed), ()) if one in known]
    own = one_meant("value", typed.rpartition("'s ")[2], [str(one) for one in known]) if _SIGNED.match(typed) else ""
    if own in _AGENCYS:
        raise RequestError(
            f"{spoken(own)} is the agency's own form, and no judge signs it. Look at the title, and at who signed. Type it alone, or both "
            f"where two papers are in hand: --fact paper='{own} with federal-arrest-warrant'"
        )
    if len(papers) < 2:
        return
    quoted = listed([f"'{one}'" for one in papers], "or")
    told = [says for end, says in _KINDS.items() if any(one.endswith(end) for one in papers)]
    told += [says for start, says in _WHOSE.items() if any(one.startswith(start) for one in papers)]
    if told:
        pair = f"'{beside} with {papers[0]}'" if beside else papers[0]
        how = f"Of the paper in hand: {'; '.join(told)}. Type {'both' if beside else 'the one in hand'}, for example --fact paper={pair}"
        raise RequestError(f"'{visible(typed)}' may be {quoted}. {how}")
