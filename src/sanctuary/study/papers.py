"""What may be in hand: the papers that a situation can name, whether a court issued them, and which rules of a place speak of each."""

from datetime import date

from sanctuary.documents import Frozen
from sanctuary.law.beside import PAPER
from sanctuary.law.condition import named_in
from sanctuary.law.jurisdiction import Law
from sanctuary.law.used import PackUsed, digest_of_packs, packs_used
from sanctuary.study.phrases import spoken

__all__ = ["SCHEMA", "PaperNamed", "PapersNamed", "papers"]

SCHEMA = "sanctuary.papers/1"


class PaperNamed(Frozen, frozen=True):
    """A paper. `court`: a court issues it; `judge`: a judge decided it; `whose` court by its name alone; `rules` that name it."""

    paper: str
    says: str
    court: bool
    judge: bool
    whose: str
    rules: tuple[str, ...]
    cites: tuple[str, ...]


class PapersNamed(Frozen, frozen=True):
    """Every paper of the vocabulary, with the rules in force in a place that name it."""

    schema: str
    place: str
    title: str
    on: date
    papers: tuple[PaperNamed, ...]
    packs: tuple[PackUsed, ...]

    @property
    def digest(self) -> str:
        """The digest of the law that gave this (`Law.digest`)."""
        return digest_of_packs(self.packs)


def papers(law: Law) -> PapersNamed:
    """The papers in the order of the vocabulary. A rule that names no paper speaks of every one."""
    named = {bound.rule.id: named_in(bound.rule.policy, law.vocabulary, PAPER) for bound in law.rules}
    found = []
    for paper, what in law.papers.items():
        rules = tuple(name for name, papers in named.items() if paper in papers)
        cites = tuple(dict.fromkeys(law.by_id[name].rule.cites for name in rules))
        found.append(
            PaperNamed(paper=paper, says=spoken(paper), court=what.court, judge=what.judge, whose=what.whose, rules=rules, cites=cites)
        )
    return PapersNamed(schema=SCHEMA, place=law.place.id, title=law.place.file.title, on=law.on, papers=tuple(found), packs=packs_used(law))
