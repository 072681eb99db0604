"""A report run over the record: its figures for a period, what is owed by when, whether nothing happened, and what was not established.

The reports themselves are data (definition.py). Here a report meets the entries.

Rules it keeps:
- The period is the law's own: another one is reported as asked and said to be another.
- A clock without an established day gives no day. Where nothing happened the law's nil rule is told, and a certificate only where an entry
  of kind `nil-certificate` gives it: running a report certifies nothing.
- What changed after the report was sent (an entry of kind `report-run` says when), or else after the period ended, is dated.
- What is left out is told, with the reason: by whom was asked, for what, or that no figure takes it. Voided entries are told by kind.
- A nil certificate that the entries contradict is shown beside them.
- Erased entries count nowhere and are named; acts that cover more than the period are named and not counted.
- The public version has no number of an entry anywhere, of a time only the month, and is one of whole months.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from sanctuary.account.conditions import COVERING, at, day_of, failing, unsaid, within
from sanctuary.account.definition import Condition, Definition, Due, Every, Period
from sanctuary.account.fieldwords import said
from sanctuary.account.figures import Asked, Tally, tally
from sanctuary.account.people import people
from sanctuary.documents import Frozen, replace
from sanctuary.errors import RequestError, nearest
from sanctuary.law.used import PackUsed
from sanctuary.model import SourceKind
from sanctuary.record.corrections import Act, acts_of
from sanctuary.record.entry import Entry, visibility
from sanctuary.record.log import Recorded

__all__ = ["Clock", "LeftOut", "NilPart", "Report", "Rule", "Sent", "last_period", "outside", "period_of", "period_with_dealings", "run"]

_YEARS = 1900, 2999
_MONTHS: dict[Every, int] = {"yearly": 12, "quarterly": 3, "monthly": 1}


class Rule(Frozen, frozen=True):
    """A rule of the report (nil, identity, period), with what it rests on."""

    rule: str
    cites: str
    source: SourceKind
    established: bool
    note: str = ""


class Clock(Frozen, frozen=True):
    """What is due, to whom; `on` is nothing where no day was established."""

    to: str
    every: str
    on: date | None
    cites: str
    source: SourceKind
    established: bool
    note: str = ""


class NilPart(Frozen, frozen=True):
    """The report, or a figure of it, for which nothing was found; `certified_by` is the entry that certifies it, in the full version."""

    figure: str
    certified: bool
    certified_by: int | None


class Sent(Frozen, frozen=True):
    """That this report went out for this period: the entry that says so and the day, in the public version the month alone."""

    entry: int | None
    on: str


class LeftOut(Frozen, frozen=True):
    """Entries of the period that no figure counts, and why."""

    why: str
    count: int
    entries: tuple[int, ...] = ()


class Report(Frozen, frozen=True, kw_only=True):
    """A report as it stands: schema sanctuary.report/2.

    `size` and `root` (hexadecimal) are of the record that it was run over, as the log signed them. `left_out`: entries of the period that
    no figure counts; `voided`: how many of each kind were voided, in whatever period; `contradicted`: nil certificates of a figure, or of
    the whole report (""), that entries contradict. `begun`: the month (YYYY-MM) in which the record begins, where that is after the first
    day of the period: what happened before it may be missing.

    `definition` is the SHA-256 of the file that defines it; `packs` is filled in by whoever read the pack. `beyond`: entries that cover
    days inside and outside the period, and are not counted. `unapplied`: corrections of what was erased. The public version has only how
    many there are of each.
    """

    schema: str = "sanctuary.report/2"
    id: str
    title: str
    version: str
    pack: str
    definition: str
    who: str
    cites: str
    source: SourceKind
    reported: bool
    first: date
    last: date
    whole_period: bool
    in_force: bool
    period: Rule
    due: tuple[Clock, ...]
    nil: Rule
    nothing: tuple[NilPart, ...]
    identity: Rule
    sent: tuple[Sent, ...]
    figures: tuple[Tally, ...]
    erased: tuple[int, ...]
    erased_count: int
    unapplied: tuple[int, ...]
    unapplied_count: int
    beyond: tuple[int, ...]
    beyond_count: int
    not_established: tuple[str, ...]
    left_out: tuple[LeftOut, ...] = ()
    begun: str = ""
    voided: Mapping[str, int] = {}
    lost_count: int = 0
    contradicted: tuple[str, ...] = ()
    size: int | None = None
    root: str = ""
    packs: tuple[PackUsed, ...] = ()


def last_period(period: Period, today: date) -> tuple[date, date]:
    """The first and the last day of the last period that ended before a day."""
    months = _MONTHS[period.every]
    count = today.year * 12 + today.month - 1
    start = count - (count - (period.starts - 1)) % months - months
    return _first(start), _first(start + months) - timedelta(days=1)


def period_of(period: Period, day: date) -> tuple[date, date]:
    """The first and the last day of the period in which a day lies."""
    months = _MONTHS[period.every]
    count = day.year * 12 + day.month - 1
    start = count - (count - (period.starts - 1)) % months
    return _first(start), _first(start + months) - timedelta(days=1)


def period_with_dealings(report: Definition, lines: Iterable[Recorded], today: date) -> tuple[date, date]:
    """The last period that has ended; where it has no dealing, the one that runs if it has one, else the newest that has.

    A record that was begun lately tells nothing of a period before: a report on that would say that nothing happened.
    """
    ended = last_period(report.period, today)
    days = [day for act in acts_of(lines).acts if act.entry.kind == "dealing" and (day := day_of(act.entry, report.day))]
    if not days or any(ended[0] <= day <= ended[1] for day in days):
        return ended
    runs = period_of(report.period, today)
    return runs if any(runs[0] <= day <= runs[1] for day in days) else period_of(report.period, max(days))


def run(
    report: Definition,
    recorded: Iterable[Recorded],
    first: date,
    last: date,
    *,
    public: bool = False,
    reveal: bool = False,
    withhold: Collection[str] = (),
    head: tuple[int, str] | None = None,
) -> Report:
    """The report for the days from first to last, both included, over all lines of a record; `head` is its size and root."""
    if last < first:
        raise RequestError(f"the period ends on {last}, before it begins on {first}. Give --from and --to in order.")
    if not (_YEARS[0] <= first.year and last.year <= _YEARS[1]):
        raise RequestError(f"a period from {first} to {last} is in no record. Give days of the years {_YEARS[0]} to {_YEARS[1]}.")
    if public:
        _refuse_part_of_a_month(first, last)
    _refuse_withholding(report, withhold)
    told_of = acts_of(recorded)
    acts, erased, unapplied = told_of.acts, told_of.erased, told_of.unapplied
    sent = _sent(report, acts, first, last)
    whole = (first, last) == last_period(report.period, last + timedelta(days=1))
    asked = Asked(first, last, min((day for _, day in sent), default=last), whole, public, reveal, withhold)
    beyond = tuple(act.seq for act in acts if _beyond(report, act, first, last))
    tallies: list[Tally] = []
    nothing = []
    counted = set[int]()
    for figure in report.figure:
        told = people(figure, report, acts, asked) if figure.people else [tally(figure, report, acts, asked)]
        counted |= set(told[0].entries)
        if not told[0].entries:
            nothing.append(figure.id)
        if not public or figure.id in report.public or f"{figure.id}.lines" in report.public:
            tallies += [replace(one, entries=()) for one in told] if public else told
    return Report(
        id=report.id,
        title=report.title,
        version="public" if public else "full",
        pack=report.pack,
        definition=report.digest,
        who=report.who,
        cites=report.cites,
        source=report.source,
        reported=report.reported,
        first=first,
        last=last,
        whole_period=whole,
        in_force=report.since is None or report.since <= last,
        period=_rule(report.period.every, report.period),
        due=tuple(_clock(one, last) for one in report.due),
        nil=_rule(report.nil.rule, report.nil),
        nothing=tuple(_nothing(report, acts, nothing, asked)),
        identity=_rule(report.identity.rule, report.identity),
        sent=tuple(Sent(entry=None, on=f"{day:%Y-%m}") if public else Sent(entry=seq, on=str(day)) for seq, day in sent),
        figures=tuple(tallies),
        erased=() if public else tuple(erased),
        erased_count=len(erased),
        unapplied=() if public else tuple(unapplied),
        unapplied_count=len(unapplied),
        lost_count=len(told_of.lost),
        begun=begun if (begun := told_of.begun) > f"{first:%Y-%m}" else "",
        left_out=tuple(_left_out(report, acts, counted, asked)),
        voided=dict(sorted(Counter(kind for _, kind in told_of.voided).items())),
        contradicted=tuple(_contradicted(report, acts, nothing, asked)),
        size=head[0] if head else None,
        root=head[1] if head else "",
        beyond=() if public else beyond,
        beyond_count=len(beyond),
        not_established=tuple(dict.fromkeys(name for name, one in report.grounds() if not one.established)),
    )


def _refuse_part_of_a_month(first: date, last: date) -> None:
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        raise RequestError(
            f"the version for everybody covers whole months, so that nobody learns of a day; {first} to {last} is none. "
            "Give --from the first day of a month and --to the last of one, or leave out --public."
        )


def _refuse_withholding(report: Definition, withhold: Iterable[str]) -> None:
    allowed = [one.field for one in report.exempt if one.when == "asked"]
    for field in withhold:
        if field not in allowed:
            told = nearest(field, allowed) if allowed else "it allows none"
            raise RequestError(f"{report.id}: the report names no ground for withholding '{field}'; {told}.")


def _rule(rule: str, one: Period | object) -> Rule:
    return Rule(rule=rule, **{name: getattr(one, name) for name in ("cites", "source", "established", "note")})


def _clock(due: Due, last: date) -> Clock:
    on = None
    if due.by:
        on = date.fromisoformat(f"{last.year}-{due.by}")
        on = on if on > last else date.fromisoformat(f"{last.year + 1}-{due.by}")
    return Clock(to=due.to, every=due.every, on=on, cites=due.cites, source=due.source, established=due.established, note=due.note)


def _sent(report: Definition, acts: Iterable[Act], first: date, last: date) -> list[tuple[int, date]]:
    """The entries that say that the report went out for the period, each with the day."""
    found = []
    for act in acts:
        ran, links = act.entry.report, act.entry.links
        if ran is None or ran.law not in (report.id, report.cites) or (links.covers_from, links.covers_to) != (first, last):
            continue
        if ran.sent_at is not None:
            found.append((act.seq, ran.sent_at.date()))
    return found


def _nothing(report: Definition, acts: Sequence[Act], empty: Collection[str], asked: Asked) -> Iterable[NilPart]:
    """For each part of which nothing was found, its certificate, if there is one."""
    parts = [name for name in report.nil.apart if name in empty] if report.nil.apart else [""] if len(empty) == len(report.figure) else []
    for part in parts:
        laws = {report.id, report.cites} if not part or len(empty) == len(report.figure) else set()
        laws |= {f"{report.id}/{part}"} if part else set()
        given = (
            act.seq
            for act in acts
            if act.entry.kind == "nil-certificate"
            and act.entry.links.law in laws
            and (act.entry.links.covers_from, act.entry.links.covers_to) == (asked.first, asked.last)
        )
        seq = next(given, None)
        yield NilPart(figure=part, certified=seq is not None, certified_by=None if asked.public else seq)


def outside(report: Definition, lines: Iterable[Recorded], first: date, last: date) -> int:
    """How many dealings lie outside a period, as the report dates them."""
    acts = acts_of(lines).acts
    return sum(1 for act in acts if act.entry.kind == "dealing" and not within(act.entry, report.day, first, last))


def _left_out(report: Definition, acts: Sequence[Act], counted: Collection[int], asked: Asked) -> Iterable[LeftOut]:
    """Why dealings of the period, and other entries of kinds that the report counts, are in no figure."""
    kinds = {kind for figure in report.figure for kind in figure.kinds}
    why: dict[str, list[int]] = {}
    for act in acts:
        entry = act.entry
        if act.seq in counted or entry.kind not in kinds or not within(entry, report.day, asked.first, asked.last):
            continue
        failed = failing(entry, report.filter) if entry.kind == "dealing" else None
        reason = _because(failed, entry) if failed else "no figure asks for such an entry"
        why.setdefault(reason, []).append(act.seq)
    for reason, entries in sorted(why.items()):
        yield LeftOut(why=reason, count=len(entries), entries=() if asked.public else tuple(entries))


def _because(failed: Condition, entry: Entry) -> str:
    """Why the report's filter does not take an entry, as a clause; nothing that stays inside the agency is in it."""
    if failed.field and unsaid(entry, failed):
        return f"nobody entered {said(failed.field)}"
    if not failed.field or visibility(failed.field) != "public":
        return f"the law counts no such entry, by {' and by '.join(said(path) for path in dict.fromkeys(failed.fields()))}"
    return f"the law does not count '{', '.join(str(value) for value in at(entry, failed.field))}' for {said(failed.field)}"


def _contradicted(report: Definition, acts: Sequence[Act], empty: Collection[str], asked: Asked) -> Iterable[str]:
    """Parts that were certified as nil although entries stand in them."""
    parts = {**{f"{report.id}/{name}": name for name in report.nil.apart}, report.id: "", report.cites: ""}
    for act in acts:
        links = act.entry.links
        if act.entry.kind == "nil-certificate" and (links.covers_from, links.covers_to) == (asked.first, asked.last):
            part = parts.get(links.law)
            if part is not None and (part not in empty if part else len(empty) < len(report.figure)):
                yield part


def _beyond(report: Definition, act: Act, first: date, last: date) -> bool:
    """An act that covers days in the period and days outside it, of a kind that a figure counts."""
    begin, end = act.entry.links.covers_from, act.entry.links.covers_to
    kinds = {kind for figure in report.figure for kind in figure.kinds} & COVERING
    if act.entry.kind not in kinds or begin is None or end is None:
        return False
    return begin <= last and end >= first and not (first <= begin and end <= last)


def _first(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
