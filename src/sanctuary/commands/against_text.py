"""A draft held against the law above it, as text: the verdict in one sentence, each clause, then papers of courts and risks, each once."""

from collections.abc import Iterable, Iterator, Sequence

from sanctuary.commands.limits_text import known_bans, tell_limits
from sanctuary.commands.printing import Printer
from sanctuary.engine.decision import ConsequenceReport
from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Law
from sanctuary.law.public_records import records_act
from sanctuary.law.rules import Rule
from sanctuary.law.runs import ancestors
from sanctuary.law.standing import beyond, drafted
from sanctuary.study.against import Held
from sanctuary.study.court_lines import COURTS
from sanctuary.study.enacting import enacted_by, left_to_it
from sanctuary.study.governments import laws
from sanctuary.study.limits import limits
from sanctuary.study.phrases import listed, named, plural, spoken, titled, upper
from sanctuary.study.unreached import unreached_said
from sanctuary.study.unread import not_read, read, unread_above

__all__ = ["enacting", "head", "overriding", "public_too", "tell_against", "verdict", "whom"]


def tell_against(printer: Printer, law: Law, parent: str, aside: Sequence[str], later: Sequence[Rule], held: Sequence[Held]) -> None:
    """The whole answer; `aside` are titles of laws that are set aside, `later` rules that begin after the day."""
    printer.line(head(law, parent), style="bold")
    if held:
        printer.line(" ".join(verdict(law, parent, held)), style="bold")
        for line in (*enacting(law, aside), *unreached_said(law, [(one.rule, one.unreached_by) for one in held])):
            printer.line(line)
    if beyond(law.place, law.packs, law.on):
        printer.line(beyond(law.place, law.packs, law.on))
    if aside:
        printer.line(f"Its pack.toml names {listed(list(aside))} as the law above it; that law is set aside here.", indent=2)
    for rule in later:
        printer.line(f"Left out: {rule.cites}, which begins on {rule.since}.", indent=2)
    for one in held:
        _clause(printer, law, one)
    _once(printer, "Papers of a court that override it: write the exception in", _papers(law, held))
    for line in _exceptions(law, held):
        printer.line(line, indent=2)
    _once(printer, "At risk", _risks(held))
    if not held:
        printer.line("No rule of the pack forbids, commands or allows anything, or adds a duty.", indent=2)
    tell_limits(printer, law, limits(Proofs(law)))
    printer.line()
    printer.line("Computed from encoded law. Not legal advice.")


def head(law: Law, parent: str) -> str:
    """What is held against which law on which day."""
    draft = ", a draft that nobody has enacted," if drafted(law.place) else ","
    return f"{law.place.file.title}{draft} held against the law of {law.title_of(parent)} on {law.on}"


def verdict(law: Law, parent: str, held: Sequence[Held], *, brief: bool = False) -> Iterator[str]:
    """What would be void, what could not be made, and the first of what is risked; where law was not read that first.

    `brief`: each clause tells by itself whether making it is forbidden, and --all tells further risks.
    """
    bound = [one for one in held if one.stands != "nobody"]
    whole = _cites(one for one in bound if one.stands == "void")
    partly = _cites(one for one in bound if one.stands == "in-part")
    said = [f"void {listed(whole)}"] if whole else []
    said += [f"void {listed(partly)} in some cases"] if partly else []
    nothing = unread_above(law)
    undoes = (name for one in bound if one.stands != "gives-way" for name in (*one.voided_by, *one.outranked_by))
    makers = " ".join([*([f"{_makers(law, undoes)} would {listed(said)}."] if said else []), *giving_way(law, bound)])
    if nothing:
        rest = "any more" if makers else "any"
        banned = known_bans(nothing)
        yield from banned
        whether = f"whether {listed([titled(law.title_of(name)) for name in nothing])} would void {rest} of it: {not_read(law, nothing)}"
        yield f"{makers} It cannot be told {whether}." if makers else f"It cannot be told {whether}."
        yield _checked(law, found_some=bool(makers or banned))
    elif makers:
        yield makers
    else:
        searched = ", as far as searched" if any(one.stands == "as-far-as-searched" for one in bound) else ""
        yield f"No rule found of {titled(law.title_of(parent))}, or of what stands above it, would void any of it{searched}."
    yield from () if brief else _banned(law, bound)
    risks = list(_grouped(held))
    if risks:
        more = f", and {plural(len(risks) - 1, 'more risk')}, told {'by --all' if brief else 'below'}" if risks[1:] else ""
        yield f"At risk: {risks[0].title} ({risks[0].cites}){more}."


