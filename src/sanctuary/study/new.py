"""A new pack, ready to be filled: who runs whom under which state, and one example of a rule with its text and its sentence.

The example is a duty to write a request down: it forbids nothing and permits nothing, so that it stands under any state's law. It is marked
as a draft that nobody has enacted (`draft`), and is to be replaced. What its sentence expects is computed from the law above.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from sanctuary.documents import Result
from sanctuary.engine.decide import decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.law.unencoded import bodies, table
from sanctuary.law.written import need_no_text
from sanctuary.model import Government, Outcome, PackFile
from sanctuary.study.limits import MAKER
from sanctuary.study.plain_rules import files_of, read_rule

__all__ = ["NewPack", "new"]


class NewPack(Result, frozen=True):
    """The files of a pack by their path in its folder; `below` is the law above it, `beside` the place as it stands without it.

    `read` says how words of rules were read that mean more, or less, than they say.
    """

    id: str
    title: str
    below: str
    beside: str
    files: Mapping[str, str]
    read: tuple[str, ...] = ()


LONGEST = 80
"""Signs of an id, which is the name of a folder."""

_NOTHING = (
    "nothing was searched yet: known_through is that of the law above; write the last day through which this place's own law was read"
)
"""What a new pack says of itself."""

_CALLED = {
    "governing-body": "the council", "shelter": "shelters", "permit-office": "permit offices", "other-department": "other departments",
    "college": "colleges", "school": "schools", "court": "courts",
}  # fmt: skip
"""What a government's own people are called in a new pack, where the word for --actor does not read in a sentence."""

_INHERITED = """
# Who is not named here is run by whoever usually runs them ({below} names the state's own). If a county runs the jail and the courts'
# officers here, name it: sheriff = {{ government = "ID OF THE COUNTY", name = "sheriff of THE COUNTY" }}, and probation and prosecutor so.
"""

_EXAMPLE: Mapping[Government, tuple[str, str]] = {
    "city": ("library", "library-record"), "county": ("library", "library-record"), "district": ("school", "school-record"),
    "state": ("other-department", "benefits-record"),
}  # fmt: skip
"""Whom the example binds, and whose file it is about: somebody whom such a government usually runs."""


def new(
    library: Library,
    name: str,
    on: date,
    *,
    title: str = "",
    parent: str = "",
    government: str = "",
    empty: bool = False,
    rules: Sequence[str] = (),
) -> NewPack:
    """The files of a pack for a place of the table ("Fresno, CA"), or for a new id below a parent; refuses an id that is none.

    `empty` leaves the example out: a place under the law above it alone. `rules` stand in its place, as they were typed.
    """
    if rules and empty:
        raise RequestError("--empty leaves rules out. Give --rule or --empty.")
    known = _known(library, name, parent)
    found = known or name
    _need_new_id(library, found)
    pack = library.get(known).file if known else None
    above = library.find(parent, "law")[1] if parent else pack.parents[0] if pack else _above(library, found)
    kind = _government(government or (pack.government if pack else None) or "city")
    draft_of = _parent_drafted(library, above, kind) if parent else None
    named = pack.title if pack else f"{draft_of.title}, a draft" if draft_of else found
    head = {
        "id": found, "title": title or named, "kind": "law", "level": "state" if kind == "state" else "local",
        "government": kind, "parents": [above], "version": "1", "known_through": min(on, library.get(above).file.known_through),
        "instrument": "statute" if kind == "state" else "ordinance",
        "changed_by": {"state": "state", "district": "district"}.get(kind, "council"),
        "gaps": [_NOTHING],
    }  # fmt: skip
    runs = {actor: (run.government, run.name) for actor, run in pack.actors.items()} if pack else _of_parent(draft_of, found)
    actor, resource = _EXAMPLE[kind]
    of = str(head["title"])
    state = next((one for one in (above, *library.get(above).file.parents) if one in bodies()), "")
    for body in bodies().get(state, ()) if kind == "city" else ():
        runs.setdefault(body.actor, (body.id, body.name.format(place=_short(of))))
    if not empty:
        usual = [one for one in library.vocabulary.enums["Actor"] if one == actor or one in library.usually[kind]]
        runs |= {one: (found, _called(one, kind, of)) for one in usual if one not in runs}
    source = "" if empty else _coverage(draft_of) + _SOURCE.format(on=on)
    files = {"pack.toml": table(head, runs, _INHERITED.format(below=above) + source)}
    read = [read_rule(law_of(library, above, on), one) for one in rules]
    if read:
        files |= files_of(library, found, files["pack.toml"], read, on)
    elif not empty:
        files |= _example(library, found, above, actor, resource, on)
    files["CHANGES.md"] = f"# Changes\n\n- {on}: begun.\n"
    beside = str(head["title"]) if known and not title else above
    notes = tuple(dict.fromkeys(note for one in read for note in one.read))
    return NewPack(id=found, title=str(head["title"]), below=above, beside=beside, files=files, read=notes)


