"""What is told of rows that say more, or less, than one act on one paper: a day to come, two acts, two papers, none."""

from datetime import date

__all__ = ["ahead", "no_paper", "papers", "several"]


def ahead(today: date | None, rows: int) -> tuple[str, ...]:
    """What is told of rows that record an act of a day that has not come.

    >>> ahead(date(2026, 11, 29), 1)
    ('1 row has a day after 2026-11-29, the day of this run: is it misread, or a day on which something is due?',)
    """
    had = "1 row has" if rows == 1 else f"{rows:,} rows have"
    return (f"{had} a day after {today}, the day of this run: is it misread, or a day on which something is due?",) if rows else ()


def several(rows: int) -> tuple[str, ...]:
    """What is told of rows that ask for more than one thing.

    >>> several(1)
    ('1 row asks two things; one was judged: the one that the mapping lists first. Give each a row of its own to have both judged.',)
    """
    if not rows:
        return ()
    told = "1 row asks two things; one was judged" if rows == 1 else f"{rows:,} rows ask two things or more; one of each was judged"
    return (f"{told}: the one that the mapping lists first. Give each a row of its own to have both judged.",)


def papers(rows: int) -> tuple[str, ...]:
    """What is told of rows that name two papers.

    >>> papers(1)
    ("1 row names two papers; it was judged by the one that the mapping lists first. 'sanctuary decide' tells what both bring together.",)
    """
    if not rows:
        return ()
    told = "1 row names two papers; it was" if rows == 1 else f"{rows:,} rows name two papers or more; each was"
    return (f"{told} judged by the one that the mapping lists first. 'sanctuary decide' tells what both bring together.",)


def no_paper(rows: int) -> tuple[str, ...]:
    """What is told of rows without a paper, where the mapping says of every row that its paper covers what is asked.

    >>> no_paper(7)
    ('7 rows have no paper: that it covers the request ([facts] paper_covers_request) is not said of them.',)
    """
    told = "1 row has no paper" if rows == 1 else f"{rows:,} rows have no paper"
    them = "it" if rows == 1 else "them"
    return (f"{told}: that it covers the request ([facts] paper_covers_request) is not said of {them}.",) if rows else ()