def enacting(law: Law, aside: Sequence[str], *, brief: bool = False) -> Iterator[str]:
    """Who can enact a draft, and what the law above permits only where such a rule does not forbid it; `brief`: the first alone."""
    if drafted(law.place):
        proofs = Proofs(law)
        yield enacted_by(proofs, aside)
        if brief:
            return
        for title, words in left_to_it(proofs).items():
            yield f"What the law of {titled(title)} permits there, it permits {listed(list(words))}."


def giving_way(law: Law, held: Sequence[Held]) -> Iterator[str]:
    """For each clause that stands but where a higher rule says the opposite: who says so, toward whom, and by which paragraph."""
    for one in held:
        if one.stands == "gives-way":
            says = "commands what it forbids" if one.effect == "forbids" else "forbids what it allows"
            higher = f"{_inside(_makers(law, one.outranked_by))} {says} ({_undone(law, one)})"
            yield f"{one.cites} gives way in some cases, {whom(law, one)}: {higher}."


def whom(law: Law, one: Held) -> str:
    """Toward whom a higher rule says the opposite of a clause: "for the housing authority (for the others no such rule is encoded)"."""
    names = [named(law, actor) for actor in one.outranked_for]
    return f"for {listed(names)}{' (for the others no such rule is encoded)' if len(names) < len(one.binds) else ''}"


def _undone(law: Law, one: Held) -> str:
    """The paragraphs that say the opposite, and whether that is disputed."""
    cites = "; ".join(dict.fromkeys(law.by_id[name].rule.cites for name in one.outranked_by))
    return f"{cites}; disputed" if one.depends_on else cites


def _checked(law: Law, *, found_some: bool) -> str:
    """Which law was checked, where nothing of some other was read."""
    above = [name for name in ancestors(law.packs, (law.place.id,)) if name != law.place.id and read(law.packs[name])]
    found = "" if found_some else "; no rule found there would void any of it"
    return f"Only the law {laws(law, above)} was checked{found}." if above else "No law was checked."


def _banned(law: Law, bound: Sequence[Held]) -> Iterator[str]:
    banned = _cites(one for one in bound if one.forbidden_by)
    if banned:
        makers = _makers(law, (name for one in bound for name in one.forbidden_by))
        yield f"Making {listed(banned)} is forbidden by {_inside(makers)}."


def _inside(makers: str) -> str:
    """Governments as they stand inside a sentence."""
    return makers[0].lower() + makers[1:] if makers.startswith("The ") else makers


def _makers(law: Law, rules: Iterable[str]) -> str:
    """The governments whose rules some are, as a sentence begins."""
    packs = dict.fromkeys(law.by_id[name].rule.pack for name in rules)
    return upper(listed([titled(law.title_of(name)) for name in packs]))


def _cites(some: Iterator[Held]) -> list[str]:
    return list(dict.fromkeys(one.cites for one in some))


def _clause(printer: Printer, law: Law, one: Held) -> None:
    printer.heading(f"{one.cites}: {_force(law, one)}")
    printer.line(one.words, indent=2)
    if one.limits_inferred:
        kinds = listed([spoken(limit) for limit in one.limits])
        why = _LENT if one.limits == ("lending-resources",) else ""
        printer.line(f"It does not say which kind of limit it is. It was held as a limit on {kinds}{why}.", indent=2)
        printer.line("So that every reader holds it so, the rule's file says:", indent=2)
        printer.line(f'@limits("{", ".join(one.limits)}")', indent=4)
    if one.public_too:
        printer.line(f"It keeps {public_too(law)}", indent=2)
    undone = dict.fromkeys((*one.voided_by, *one.outranked_by))
    banned = [name for name in one.forbidden_by if name not in undone]
    for what, rules in (("gives way to" if one.stands == "gives-way" else "void by", undone), ("making it is forbidden by", banned)):
        for cites, words in dict.fromkeys((law.by_id[name].rule.cites, law.by_id[name].rule.words) for name in rules):
            printer.line(f"{what} {cites}: {words}", indent=2)
    for name in one.depends_on:
        printer.line(f"that turns on a dispute: {law.readings[name].question} ({name})", indent=2)


def public_too(law: Law) -> str:
    """What a clause reaches that forbids to tell something whoever may know it already, and the law on public records beside it."""
    act = records_act(law.place, law.packs)
    commands = "Whether a public-records law commands to give that out is not encoded"
    if act:
        commands = f"{upper(act.name)} ({act.cites}) is not encoded: {act.what}, and it stands above an ordinance"
    return f"what is public already, too. {commands}. Where that is not meant, add context.already_public to the exceptions."


_LENT = ": it refuses immigration authorities a help that is of no other kind, and a ban on limits may reach that"
"""Why a rule is read as a limit that its words do not name."""

