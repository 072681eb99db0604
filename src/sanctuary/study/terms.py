"""Terms of duties, governments, courts and suits, from words.toml: who owes a duty and when, a case by its number, a status that passed."""

import re
from datetime import date

from sanctuary.law.duty_words import duty_when, words

__all__ = ["clock", "covers", "covers_ask", "docket", "duty_aside", "duty_by", "duty_terms", "duty_when", "status_said", "titled", "words"]


def clock(within: str) -> str:
    """A clock of a text in words: an ISO 8601 duration, or a word of the text.

    >>> clock("P1D"), clock("PT72H"), clock("promptly"), clock("")
    ('within one day', 'within 72 hours', 'promptly', '')
    """
    found = re.fullmatch(r"P(?:(\d+)([YMWD])|T(\d+)([HM]))", within)
    if not found:
        return within
    count, unit = (int(found[1]), found[2]) if found[1] else (int(found[3]), "T" + found[4])
    name = {"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute"}[unit]
    return f"within {f'one {name}' if count == 1 else f'{count} {name}s'}"


_OCCASION = {"request": "on the request", "act": "if it is done", "breach": "if it is done all the same"}


def duty_terms(on: str, within: str) -> str:
    """The occasion and the clock of a duty, as a clause.

    >>> duty_terms("request", "P30D"), duty_terms("act", "")
    ('on the request, within 30 days', 'if it is done')
    """
    return ", ".join([_OCCASION[on], *([clock(within)] if within else [])])


def covers(action: str, *, value: bool) -> str:
    """Whether a paper that is named reaches what is asked, as a clause: whom it is for, what place, or whether it covers the request.

    >>> covers("hold", value=False), covers("disclose", value=True)
    ('the paper is not for this person', 'the paper covers the request')
    """
    yes, no = words()["covers"][words()["covers_of"].get(action, "request")]
    return str(yes if value else no)


def covers_ask(action: str) -> str:
    """Whether a paper reaches what is asked, as a question.

    >>> covers_ask("hold"), covers_ask("disclose")
    ('Is this person the one whom the paper names?', 'Does the text of the paper cover what is asked?')
    """
    return str(words()["covers_ask"][words()["covers_of"].get(action, "request")])


def duty_by(name: str) -> str:
    """Who owes a duty that the text lays on somebody else than who acts; else nothing."""
    return str(words()["duty_by"].get(name, ""))


def duty_aside(name: str) -> bool:
    """Whether a duty goes with any act of an officer, and is told last."""
    return name in words()["duty_aside"]


def docket(court: str, number: str) -> str:
    """A court with the number of a case there.

    >>> docket("9th Cir.", "26-926"), docket("C.D. Cal.", "not established")
    ('9th Cir. 26-926', 'C.D. Cal., case number not found')
    """
    return f"{court}, case number not found" if number.startswith("not ") else f"{court} {number}"


def status_said(status: str, on: date) -> str:
    """The status of a suit as it was last read; where it names a day to come that has passed since, that.

    >>> status_said("leave to amend until 2026-07-03", date(2026, 8, 1))
    'leave to amend until 2026-07-03 (that day has passed; look it up)'
    """
    days = [found for found in re.findall(r"\b(?:until|by|due|set for) (\d{4}-\d\d-\d\d)\b", status) if date.fromisoformat(found) < on]
    return f"{status} (that day has passed; look it up)" if days else status


def titled(title: str) -> str:
    """A government as a sentence names it.

    >>> titled("City of Los Angeles"), titled("Texas"), titled("United States")
    ('the City of Los Angeles', 'Texas', 'the United States')
    """
    return (
        f"the {title}"
        if re.match(r"(City|County|Town|Village|State|Superior Court) of |United ", title) or title.endswith("District")
        else title
    )
