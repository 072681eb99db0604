"""A scan: every field of every target classified, held against waivers, a baseline and the law."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from sanctuary.errors import EvidenceError
from sanctuary.law.jurisdiction import Law
from sanctuary.law.read_first import first_or_standing
from sanctuary.law.used import packs_used
from sanctuary.names.sensitive import Around, Found, sensitive
from sanctuary.scan.asks import OTHERS, known_actor, laws_of
from sanctuary.scan.baseline import baseline_of
from sanctuary.scan.elsewhere import told_elsewhere, untold
from sanctuary.scan.field import Field, Item, Listed, Unread
from sanctuary.scan.finding import SCHEMA, NotRead, ScanReport, ordered
from sanctuary.scan.reading import DATABASES, read_file
from sanctuary.scan.shown import told as told_as
from sanctuary.scan.sifted import sifted
from sanctuary.scan.targets import Target, changed_lines, targets
from sanctuary.scan.values import value_findings
from sanctuary.scan.waivers import FILE, Waiver, read_waivers

__all__ = ["Options", "classified", "referred", "scan", "values_of"]

_MANY = 400
"""Files from which on several processes read them."""

_CHUNK = 40


@dataclass(frozen=True, slots=True)
class Options:
    """How a scan goes: whose system it is, since which commit, what is known already, and whether values are looked at."""

    actor: str = ""
    since: str = ""
    baseline: str = ""
    waivers: str = ""
    values: bool = False
    jobs: int = 0
    only: tuple[str, ...] = ()


@dataclass(slots=True)
class _Seen:
    """What one file or database gave: findings before the law, and what was not read."""

    found: list[tuple[Field, Found]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    fields: int = 0
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    open: list[tuple[Field, tuple[str, ...]]] = field(default_factory=list)
    """Fields that refer to a list, with the names beside them, of which nothing was found without it."""
    bare: list[Field] = field(default_factory=list)
    """Fields that say nothing but a name that tells no class."""


def _tables(items: Iterable[Item], seen: _Seen) -> dict[tuple[str, str], dict[tuple[int, str], Field]]:
    """The fields among the items by what they belong to; what else there is goes to what was seen."""
    tables: dict[tuple[str, str], dict[tuple[int, str], Field]] = {}
    for one in items:
        if isinstance(one, Unread):
            seen.unread.append(one)
        elif isinstance(one, Listed):
            _listed(seen.lists, one.name, one.codes, whole=one.whole)
        else:
            held = tables.setdefault((one.table, one.about), {})
            held.setdefault((one.line, one.name), one)
            seen.fields += 1
    return tables


def classified(items: Iterable[Item]) -> _Seen:
    """The sensitive fields among the items of one file or database."""
    seen = _Seen()
    for (table, about), fields in _tables(items, seen).items():
        names = tuple(dict.fromkeys(one.name for one in fields.values()))
        around = Around(table, names, about)
        told = {key: found for key, one in fields.items() if (found := sensitive(one.name, around, one.comment, one.codes))}
        papers = (
            Around(table, names, about, (_PAPER,)) if len(names) <= _PAPERS and any(_kind(fields[key], told[key]) for key in told) else None
        )
        for key, one in fields.items():
            found = told.get(key)
            if found is None and papers is not None and (found := sensitive(one.name, papers, one.comment, one.codes)):
                found = Found(_PAPER, "possible", "it stands beside the kind of an immigration paper") if found.of == _PAPER else None
            if one.named:
                found = Found(found.of, "possible", f"{found.why}; it is named there, and no declaration is known") if found else None
            if found is not None:
                seen.found.append((one, found))
            elif one.refers and not one.codes:
                seen.open.append((one, names))
            elif untold(one):
                seen.bare.append(one)
    seen.found = list(_without_relations(seen.found))
    return seen


def _without_relations(found: Sequence[tuple[Field, Found]]) -> Iterator[tuple[Field, Found]]:
    """All but the fields that hold no value: those of a model of the same file of which fields were found, `passport Passport?`."""
    held = {(re.split(r"[/.:>]+", one.table)[-1].lower(), told.of) for one, told in found}
    for one, told in found:
        if (one.refers.removeprefix("~"), told.of) not in held or not one.refers.startswith("~"):
            yield one, told


_PAPER, _PAPERS = "immigration_id", 14
"""The class of a plain `number` beside the kind of an immigration paper, and fields of the largest table of papers."""


def _kind(one: Field, found: Found) -> bool:
    """Whether a field is the kind of an immigration paper, told by its codes alone."""
    return found.of == "immigration_status" and bool(one.codes) and found.how_sure != "sure"


def _listed(lists: dict[str, tuple[str, ...]], name: str, codes: tuple[str, ...], *, whole: bool) -> None:
    """Add a list: one of code that holds something else elsewhere tells nothing; one of a database is filled from several places."""
    held = lists.get(name)
    if whole:
        lists[name] = codes if held is None or held == codes else ()
    else:
        lists[name] = (*(held or ()), *codes)


def referred(seen: "_Seen | _Total") -> Iterator[tuple[Field, Found]]:
    """Fields that the list tells which they refer to, whichever file fills it."""
    for one, names in seen.open:
        codes = seen.lists.get(one.refers, ())
        found = sensitive(one.name, Around(one.table, names, one.about), one.comment, codes) if codes else None
        if found is not None:
            yield one, found


def _file(job: tuple[Path, str, bool]) -> _Seen:
    path, shown, values = job
    seen = classified(read_file(path, shown))
    if values:
        known = {(one.table, one.name) for one, _ in seen.found}
        held = classified_values(values_of(path, shown, known))
        seen.found += held.found
        seen.unread += held.unread
    if seen.found:
        _annotate(path, seen)
    return seen


def values_of(path: Path, shown: str, known: set[tuple[str, str]]) -> Iterator[tuple[Field, Found] | Unread]:
    """What the values of a file tell; what breaks is told in our own words."""
    try:
        if path.suffix.lower() in DATABASES:
            from sanctuary.scan.samples import database_findings  # noqa: PLC0415 - an extra: only a database needs it

            yield from database_findings(f"sqlite:///{path}", known, shown)
        else:
            yield from value_findings(path, shown, known)
    except EvidenceError:
        yield Unread(shown, "its values cannot be read")


def classified_values(items: Iterable[tuple[Field, Found] | Unread]) -> _Seen:
    """What a look at values found."""
    seen = _Seen()
    for one in items:
        if isinstance(one, Unread):
            seen.unread.append(one)
        else:
            seen.found.append(one)
    return seen


_COMMENT_LINE = re.compile(r"\s*(?:#|--|//|/?\*|<!--|<%#|<%--|\{/\*|\{#|\{!|\{%|%|;|\"\"\"|\.\.)")
_ANNOTATION = re.compile(r"\.\. (?:no_)?pii\b")


def _annotate(path: Path, seen: _Seen) -> None:
    """Marks of waivers and annotations in the line of a finding, or in comments right above it."""
    if path.suffix.lower() in (".sqlite", ".sqlite3", ".db", ".pdf", ".parquet", ".pq", ".xlsx", ".xls", ".ods", ".csv", ".tsv"):
        return
    try:
        lines = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    except OSError:
        return
    if not any("sanctuary" in line or ".. no_pii" in line for line in lines):
        return
    for place, (one, found) in enumerate(seen.found):
        if not 0 < one.line <= len(lines):
            continue
        marks = [lines[one.line - 1]] if "sanctuary" in lines[one.line - 1] else []
        above = lines[one.line - 2] if one.line > 1 else ""
        # Only a comment of its own is of the line below: another field's line above has its own waiver.
        marks += [above] if "sanctuary" in above and _COMMENT_LINE.match(above) else []
        nearest = next((line for line in reversed(lines[max(0, one.line - 40) : one.line]) if _ANNOTATION.search(line)), "")
        denied = ".. no_pii" in nearest
        told = f"{found.why}, though an annotation above says that no personal data are kept" if denied else found.why
        marked = Field(
            one.path,
            one.line,
            one.table,
            one.name,
            one.comment,
            one.codes,
            (*one.marks, *marks),
            one.about,
            one.refers,
            one.named,
            one.shown,
        )
        seen.found[place] = (marked, Found(found.of, found.how_sure, told))


MAY_EXIST = "what it forbids to ask for, this scan cannot find"
"""What follows for a scan where no law of a state is encoded."""


def scan(law: Law, names: Sequence[str], options: Options | None = None, told: Callable[[int, int], None] | None = None) -> ScanReport:
    """Every sensitive field of the targets, with what the law of the place says; `told` hears files read and files in all."""
    chosen = options or Options()
    known_actor(law, chosen.actor)
    known = baseline_of(Path(chosen.baseline)) if chosen.baseline else frozenset[str]()
    changed = changed_lines(tuple(names), chosen.since) if chosen.since else None
    waivers = _waivers(chosen.waivers)
    total = _Total()
    for target in targets(tuple(names)):
        _target(target, chosen, total, changed, told)
    total.found += referred(total)
    total.found += list(told_elsewhere(total.found, total.bare))
    total.found = [told_as(one, found) for one, found in total.found]
    if chosen.only:
        total.found = [(one, found) for one, found in total.found if found.of in chosen.only]
    laws = laws_of(law, chosen.actor, {found.of for _, found in total.found})
    sentences = {name: one.sentence for name, one in laws.items()}
    marked = [(one, found, changed is None or _is_changed(one, changed)) for one, found in total.found]
    findings, waived, in_baseline = sifted(marked, waivers, known, law, sentences, whole=not (chosen.since or chosen.only))
    told_of = {one.of for one in findings} | {held.of for held in waived}
    return ScanReport(
        schema=SCHEMA,
        place=law.place.id,
        title=law.place.file.title,
        on=law.on,
        known_through=law.known_through,
        presumed=law.on > law.known_through,
        actor=chosen.actor,
        read_first=first_or_standing(law.place, law.packs, MAY_EXIST, ("ask", "query"), chosen.actor or OTHERS),
        targets=tuple(_shown(name) for name in names),
        files=total.files,
        fields=total.fields,
        findings=ordered(findings),
        not_read=tuple(NotRead(path=one.path, why=one.why) for one in sorted(set(total.unread), key=lambda one: (one.path, one.why))),
        waived=tuple(waived),
        in_baseline=in_baseline,
        laws=tuple(laws[name] for name in laws if name in told_of),
        packs=packs_used(law),
    )


def _shown(name: str) -> str:
    from sanctuary.scan.catalogs import plain_address  # noqa: PLC0415 - only an address needs it

    return plain_address(name) if "://" in name else name


@dataclass
class _Total:
    """What all targets gave."""

    found: list[tuple[Field, Found]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    files: int = 0
    fields: int = 0
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    open: list[tuple[Field, tuple[str, ...]]] = field(default_factory=list)
    bare: list[Field] = field(default_factory=list)

    def add(self, seen: _Seen) -> None:
        """One file or database more."""
        self.found += seen.found
        self.unread += seen.unread
        self.fields += seen.fields
        for name, codes in seen.lists.items():
            _listed(self.lists, name, codes, whole=name.startswith("~"))
        self.open += seen.open
        self.bare += seen.bare


def _target(
    target: Target, options: Options, total: _Total, changed: dict[str, list[range]] | None, told: Callable[[int, int], None] | None
) -> None:
    if target.address:
        total.add(_database(target.address, values=options.values))
        return
    total.unread += target.passed if changed is None else []
    files = [(path, shown) for path, shown in target.files if changed is None or shown in changed]
    total.files += len(files)
    for number, seen in enumerate(_each(files, options), 1):
        total.add(seen)
        if told is not None:
            told(number, len(files))


def _is_changed(one: Field, changed: Mapping[str, Sequence[range]]) -> bool:
    """Whether a field stands in a line that changed; a place without lines counts whole."""
    return not one.line or one.path not in changed or any(one.line in lines for lines in changed[one.path])


def _database(address: str, *, values: bool) -> _Seen:
    from sanctuary.scan.catalogs import TRIED, plain_address, read_catalog  # noqa: PLC0415 - an extra: only a database needs it

    seen = classified(read_catalog(address))
    scheme = address.partition("://")[0].partition("+")[0]
    if scheme not in (*TRIED, "postgres"):
        seen.unread.append(
            Unread(plain_address(address), f"read as SQLAlchemy reads '{scheme}', which is untried here: compare with the catalog")
        )
    if values:
        from sanctuary.scan.samples import database_findings  # noqa: PLC0415 - the same

        held = classified_values(database_findings(address, {(one.table, one.name) for one, _ in seen.found}))
        seen.found += held.found
        seen.unread += held.unread
    return seen


def _each(files: Sequence[tuple[Path, str]], options: Options) -> Iterator[_Seen]:
    """Every file classified, in order; many of them by several processes."""
    jobs = [(path, shown, options.values) for path, shown in files]
    if options.jobs == 1 or (len(jobs) < _MANY and options.jobs == 0):
        yield from map(_file, jobs)
        return
    done = 0
    try:
        with ProcessPoolExecutor(options.jobs or None, mp_context=get_context("spawn")) as pool:
            for seen in pool.map(_file, jobs, chunksize=_CHUNK):
                done += 1
                yield seen
    except BrokenProcessPool:
        # A library in C can take its process with it: what was not done is told, and nothing of the rest is lost.
        for _, shown, _ in jobs[done:]:
            yield _Seen(unread=[Unread(shown, "the process that read it or a file near it ended; scan it alone")])


def _waivers(name: str) -> list[Waiver]:
    if name:
        return read_waivers(Path(name))
    return read_waivers(Path(FILE)) if Path(FILE).is_file() else []
