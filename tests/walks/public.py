"""A walk through the law in public, as a new user would try it: the site, the page to try, the API, clients, notebook.

Run: .venv/bin/python tests/walks/public.py [CLONE] [PART]...   CLONE is the current folder where none is named; it needs `make setup`.

Each line says `kept: PROMISE` or `NOT kept: PROMISE: FOUND`; what this machine cannot try is `skipped`. Exit code 1 says that a
promise is not kept. Parts can be run alone; their times are printed, of the processor and by the clock. A whole run takes some minutes
of the processor. `SITE=FOLDER` reads a whole site that was written with `--on 2026-11-22 --address https://example.org/law/` before,
instead of writing one.

Parts: site (written, once, in time), pages, links, numbers, commands, bytes, browser, serve, api, systems, clients, notebook,
schemathesis, latency.
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import public_pages as pages
import public_servers as servers
from public_promises import Walk

PARTS: Mapping[str, Callable[[Walk], None]] = {
    "site": pages.site, "pages": pages.pages, "links": pages.links, "numbers": pages.numbers, "commands": pages.commands,
    "bytes": pages.same_bytes, "browser": pages.browser, "serve": servers.serve, "api": servers.api, "systems": servers.systems,
    "clients": servers.clients, "notebook": servers.notebook, "schemathesis": servers.schemathesis, "latency": servers.latency,
}  # fmt: skip


def main(words: list[str]) -> int:
    """Runs the parts that are named, or all."""
    clone = Path(words[0]).resolve() if words and words[0] not in PARTS else Path.cwd()
    named = [one for one in words if one in PARTS] or list(PARTS)
    if unknown := [one for one in words[1:] if one not in PARTS]:
        print(f"no part is called {unknown[0]}; expected {', '.join(PARTS)}", file=sys.stderr)
        return 2
    if not (clone / ".venv" / "bin" / "sanctuary").exists():
        print(f"{clone}: no program is here. Run 'make setup' in a clone of sanctuary first.", file=sys.stderr)
        return 2
    walk = Walk(clone)
    for name in named:
        walk.timed(name, PARTS[name])
    return walk.done()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
