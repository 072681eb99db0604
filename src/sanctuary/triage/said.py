"""The first sentence about a paper, the same wherever it is shown: what it is, or that this cannot be told."""

from sanctuary.triage.papers import Paper

__all__ = ["against_as", "is_told_by", "said"]

CLASSES = {
    "judicial": "It has the signs of a paper that a judge decided",
    "court-issued": "It has the signs of a court's paper that a clerk or an attorney issued; no judge decided it",
    "administrative": "It is an agency's paper; no court made it",
    "none": "It is a letter, a message, a badge or the like: no paper of a court or of an agency's authority",
    "unknown": "It cannot be told what this is",
    "unreadable": "Too little of it could be read to tell anything",
}


def said(paper: Paper) -> str:
    """What a paper is, in a sentence; of one that only looks like a judge's, that it cannot be told.

    >>> from sanctuary.triage.papers import papers_of
    >>> from sanctuary.triage.knowledge import read_knowledge
    >>> from sanctuary.triage.page import pages_of_text
    >>> from datetime import date
    >>> (paper,) = papers_of("a.txt", pages_of_text("Please hold this person. " * 9), read_knowledge(), date(2026, 3, 10))
    >>> said(paper)
    "It is a letter, a message, a badge or the like: no paper of a court or of an agency's authority."
    """
    if paper.class_ == "unknown" and paper.looks_like:
        return f"It looks like this: {paper.looks_like}. It cannot be told whether it is one, or whether a judge decided it."
    if paper.class_ == "unknown" and any(sign.sign.startswith("the heading names a") and sign.weighs == "for" for sign in paper.signs):
        return "It bears a court's name. It cannot be told what it is, or whether a judge decided it."
    return f"{CLASSES[paper.class_]}."


def against_as(paper: Paper) -> str:
    """How the signs against a judge's decision are headed: where nobody takes the paper for a judge's they tell what it is."""
    return "how this can be seen" if is_told_by(paper) else "what speaks against a judge's decision"


def is_told_by(paper: Paper) -> bool:
    """Whether the signs against a judge's decision tell what the paper is."""
    return paper.class_ in ("administrative", "none")
