"""A draft held against the law above it on one screen: the verdict, who can enact it, a sentence for each clause, what is left to do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sanctuary.commands.against_text import enacting, head, overriding, public_too, verdict, whom
from sanctuary.commands.printing import Printer
from sanctuary.law.jurisdiction import Law
from sanctuary.law.rules import Rule
from sanctuary.law.standing import beyond
from sanctuary.study.against import Held
from sanctuary.study.clauses import Clause, clause_in_short
from sanctuary.study.phrases import listed, spoken, upper
from sanctuary.study.unreached import unreached_said
from sanctuary.study.unread import not_read

__all__ = ["tell_briefly"]

MOST_EXAMPLES = 3
"""Clauses of a draft that a screen tells with an example; of more, each is a sentence."""

LONGEST = 280
"""Signs of an example: one with many conditions is told by `compare` with the draft, beside the others."""

MOST_CITES = 2
"""Paragraphs by which a clause is void, or cannot be made."""


def tell_briefly(
    printer: Printer,
    law: Law,
    parent: str,
    beside: tuple[Sequence[str], Sequence[Rule]],
    held: Sequence[Held],
    clauses: Sequence[Clause],
    typed: str,
) -> None:
    """The screen; `beside` are titles of laws that are set aside and rules that begin later, `typed` the command that was typed."""
    aside, later = beside
    printer.line(head(law, parent), style="bold")
    printer.line(" ".join(verdict(law, parent, held, brief=True)), style="bold")
    for line in (*enacting(law, aside, brief=True), *unreached_said(law, [(one.rule, one.unreached_by) for one in held])):
        printer.line(line)
    if aside:
        printer.line(f"Its pack.toml names {listed(list(aside))} as the law above it; that law is set aside here.")
    for rule in later:
        printer.line(f"Left out: {rule.cites}, which begins on {rule.since}.")
    printer.heading("Clause by clause: how it stands, and what it adds to the law so far")
    by_rule = {one.rule: one for one in clauses}
    for one in held:
        printer.line(f"{one.cites}: {_clause(law, one, by_rule, examples=len(held) <= MOST_EXAMPLES)}", indent=2)
    _left(printer, law, parent, held, typed)


def _clause(law: Law, one: Held, clauses: Mapping[str, Clause], *, examples: bool) -> str:
    """A clause in a sentence or two: how far it stands, by what not, what is new of it; what it says."""
    read = one.stands != "not-known"  # what was not read may be law already
    said = clause_in_short(clauses[one.rule]) if read and one.rule in clauses else ""
    example = _example(clauses[one.rule]) if said and examples else ""
    return f"{one.words}. {upper(_stands(law, one))}{f'; {said}' if said else ''}.{example}"


def _example(clause: Clause) -> str:
    """The plainest case that a clause changes, the shorter of one in which no rule was found and one in which a rule so far says otherwise.

    Of more signs than a screen has room for, where every case is told.
    """
    moved = "Stricter" if clause.stricter else "Opens what is closed so far"
    cases = sorted((case for case in ((clause.new_case, "New"), (clause.case, moved)) if case[0]), key=lambda one: len(one[0]))
    if not cases:
        return ""
    said, lead = cases[0]
    return f" {lead}, for example: {said}" if len(said) <= LONGEST else " What is new of it: --all."


def _stands(law: Law, one: Held) -> str:
    """How far a clause would stand under the law above, with the paragraphs that undo it or forbid making it."""
    if one.stands == "nobody":
        return "binds nobody whom the government of the draft runs"
    undone = _cites(law, (*one.voided_by, *one.outranked_by))
    banned = _cites(law, one.forbidden_by)
    if one.stands == "gives-way":
        return f"stands, but gives way in some cases, {whom(law, one)} ({undone})"
    if one.stands in ("void", "in-part"):
        how = "void" if one.stands == "void" else "void in some cases"
        also = "; making it is forbidden" if banned else ""
        return f"{how} ({undone or banned}){also}"
    if banned:
        return f"making it is forbidden ({banned})"
    if one.stands == "not-known":
        return f"not known, since {not_read(law, one.unsearched.nothing)}"
    return "stands" if one.stands == "not-void" else "stands, as far as searched"


def _cites(law: Law, rules: Iterable[str]) -> str:
    every = list(dict.fromkeys(law.by_id[name].rule.cites for name in rules))
    more = len(every) - MOST_CITES
    return listed([*every[:MOST_CITES], *([f"{more} more"] if more > 0 else [])])


def _left(printer: Printer, law: Law, parent: str, held: Sequence[Held], typed: str) -> None:
    """What the draft still lacks, what is disputed, and the commands that tell the rest."""
    lines = [*_to_write(law, held), *_disputed(parent, held)]
    if lines:
        printer.heading("To do")
        for line in lines:
            printer.line(line, indent=2)
    printer.line()
    if beyond(law.place, law.packs, law.on):
        printer.line(beyond(law.place, law.packs, law.on))
    printer.line(f"Each clause whole, the words to paste, and what may still be limited: {typed} --all")
    printer.line("Computed from encoded law. Not legal advice.")


def _to_write(law: Law, held: Sequence[Held]) -> Iterator[str]:
    public = [one for one in held if one.public_too and one.stands not in ("void", "nobody")]
    if public:
        yield f"{_named(public)} {'keeps' if len(public) == 1 else 'keep'} {public_too(law)}"
    papers = overriding(held)
    if papers:
        still = f"These papers of a court still override {_named(one for one in held if one.overridden)}: "
        yield f"{still}{'; '.join(papers)}. Write the exception in (--all has the words)."
    limits = [one for one in held if one.limits_inferred]
    if limits:
        kinds = listed([spoken(name) for name in dict.fromkeys(name for one in limits for name in one.limits)])
        them = "does not say what it limits; it was" if len(limits) == 1 else "do not say what they limit; they were"
        yield f"{_named(limits)} {them} held as a limit on {kinds}. --all has the line that says so."


def _disputed(parent: str, held: Sequence[Held]) -> Iterator[str]:
    found: dict[str, list[str]] = {}
    for one in held:
        for name in one.depends_on:
            found.setdefault(name, []).append(one.cites)
    if found:
        told = [f"{name} ({listed(list(dict.fromkeys(cites)))})" for name, cites in found.items()]
        yield f"Disputed, both sides with sanctuary disputes {parent}: {'; '.join(told)}."


def _named(some: Iterable[Held]) -> str:
    return listed(list(dict.fromkeys(one.cites for one in some)))
