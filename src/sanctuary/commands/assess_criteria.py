"""One definition in full, criterion by criterion: differences, the rules behind them, bans, what the law agrees on, who can change what."""

from sanctuary.commands.printing import Printer
from sanctuary.law.jurisdiction import Law
from sanctuary.study.answers import turning
from sanctuary.study.assess import CriterionReport, StandardReport
from sanctuary.study.changers import changers
from sanctuary.study.changing import who_said
from sanctuary.study.differences import Difference
from sanctuary.study.governments import government
from sanctuary.study.phrases import listed, plural, upper, value_said, word

__all__ = ["mark", "spoken_status", "tell_criterion", "tell_standard"]

MOST_CITES = 8
"""Citations that one line of text shows; JSON has all."""


def mark(word: str, reported: bool) -> str:
    """A word, with a star where it rests on a report of a text that was not read."""
    return word + ("*" if reported else "")


def tell_standard(printer: Printer, report: StandardReport, law: Law) -> None:
    """A definition: its answer and what would change it, each criterion, and who can change what."""
    said = report.headline
    printer.heading(f"{mark(said.answer, report.reported)}: {report.title}")
    for line in (said.says, said.change, *(f"{upper(other)}." for other in report.otherwise)):
        if line:
            printer.line(line, indent=2)
    if len(report.criteria) > 1:
        printer.line()
        rows = [(one.id, spoken_status(mark(one.status, one.reported)), one.title) for one in report.criteria]
        printer.table(("criterion", "status", "what it asks"), rows)
    for line in changers(report, law):
        printer.line(line)
    for one in report.criteria:
        tell_criterion(printer, one, law)
    printer.line()
    if report.only_with_court_paper:
        what = "rule differs" if report.only_with_court_paper == 1 else "rules differ"
        printer.line(f"{report.only_with_court_paper} more {what} only with a paper of a court in hand.")
    example = next((f"{one.id}.1" for one in report.criteria if one.differences), "")
    if example:
        again = f"--standard {report.id} --witness {example}"
        printer.line(f"To check a difference yourself, by its number: the same command with {again}, piped into: sanctuary decide -")


def tell_criterion(printer: Printer, report: CriterionReport, law: Law) -> None:
    """A criterion whole: each difference with the rule behind it, bans, and what the law agrees on."""
    printer.heading(f"{report.id}. {upper(spoken_status(mark(report.status, report.reported)))}: {report.title}")
    printer.line(report.asks, indent=2)
    shown = {(part.rule, run) for part in report.parts for run in part.run_by}
    if report.status in ("not-met", "unknown") and any((one.rule, one.run_by) in shown and not one.strict for one in report.differences):
        printer.line("Not limited here:" if report.id == "limits" else "Where the law says otherwise:", indent=2)
    for number, one in enumerate(report.differences, 1):
        if (one.rule, one.run_by) in shown and not one.strict:
            _difference(printer, f"{report.id}.{number}", one, law)
    strict = sum(one.strict for one in report.differences)
    if strict:
        whole = plural(len(report.differences), "difference")
        printer.line(f"{whole} in all, {word(strict)} in the strict reading only ({STRICTLY}): --format json", indent=2)
    for fact in report.facts:
        printer.line(f"Fact: {fact.title}: {value_said(fact.value)}, since {fact.since} ({fact.cites}{_weak(fact.source)})", indent=2)
    _bans(printer, report, law)
    if report.turns_on:
        printer.line(f"What would decide it: {'; '.join(turning(law, report.turns_on))}", indent=2)
    if report.rests_on:
        rules = [law.by_id[name].rule for name in report.rests_on]
        cites = list(dict.fromkeys(f"{rule.cites}{'*' if rule.reported else ''}" for rule in rules))
        more = f" and {len(cites) - MOST_CITES} more" if len(cites) > MOST_CITES else ""
        printer.line(f"Where the law agrees it rests on {'; '.join(cites[:MOST_CITES])}{more}", indent=2)
    if told := _apart(report, law):
        printer.line(f"Not counted, run by others: {told}", indent=2)
    if report.parts:
        printer.line(_agreeing(report), indent=2)


