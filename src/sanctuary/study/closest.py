"""The closest rule beside an answer on which none speaks, as a paragraph; one that does not apply by its own exception leads."""

from collections.abc import Iterable, Iterator

from sanctuary.law.jurisdiction import Law
from sanctuary.law.standing import not_encoded
from sanctuary.study.letters import within
from sanctuary.study.nearest import Nearest
from sanctuary.study.phrases import upper
from sanctuary.study.section import Section
from sanctuary.study.shorter import Turn, shorter

__all__ = ["closest", "lifted_first"]


def lifted_first(found: Nearest | None) -> Iterator[str]:
    """That a duty or a ban does not apply by its own exception: the news, before that no other rule speaks."""
    if found and found.lifted:
        yield f"By reports, {within(found.says)}" if found.reported else found.says


def closest(law: Law, found: Nearest | None) -> Iterable[Section]:
    """Where no rule speaks: the closest one that was found, and why it does not reach; last of all where a state's law is not encoded."""
    if found:
        reported = " (reported: the text was not read)" if found.reported else ""
        line = f"{found.cites if found.lifted else found.says} {'says' if found.lifted else 'It says'}: {upper(found.words)}{reported}."
        turn = Turn.CAVEATS if not_encoded(law.place, law.packs) else Turn.NEAREST
        heading = "The closest federal rule" if turn == Turn.CAVEATS else "The closest rule"
        yield shorter(Section(heading=heading, lines=(line,), name="the closest rule"), drop=turn)
