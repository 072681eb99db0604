"""A walk through the law in public, as a new user would try it: the site, the page to try, the API, clients, notebook.

    .venv/bin/python tests/walks/public.py [CLONE] [PART…]

How a walk is started, and what its lines say, stands in walking.py. A whole run takes some minutes of the processor.
`SITE=FOLDER` reads a whole site that was written with `--on 2026-11-22 --address https://example.org/law/` before,
instead of writing one.

Parts: site (written, once, in time), pages, links, numbers, commands, bytes, browser, serve, api, systems, clients, notebook,
schemathesis, latency.
"""

import sys
from collections.abc import Callable, Mapping

import public_pages as pages
import public_servers as servers
from public_promises import Walk
from walking import main

PARTS: Mapping[str, Callable[[Walk], None]] = {
    "site": pages.site, "pages": pages.pages, "links": pages.links, "numbers": pages.numbers, "commands": pages.commands,
    "bytes": pages.same_bytes, "browser": pages.browser, "serve": servers.serve, "api": servers.api, "systems": servers.systems,
    "clients": servers.clients, "notebook": servers.notebook, "schemathesis": servers.schemathesis, "latency": servers.latency,
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(__doc__ or "", PARTS, Walk))