_STANDS = {
    "void": ["void"], "in-part": ["void in some cases"], "not-known": ["not known"], "as-far-as-searched": ["not void, as far as searched"],
    "not-void": ["not void"],
}  # fmt: skip


def _force(law: Law, one: Held) -> str:
    """How far a rule would stand, in a few words."""
    if one.stands == "nobody":
        return "binds nobody whom the government of the draft runs"
    more = ["overridden by papers of a court"] if one.overridden else []
    more += ["making it is forbidden"] if one.forbidden_by else []
    if one.stands == "not-known":
        why = not_read(law, one.unsearched.nothing)
        return f"not known, since {why}{'; by what was read, ' + listed(more) if more else ''}"
    if one.stands == "gives-way":
        return "; ".join([f"gives way in some cases, {whom(law, one)}", *more])
    said = _STANDS[one.stands] if not more or one.stands in ("void", "in-part") else []
    return "; ".join([*said, *more])


def _once(printer: Printer, heading: str, lines: Iterator[str]) -> None:
    """Lines under a heading; nothing where there are none."""
    for number, line in enumerate(lines):
        if not number:
            printer.heading(heading)
        printer.line(line, indent=2)


def overriding(held: Sequence[Held]) -> tuple[str, ...]:
    """The papers of courts that override some rule of a draft, in short: by the court alone."""
    by_court: dict[str, dict[str, None]] = {}
    for opened in (opened for one in held for opened in one.overridden):
        by_court.setdefault(opened.court, {}).update(dict.fromkeys(spoken(paper) for paper in opened.papers))
    return tuple(f"{listed(list(papers), 'or')} of {COURTS.get(court, spoken(court))}" for court, papers in by_court.items())


def _papers(law: Law, held: Sequence[Held]) -> Iterator[str]:
    """The papers of courts that override rules, each group once, by the court and the rules that say so."""
    found: dict[str, list[str]] = {}
    for one in held:
        for opened in one.overridden:
            cites = "; ".join(dict.fromkeys(law.by_id[name].rule.cites for name in opened.rules))
            papers = listed([spoken(paper) for paper in opened.papers], "or")
            court = COURTS.get(opened.court, spoken(opened.court))
            found.setdefault(f"{upper(papers)} of {court} that covers the request ({cites})", []).append(one.cites)
    total = len({one.cites for one in held if one.overridden})
    for said, whose in found.items():
        yield f"{said}{_whose(whose, total)}."


def _exceptions(law: Law, held: Sequence[Held]) -> Iterator[str]:
    """The exception as it can be pasted, for each set of papers that overrides some rule; what it lacks where the state was not read."""
    found: dict[str, list[str]] = {}
    for one in held:
        courts: dict[str, list[str]] = {}
        for opened in one.overridden:
            courts.setdefault(opened.court, []).extend(f'Paper::"{paper}"' for paper in opened.papers)
        each = [
            f'context.paper_court == PaperCourt::"{court}" && [{", ".join(dict.fromkeys(names))}].contains(context.paper)'
            for court, names in courts.items()
        ]
        papers = each[0] if len(each) == 1 else f"({' || '.join(f'({one})' for one in each)})" if each else ""
        if papers:
            found.setdefault(papers, []).append(one.cites)
    total, nothing = len({one.cites for one in held if one.overridden}), unread_above(law)
    for papers, whose in found.items():
        yield f"To paste behind its when {{ ... }}, or into its unless {{ ... }} after ||{_whose(whose, total)}:"
        yield f"unless {{ context.paper_covers_request && context has paper_court && {papers} }}"
        if nothing and OWN_COURT not in papers:
            yield f"Papers of the courts of {listed([titled(law.title_of(name)) for name in nothing])} are not encoded; add them."


OWN_COURT = 'PaperCourt::"own-state"'
"""A court of the state, as a rule names it."""


def _grouped(held: Sequence[Held]) -> dict[ConsequenceReport, list[str]]:
    """What is risked, each once, with the clauses by which."""
    found: dict[tuple[str, str, str], tuple[ConsequenceReport, list[str]]] = {}
    for one in held:
        for risk in one.consequences:
            found.setdefault((risk.title, risk.who, risk.cites), (risk, []))[1].append(one.cites)
    return dict(found.values())


def _risks(held: Sequence[Held]) -> Iterator[str]:
    total = len({one.cites for one in held if one.consequences})
    for risk, whose in _grouped(held).items():
        read = "; reported: the text was not read" if risk.reported else ""
        yield f"{risk.title}. Whom: {risk.who} ({risk.cites}{read}){_whose(whose, total)}."


def _whose(cites: Sequence[str], total: int) -> str:
    """Of which clauses, where not of all that have any."""
    return f": by {listed(list(dict.fromkeys(cites)))}" if len(set(cites)) < total else ""