def _apart(report: CriterionReport, law: Law) -> str:
    """How far the criterion is met for those whom other governments run: each government once."""
    found: dict[str, set[str]] = {}
    for part in report.apart:
        for run in part.run_by:
            found.setdefault(government(law, run), set()).add(part.extent)
    told: dict[str, list[str]] = {}
    for owner, extents in found.items():
        told.setdefault(_whole(extents), []).append(owner)
    return "; ".join(f"{said} for {listed([_RUN.get(owner, owner) for owner in owners])}" for said, owners in told.items())


_RUN = {"another government": "agencies here of other governments"}
"""Who a government is that nobody names."""


def _whole(extents: set[str]) -> str:
    """The extents of several rules as that of all of them: in part where they differ, unknown where that is not known.

    >>> _whole({"nowhere", "somewhere"}), _whole({"everywhere", "not-applicable"}), _whole({"nowhere", "unknown"})
    ('met in part', 'met everywhere', 'unknown')
    """
    asked = extents - {"not-applicable"} or extents
    if len(asked) == 1:
        return _APART[next(iter(asked))]
    return _APART["somewhere" if asked & {"everywhere", "somewhere"} else "unknown"]


def _agreeing(report: CriterionReport) -> str:
    """How many rules of the definition are met everywhere, and how many are not; JSON has them by id."""
    counts = [(said, sum(part.extent == extent for part in report.parts)) for extent, said in _AGREES.items() if extent != "everywhere"]
    rest = "".join(f", {count} {said}" for said, count in counts if count)
    return f"{report.rules_agreeing} of {plural(report.rules_total, 'rule')} of the definition met everywhere{rest}"


STRICTLY = "where also what the law does not name counts as not met"
"""What the strict reading is, in few words."""


def _weak(source: str) -> str:
    return "; reported: the text was not read" if source in ("secondary", "recalled") else ""


def _bans(printer: Printer, report: CriterionReport, law: Law) -> None:
    """What keeps a limit from having force: federal law that nobody can change here, bans, and what they void."""
    if report.unmeetable:
        kept = ", and it is left out of the verdict" if report.left_out else " in the strict reading alone"
        printer.line(f"Nobody can lawfully meet it{kept}: federal law has it otherwise.", indent=2)
    if report.proved_by:
        banning = dict.fromkeys(law.by_id[name].rule.cites for name in report.proved_by)
        printer.line(f"Not met, though not searched to the end: limits are banned by {'; '.join(banning)}", indent=2)
    if report.bans:
        banning = dict.fromkeys(law.by_id[name].rule.cites for name in report.bans)
        printer.line(f"Limits here are banned by {'; '.join(banning)}", indent=2)
    for name in report.voided:
        rule = law.by_id[name].rule
        printer.line(f"Void{_if_valid(report, law)}: {rule.cites}", indent=2)


def _if_valid(report: CriterionReport, law: Law) -> str:
    """The condition of a void rule: that the bans are valid, where this is disputed."""
    bans = [law.as_written().by_id[name] for name in report.bans if name in law.as_written().by_id]
    cites = list(dict.fromkeys(one.rule.cites for one in bans if one.readings or one.rule.disputed))
    return f" if {listed(cites)} {'is' if len(cites) == 1 else 'are'} valid, which is disputed" if cites else ""


_AGREES = {
    "everywhere": "everywhere",
    "somewhere": "in part",
    "nowhere": "nowhere",
    "unknown": "unknown",
    "not-applicable": "nothing to ask",
}
"""How far the law agrees with a rule of the definition."""

_APART = {**_AGREES, "everywhere": "met everywhere", "somewhere": "met in part", "nowhere": "not met"}


def spoken_status(status: str) -> str:
    """A status as a person reads it, its mark kept."""
    return {"partly": "met in part", "partly*": "met in part*"}.get(status, status.replace("-", " "))


def _difference(printer: Printer, number: str, one: Difference, law: Law) -> None:
    """One difference: the sentence and the rule behind it; who can change it and the number, by which it can be checked, last."""
    sure = "" if one.certain else " (Not searched to the end: perhaps a rule was not found.)"
    behind = "".join(f", {law.by_id[name].rule.cites}" for name in one.because).removeprefix(", ")
    told = [behind or "no rule found", who_said(law, one)]
    told += ["more situations like it"] if one.more else []
    printer.line(f"- {one.says}{sure} ({'; '.join(told)}) [{number}]", indent=2)
