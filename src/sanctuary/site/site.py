"""A static site of everything that is known: pages, data and feeds in a folder that any web server serves.

The same packs, program and day give the same bytes. What takes long (a law measured, followed, its situations drawn) is computed once
and read back from the folder as long as nothing it was computed from has changed.
"""

import shlex
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from sanctuary.documents import Frozen
from sanctuary.errors import RequestError
from sanctuary.law.asked_day import asked_day
from sanctuary.law.packs import Library, Pack
from sanctuary.pages.html import look
from sanctuary.site import changes, definitions, downloads, home, places, search, sections, spanish
from sanctuary.site.dated import keep as keep_state
from sanctuary.site.dated import versions_of
from sanctuary.site.folder import Held, held, write
from sanctuary.site.frame import Files, Frame
from sanctuary.site.laws import Computed, Store, compute

__all__ = ["SCHEMA", "SITUATIONS", "Built", "build", "site"]

SCHEMA = "sanctuary.site.built/1"
SITUATIONS = 100
"""Complete situations of each place in the corpus that can be downloaded."""


class Built(Frozen, frozen=True):
    """What was made: `pages` of HTML among all `files`; of these `written` anew, `kept` as they stood; `removed`, those no longer made.

    `computed`: results that were computed in this run; the others of `results` were read back.
    """

    schema: str
    on: date
    places: tuple[str, ...]
    pages: int
    files: int
    written: int
    kept: int
    removed: int
    results: int
    computed: int
    digest: str


def site(
    folder: str | Path,
    on: date | str | None = None,
    *,
    places: Iterable[str] = (),
    standard: str = "all",
    address: str = "",
    record: str | Path = "",
    situations: int = SITUATIONS,
    keep: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Built:
    """Writes the site into a folder: a new or empty one, or one that holds an earlier state of it.

    `places` names some of those with a pack (all, where none is named), `standard` one definition, `address` where the site will stand.
    `record` is a published public account to copy; `situations` are drawn for each place (0: no corpus).
    `keep` keeps this state by its day too, in `on/DAY`, where nothing that was kept is ever changed.
    """
    day, at, _ = asked_day(on), _address(address), held(Path(folder))
    kept = _checked(str(record), situations)
    library = Library()
    chosen = [_own(library, one) for one in places]
    return build(
        library,
        Path(folder),
        day,
        library.standards(standard),
        chosen or [one for one in library.ids if library.get(one).file.kind == "law"],
        address=at,
        record=kept,
        situations=situations,
        keep=keep,
        progress=progress,
    )


def build(
    library: Library,
    folder: Path,
    on: date,
    standards: Sequence[Pack],
    chosen: Sequence[str],
    *,
    address: str = "",
    record: Files | None = None,
    situations: int = SITUATIONS,
    keep: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Built:
    """The same over any library of packs; `record` are the files of a public account."""
    before, kept = held(folder), record or {}
    store = Store(before.computed)
    made = compute(library, on, standards, sorted(dict.fromkeys(chosen)), store, progress)
    downloads.conformance(made, store, situations, progress)
    progress("drawing pages")
    found = {**store.files, **kept}
    every = {**found, **_drawn(made, Frame(on, address), found, situations)}

    def state_at(where: str) -> Files:
        return {**found, **_drawn(made, Frame(on, where, latest=address), found, situations)} if where != address else every

    own = every
    if keep or versions_of(folder):
        own = {**every, **dict(changes.versions(made, Frame(on, address, kept=True)))}
    progress(f"writing {len(every):,} files")
    built = _told(before, own, store, made)
    if keep:
        progress("keeping this state")
        keep_state(folder, Frame(on, address, kept=True), state_at, store.keys, {pack.id: pack.digest for pack in sections.packs_of(made)})
    return built


def _told(before: Held, every: Files, store: Store, made: Computed) -> Built:
    written, same, removed, digest = write(before, every, store.keys)
    return Built(
        schema=SCHEMA,
        on=made.on,
        places=tuple(made.places),
        pages=sum(path.endswith(".html") for path in every),
        files=len(every),
        written=written,
        kept=same,
        removed=removed,
        results=len(store.files),
        computed=store.fresh,
        digest=digest,
    )


def _drawn(made: Computed, frame: Frame, found: Files, situations: int) -> Files:
    """Every page, picture and feed, and what they load."""
    states = made.library.places.states()
    events = changes.events_of(made)
    drawn: Files = {"look.css": look().encode(), "site.js": files("sanctuary.pages").joinpath("site.js").read_bytes()}
    drawn |= dict(downloads.data(made))
    drawn |= dict([home.draw(made, frame, states, events)])
    drawn |= dict(places.draw(made, frame, states))
    drawn |= dict(definitions.draw(made, frame))
    drawn |= dict(spanish.draw(made, frame))
    drawn |= dict(sections.draw(made, frame))
    drawn |= dict(changes.draw(made, frame, events))
    drawn |= dict(search.draw(made, states))
    drawn |= dict(downloads.draw(made, frame, {**found, **drawn}, situations=situations))
    title, lines = "Is my city a sanctuary?", ["By whose definition, under which law, on which day, resting on what?"]
    drawn["share/home.png"] = home.picture(title, lines, "sanctuary: law as data for cities. Not legal advice.").png()
    return drawn


def _checked(record: str, situations: int) -> Files:
    """The public account to copy, if one is named; refuses what cannot be asked for before anything is computed."""
    if not 0 <= situations <= downloads.MOST:
        raise RequestError(f"{situations} situations for each place; expected a number from 0 to {downloads.MOST:,}.")
    return downloads.account(record) if record else {}


def _own(library: Library, name: str) -> str:
    home, found = library.find(name, "law")
    if home is not library:
        raise RequestError(
            f"'{name}' is a pack in a folder, and a site is of the program's own packs: a draft has no site. "
            f"For a page of it: sanctuary assess {shlex.quote(name)} --format html --output PAGE.html"
        )
    if found not in library.ids or library.get(found).file.kind != "law":
        raise RequestError(
            f"'{name}' has no pack of its own, so no page of its own: its state's page names it. 'sanctuary places' lists packs."
        )
    return found


def _address(text: str) -> str:
    """Where the site will stand, with a slash at its end."""
    if not text:
        return ""
    parts = urlsplit(text)
    plain = parts.scheme in ("https", "http") and parts.netloc and not (parts.query or parts.fragment or "@" in parts.netloc)
    if not plain or text != text.strip():
        raise RequestError(f"'{text}' is no address of a site. Write it as https://example.org/law/.")
    return text if text.endswith("/") else text + "/"
