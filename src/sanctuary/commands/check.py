"""`sanctuary check`: packs loaded, validated and proved."""

from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from sanctuary.commands.options import Plain
from sanctuary.commands.printing import Printer, print_json, working
from sanctuary.commands.words import place_of, typed_as
from sanctuary.engine.cells import cell_text
from sanctuary.errors import RequestError
from sanctuary.law.packs import Library, Pack
from sanctuary.law.standing import against as against_above
from sanctuary.study.check import Checked
from sanctuary.study.check import check as checked
from sanctuary.study.letters import small
from sanctuary.study.phrases import plural

__all__ = ["check"]

SCHEMA = "sanctuary.check/3"


def check(
    pack: str = "all",
    *,
    against: Annotated[
        str, Parameter(help="A government above: what of the pack would be void under it, by what, and what it risks.")
    ] = "",
    on: Annotated[str, Parameter(help="The day for --against; without it today, or the first day of a draft that begins later.")] = "",
    every: Annotated[bool, Parameter(name="--all", help="With --against, each clause whole, longer than a screen.", negative="")] = False,
    scenarios: Annotated[str, Parameter(help="A file or folder with further scenarios to prove.")] = "",
    format: Plain = "text",  # noqa: A002 - the option's name
) -> int:
    """Load and validate packs, and prove every scenario.

    Parameters
    ----------
    pack
        A pack id, its unique ending, a path to a pack folder, or all.
    """
    library = Library()
    names = list(library.ids)
    if pack != "all":
        library, name = place_of(library, pack)
        names = [name]
    if against:
        from sanctuary.commands.check_against import check_against  # noqa: PLC0415 - a question of its own, with much behind it

        return check_against(library, names, against, on, format, typed=typed_as(pack, names[0]), every=every)
    extra = Path(scenarios) if scenarios else None
    if extra is not None and not extra.exists():
        raise RequestError(f"{extra}: no such file or folder of scenarios. Check the path.")
    with working("reading packs") as status:
        found = checked(library, names, extra, status.update if status else lambda _: None, recall=True)
    if format == "json":
        print_json(_report(found, library))
    else:
        _text(Printer(), found, library)
        for one in found.packs if len(names) == 1 else ():
            if told := against_above(one, _above(library, one), typed_as(pack, one.id)):
                Printer().line(f"Next: {small(told)}")
    return 1 if found.found_something else 0


def _above(library: Library, pack: Pack) -> dict[str, Pack]:
    """A pack with those above it, the nearest first."""
    found, left = {pack.id: pack}, list(pack.file.parents)
    while left:
        if (name := left.pop(0)) not in found:
            found[name] = library.get(name)
            left += found[name].file.parents
    return found


def _report(found: Checked, library: Library) -> dict[str, Any]:
    """The shape sanctuary.check/3, documented in docs/json.md."""
    return {
        "schema": SCHEMA,
        "packs": [
            {
                "id": pack.id,
                "title": pack.file.title,
                "kind": pack.file.kind,
                "version": pack.file.version,
                "hash": pack.digest,
                "rules": len(pack.rules),
                "reported": sum(rule.reported for rule in pack.rules),
                "not_modeled": len(pack.not_modeled),
                "known_through": pack.file.known_through,
                "reviewed": pack.file.reviewed,
                "gaps": pack.file.gaps,
                "unread": [source.id for source in pack.file.source if source.kind in ("secondary", "recalled")],
                "duties": pack.duties,
                "proceedings": pack.proceedings,
                "consequences": pack.consequences,
            }
            for pack in found.packs
        ],
        "scenarios": {
            "held": found.held,
            "failed": [{"name": f.name, "place": f.place, "on": f.on, "why": f.why} for f in found.failed],
        },
        "conflicts": [
            {
                "place": c.place,
                "on": c.on,
                "action": c.action,
                "rules": c.rules,
                "witness": {name: cell_text(cell) for name, cell in c.witness.items()},
            }
            for c in found.conflicts
        ],
        "dead": found.dead,
        "overlaps": [{"old": old, "new": new} for old, new in found.overlaps],
        "unproved": found.unproved,
        "kept_from_courts": [{"rule": k.rule, "action": k.action, "paper": k.paper, "court": k.court} for k in found.kept],
        "named_elsewhere": [{"rule": n.rule, "actor": n.actor, "run_by": n.run_by} for n in found.named],
        "pairs": [{"actor": p.actor, "acts": p.acts, "rules": p.rules, "wins": p.wins} for p in found.pairs],
        "unplaced": [{"actor": u.actor, "run_by": u.run_by, "rules": u.rules} for u in found.unplaced],
        "idle_readings": [{"reading": i.reading, "actor": i.actor, "action": i.action} for i in found.idle],
        "barred": [{"law_file": b.law_file, "cites": b.cites, "words": b.words} for b in found.barred],
        "unmeetable": [{"standard": u.standard, "criterion": u.criterion, "charitably_too": u.charitably_too} for u in found.unmeetable],
        "excluded": [{"id": p.id, "because": p.said.annotations["because"]} for p in library.possible],
        "not_modeled": sum(len(pack.not_modeled) for pack in found.packs),
        "ok": not found.found_something,
    }


def _text(printer: Printer, found: Checked, library: Library) -> None:
    rows = [
        (p.id, str(len(p.rules)), str(sum(r.reported for r in p.rules)), str(len(p.not_modeled)), str(p.file.known_through))
        for p in found.packs
    ]
    _findings(printer, found)
    printer.line()
    printer.table(("pack", "rules", "reported", "not modeled", "known through"), rows, fold=(0,))
    for pack in found.packs:
        _reader(printer, pack)
    _reach(printer, found)
    printer.line()
    kinds = plural(len(library.possible), "kind")
    if len(found.packs) == 1:
        printer.line(f"{kinds} of situations are taken as impossible; sanctuary check all tells them.")
        return
    printer.heading("Situations that cannot occur")
    for policy in library.possible:
        printer.line(f"{policy.id}: {policy.said.annotations['because']}", indent=2)


