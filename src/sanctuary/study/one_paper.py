"""A paper named by a word of several, "a judge's warrant": refused with what each is, so that the one in hand can be told."""

from collections.abc import Sequence

from sanctuary.errors import RequestError, visible
from sanctuary.law.meant import meant, plain
from sanctuary.study.phrases import listed

__all__ = ["need_one_paper"]

_KINDS = {
    "arrest-warrant": "an arrest warrant names a person to be arrested",
    "search-warrant": "a search warrant names a place to be searched, or things",
    "subpoena": "a subpoena commands somebody to come, or to bring papers",
}
"""What papers are by the end of their names, for whoever has one in hand."""

_WHOSE = {
    "federal-": 'one of a federal court is headed "United States District Court"',
    "state-": "one of a state's court names the state and its court",
}
"""Whose papers are by the beginning of their names."""


def need_one_paper(typed: str, known: Sequence[object]) -> None:
    """Refuses a word that several papers have which can be told apart, with each as it is typed and how; passes any other word."""
    papers = [one for one in meant()["value"].get(plain(typed), ()) if one in known]
    if len(papers) < 2:
        return
    quoted = listed([f"'{one}'" for one in papers], "or")
    told = [says for end, says in _KINDS.items() if any(one.endswith(end) for one in papers)]
    told += [says for start, says in _WHOSE.items() if any(one.startswith(start) for one in papers)]
    if told:
        how = f"Of the paper in hand: {'; '.join(told)}. Type the one in hand, for example --fact paper={papers[0]}"
        raise RequestError(f"'{visible(typed)}' may be {quoted}. {how}")