def _need_new_id(library: Library, found: str) -> None:
    """Refuses an id that cannot be one, and one that has a pack already, with what to type instead."""
    need_no_text(found)
    if len(found) > LONGEST or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found):
        raise RequestError(
            f"'{found[:LONGEST]}' cannot be the id of a pack. Write small letters, digits and hyphens, such as us-ca-fresno."
        )
    if found in library.ids:
        kind = library.get(found).government
        more = f" --government {kind}" if kind != "city" else ""
        raise RequestError(
            f"'{found}' has a pack already. For a draft that adds to it: sanctuary new {found}-draft --parent {found}{more}. "
            f'To change a rule of it, copy its folder: {library.get(found).folder} (docs/packs.md, "Share it").'
        )


def _called(actor: str, kind: Government, title: str) -> str:
    """An actor of a new government by name; the body that makes a county's rules has another one in each state."""
    called = "the governing body" if actor == MAKER and kind != "city" else _CALLED.get(actor) or f"the {actor.replace('-', ' ')}"
    return f"{called} of {_short(title)}"


def _parent_drafted(library: Library, above: str, kind: Government) -> PackFile | None:
    """The pack above, where it is of the same kind of local government: what is begun is a draft that adds to its law."""
    file = library.get(above).file
    return file if file.level == "local" and library.get(above).government == kind else None


def _of_parent(parent: PackFile | None, name: str) -> dict[str, tuple[str, str]]:
    """Who runs whom in a draft: what the parent runs is the draft's, under the names that it has there; all else stands as there."""
    runs = parent.actors.items() if parent else ()
    return {actor: (name if parent and run.government == parent.id else run.government, run.name) for actor, run in runs}


def _coverage(parent: PackFile | None) -> str:
    """What was searched: of a draft what was searched of the law to which it adds, since it has no other."""
    if not parent or not parent.coverage:
        return _NO_COVERAGE
    lines = "".join(f'"{act}" = "{how}"\n' for act, how in parent.coverage.items())
    return f"\n# As {parent.id} has it: the draft adds to that law.\n[coverage]\n{lines}"


def _short(title: str) -> str:
    """A place without its state: "Salem" of "Salem, Oregon"."""
    return title.partition(",")[0]


def _known(library: Library, name: str, parent: str) -> str:
    """The place of the table that a name means, or nothing where it means none, or where a parent makes it an id of its own."""
    if parent:
        return name if library.places.knows(name) else ""
    return library.places.find(name) if library.places.meant(name) else ""


def _above(library: Library, name: str) -> str:
    """The state in an id such as us-ca-fresno; refuses an id that names none."""
    state = "-".join(name.split("-")[:2])
    if not library.has(state) or state == name:
        raise RequestError(
            f"the law above '{name}' is not known. Name it, for example --parent us-ca, or begin the id with it: us-ca-{name}."
        )
    return state


def _government(word: str) -> Government:
    for kind in _EXAMPLE:
        if word == kind:
            return kind
    raise RequestError(f"'{word}' is no government of a new pack. Write city, county, district or state.")


def _example(library: Library, name: str, above: str, actor: str, resource: str, on: date) -> dict[str, str]:
    """One section in its three files; what the sentence expects is what the law above says."""
    situation = Situation(
        actor=actor, action="disclose", resource=resource, context={"requester": "immigration-authority", "already_public": False}
    )
    report = decide(Proofs(law_of(library, above, on)), situation)
    allowed = {Outcome.MUST, Outcome.MAY, Outcome.SILENT}
    expect = "allowed" if report.outcome == Outcome.DEPENDS and allowed.issuperset(report.outcomes) else str(report.outcome)
    words = {"pack": name, "actor": actor, "resource": resource, "thing": resource.replace("-", " "), "on": on, "expect": expect}
    return {path: text.format(**words) for path, text in _SECTION.items()}


_NO_COVERAGE = """
[coverage]
disclose = "not-searched"
"""

_SOURCE = """
[[source]]
id = "example"
title = "A draft, to be replaced by what was read"
address = ""
kind = "draft"
read = {on}
"""

_SECTION = {
    "law/example-1.md": """# Example 1: A section to be replaced

Source: example

The first line is the citation and a title; each heading is a paragraph and one sentence, which answers print.
Write here, in words of your own, what the paragraph says, with its exceptions.

## (a): Each request of an immigration authority for a {thing} is written down within a day
""",
    "rules/example-1.cedar": """// Each request is written down. A draft that nobody enacted: replace it by a rule of a text that was read.
@id("example-1-a")
@cites("Example 1(a)")
@since("{on}")
@source("draft")
@modality("obliges")
@duty("document-the-dealing")
@on("request")
@within("P1D")
permit (principal == Actor::"{actor}", action == Action::"disclose", resource == Information::"{resource}")
when {{ context.requester == Requester::"immigration-authority" }};
""",
    "scenarios/example-1.toml": """on = {on}

[[scenario]]
name = "A request for a {thing} is written down, whatever its answer"
actor = "{actor}"
action = "disclose"
resource = "{resource}"
context = {{ requester = "immigration-authority", already_public = false }}
expect = "{expect}"
because = ["{pack}/example-1-a"]
duties = ["document-the-dealing"]
""",
}