def _findings(printer: Printer, found: Checked) -> None:
    """What was found, first: the failures with what to do, then the counts."""
    printer.line("Findings", style="bold")
    for failure in found.failed:
        printer.line(f"FAILED {failure.place} on {failure.on}: {failure.name}", indent=2)
        printer.line(failure.why, indent=4)
    for one in found.conflicts:
        facts = ", ".join(f"{name} = {cell_text(cell)}" for name, cell in one.witness.items())
        printer.line(f"CONFLICT in {one.place} on {one.on}: {' and '.join(one.rules)}, where {facts}", indent=2)
    for name in found.dead:
        printer.line(f"DEAD {name}: decides and obliges in no possible situation, on no day", indent=2)
    for old, new in found.overlaps:
        printer.line(f"OVERLAP {new} began before {old} ended", indent=2)
    for name in found.unproved:
        printer.line(f"NOT PROVED {name}: no scenario names it", indent=2)
    _whom(printer, found)
    printer.line(f"{plural(found.held, 'scenario')} held, {len(found.failed)} failed; {_count(found)}", indent=2)


def _whom(printer: Printer, found: Checked) -> None:
    """Findings about courts, other governments and acts that exclude each other."""
    for kept in found.kept:
        printer.line(
            f"KEPT FROM A COURT {kept.rule}: {kept.action} is refused with {kept.paper} of a court ({kept.court}) that covers it", indent=2
        )
    for one_named in found.named:
        printer.line(
            f"NAMED ELSEWHERE {one_named.rule}: names the {one_named.actor}, whom {one_named.run_by} runs. "
            'Add @by("agreement") if one binds it, or leave it out',
            indent=2,
        )
    for pair in found.pairs:
        told = f"the must of {pair.wins} wins, as the higher level's" if pair.wins else "neither level is the higher"
        printer.line(f"PAIR {pair.actor}: {' and '.join(pair.acts)} must both be done by {', '.join(pair.rules)}; {told}", indent=2)
    for never in found.unmeetable:
        if never.charitably_too:
            printer.line(f"NEVER MET {never.standard}, criterion {never.criterion}: no lawful place can meet it", indent=2)


def _reach(printer: Printer, found: Checked) -> None:
    """What a reader of the packs should look at again."""
    strictly = [one for one in found.unmeetable if not one.charitably_too]
    if found.unplaced or found.idle or found.barred or strictly:
        printer.heading("To look at again")
    for one in found.unplaced:
        rules = f"{len(one.rules)} rules reach it" if len(one.rules) > 1 else f"{one.rules[0]} reaches it"
        told = f"pack.toml does not say who runs the {one.actor}; {one.run_by} is taken to, and {rules}"
        printer.line(f"{told}. Name it under [actors]", indent=2)
    idle: dict[tuple[str, str], list[str]] = {}
    for still in found.idle:
        idle.setdefault((still.reading, still.action), []).append(still.actor)
    for (reading, action), actors in idle.items():
        printer.line(f"the reading {reading} changes nothing about {action} for: {', '.join(actors)}", indent=2)
    for bar in found.barred:
        printer.line(f"{bar.law_file}: {bar.cites} bars something that no rule forbids: {bar.words}", indent=2)
    for hard in strictly:
        printer.line(f"{hard.standard}, criterion {hard.criterion}: read strictly, no lawful place can meet it", indent=2)


def _count(found: Checked) -> str:
    parts = (
        (found.conflicts, "conflict", "conflicts"),
        (found.dead, "dead rule", "dead rules"),
        (found.overlaps, "overlap", "overlaps"),
        (found.unproved, "rule without a scenario", "rules without a scenario"),
        (found.kept, "kept from a court", "kept from a court"),
        (found.named, "named elsewhere", "named elsewhere"),
    )
    return ", ".join(plural(len(items), one, many) for items, one, many in parts)


def _reader(printer: Printer, pack: Any) -> None:
    unread = [source for source in pack.file.source if source.kind in ("secondary", "recalled")]
    drafts = [source for source in pack.file.source if source.kind == "draft"]
    if not (pack.file.gaps or unread or drafts or pack.duties or pack.proceedings or pack.consequences):
        return
    printer.heading(f"{pack.id}: for the reader")
    for gap in pack.file.gaps:
        printer.line(f"gap: {gap}", indent=2)
    if unread:
        printer.line(f"text not read, only reports or memory: {', '.join(source.id for source in unread)}", indent=2)
    if drafts:
        printer.line(f"a draft that nobody has enacted: {', '.join(source.id for source in drafts)}", indent=2)
    for duty in pack.duties:
        printer.line(f"duty since {duty.since}, due {duty.due}: {duty.title} ({duty.who}; {duty.cites})", indent=2)
    for risk in pack.consequences:
        read = "; REPORTED: the text was not read" if risk.reported else ""
        printer.line(f"what follows a breach, since {risk.since}: {risk.title}. Whom: {risk.who} ({risk.cites}{read})", indent=2)
    for suit in pack.proceedings:
        end = f" to {suit.until}" if suit.until else ""
        printer.line(f"in court, from {suit.since}{end}: {suit.title}, {suit.court} {suit.number}: {suit.status}", indent=2)
