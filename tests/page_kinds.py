"""A page of each kind that the program writes, for tests that look at all of them."""

OF_THE_SITE = {
    "home": "index.html", "places": "places.html", "place": "places/us-tx.html", "state": "places/us-wy.html",
    "measured": "places/us-tx/minimum.html", "definitions": "definitions.html", "definition": "definitions/minimum.html", "law": "law.html",
    "section": "law/us-tx/gov-752.053.html", "changes": "changes.html", "change": "changes/us-tx.html", "check": "check.html",
    "downloads": "downloads.html", "versions": "versions.html", "dated": "on/index.html", "es_home": "es/index.html",
    "es_place": "es/places/us-tx.html",
}  # fmt: skip
"""For each template of the site, a page that a site of Texas alone has."""

ALSO_OF_THE_SITE = ("places/us-ca.html",)
"""A state whose law is encoded, and that is none of the places of that site."""

OF_COMMANDS = {
    "assess": ("assess", "assess whole"), "assess_all": ("all", "several"), "audit": ("audit",), "compare": ("compare",),
    "guide": ("guide",), "report": ("report", "report for the public"), "scan": ("scan",), "timeline": ("timeline", "situation"),
    "trace": ("trace",), "triage": ("triage",),
}  # fmt: skip
"""For each template of a command, pages of it that axe looks at (tests/pages/test_browser.py)."""

ELSEWHERE = dict.fromkeys(("try", "es_try"), "tests/public/test_browser.py")
"""Templates of pages that a server draws, with the tests that look at them in a browser."""

PARTS = {"base", "macros", "cities", "es_base", "es_macros", "try_macros", "feed"}
"""Templates that are parts of others, and the feed, which is no page."""
