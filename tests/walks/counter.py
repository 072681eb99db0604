"""A walk through the desk at the counter, as a new user takes it: one line for each promise, kept or not.

Run: `.venv/bin/python tests/walks/counter.py [CLONE] [PART...] [--whole]`. It starts `sanctuary serve` as docs/desk.md says, in a folder of
its own, and goes by pages, forms and commands; with Debian's Chromium where a page must be seen, touched or typed at. `--whole` takes all
training cases, and a thousand random situations at each counter; otherwise a sample. It ends with 1 where a promise is not kept.

Lines that end with "(tests: ...)" ran tests of the clone by their names, where these are the best trial.
"""

import gzip
import itertools
import re
import sqlite3
import sys

from at_desk import PHRASE, Desk, Person, Walk, browser, question_of, words_of
from screens import COUNTERS, NEVER, WARRANT, cards, languages, outcomes, signed, training
from seen import PAGES, keyboard, seen
from walking import CALM, CHROMIUM, NO_PAPER, ODD, main


def start(walk: Walk) -> None:
    """The first start: an address, a link that makes one account once, training on SQLite."""
    with Desk(walk, "start") as desk:
        walk.holds("serve prints the address and a first-run link", desk.first and f":{desk.port}" in desk.told, desk.told)
        walk.holds("it runs on SQLite", (desk.folder / "desk.sqlite").is_file(), list(desk.folder.iterdir()))
        stranger = Person(desk)
        walk.holds("nobody sees a page before signing in", "/signin" in stranger.get("/entries").url, "no page to sign in at")
        lead = desk.lead()
        home = lead.get("/").text
        walk.holds("the link makes the first account, who is signed in", "Is somebody here?" in home, words_of(home)[:200])
        told = stranger.get(desk.first).text
        walk.holds("the link works once", "was used or has ended" in told, words_of(told)[:200])
        walk.holds("it begins in training mode, and says so", "TRAINING" in home, home[:300])
        found = set(re.findall(r'name="site" value="([^"]+)"', home))
        walk.holds("the demonstration city has the eight counters", found == set(COUNTERS), found)
        scripts = {one for path in ("/", "/training", "/counters", "/accounts") for one in re.findall("<script[^>]*>", lead.get(path).text)}
        walk.holds("the only script of a page is the quick leave", len(scripts) == 1 and "leave" in "".join(scripts), scripts)
    with Desk(walk, "start") as again:
        walk.holds("a second start makes no link where there is an account", not again.first, again.told)
        signed_in = Person(again).post("/signin", {"name": "lead", "password": PHRASE})
        walk.holds("name and password sign in after a new start", signed_in.headers.get("Location") == "/", signed_in.status_code)


def visit(walk: Walk) -> None:
    """Conduct first, then law, then the record; going back loses nothing."""
    desk = walk.desk()
    lead = desk.lead()
    screen, asked = lead.visit("library", NO_PAPER)
    first = ["danger", "claim", "inside", "who", "proof", "what", "top"]
    walk.holds("questions of conduct come first, and in their order", asked[: len(first)] == first, asked)
    _, asked = lead.visit("library", {**CALM, "what": "file", "top": "none"})
    walk.holds("questions of law come after them", len(asked) > len(first) and asked[: len(first)] == first, asked)
    screen, _ = lead.visit("library", NO_PAPER)
    order = [screen.find(one) for one in ("<h1>", 'class="call"', "<h2>Say", NEVER, "Write it down", "Why: the law")]
    walk.holds(
        "the screen: what to do, whom to call, what to say, what never, record, law last", order == sorted(order) and -1 not in order, order
    )
    lead.visit("clinic", NO_PAPER)
    lead.post("/ask", {"question": "danger", "answer": "yes"})
    changed = words_of(lead.get("/answer").text)
    lead.post("/ask", {"question": "danger", "answer": "no"})
    back, more = lead.play({})
    walk.holds("going back changes one answer and asks nothing again", "Call 911" in changed and more == [] and "Call" in back, more)
    given = [re.search(r'value="([^"]+)" checked', lead.get(f"/ask/{number}").text) for number in range(1, 8)]
    walk.holds("an earlier question shows its answer", all(given), [one and one[1] for one in given])
    every = []
    lead.post("/close")
    lead.post("/begin", {"site": "school"})
    for name in first:
        asked_now, values = question_of(lead.get("/ask").text)
        every.append("unknown" in values)
        lead.post("/ask", {"question": asked_now, "answer": {**NO_PAPER, "what": "enter"}[name]})
    walk.holds('"I cannot tell" is an answer to every question', all(every), every)
    text = lead.get("/papers").text
    walk.holds(
        "specimens of papers are a press away",
        all(one in text for one in ("I-200", "I-247", "Immigration Court", "Search")),
        words_of(text)[:200],
    )
    lead.visit("library", {**CALM, "what": "file", "top": "none"})
    kept = re.findall(r'name="who" value="(\w+)"', lead.get("/answer").text)
    walk.holds("questions that the counter cannot see are kept for others", kept == ["records", "counsel"], kept)
    lead.post("/close")


def record(walk: Walk) -> None:
    """Afterwards, resumable by whoever was there, with the digest of what the screen said."""
    desk = walk.desk()
    lead, clerk = desk.lead(), desk.invited("desk")
    screen, _ = clerk.visit("library", NO_PAPER)
    digest = re.search(r"<code>([0-9a-f]{16})</code>", screen)
    clerk.post("/record", {"act": "keep", "purpose_words": ODD})
    walk.holds("the record's form can be left and gone on with", ODD in clerk.get("/record").text, "what was typed is gone")
    number = clerk.recorded(officers="2", response="declined", purpose_words=ODD)
    page = lead.get(f"/entries/{number}").text
    walk.holds("a visit becomes one entry with a number", "Entry" in page and "desk-" in words_of(page), words_of(page)[:300])
    walk.holds("the entry keeps the digest of what the screen said", digest and digest[1] in page, digest and digest[1])
    walk.holds("after the record the visit is gone", "/answer" not in clerk.get("/answer").url, clerk.get("/answer").url)
    clerk.visit("library", NO_PAPER)
    told = clerk.post("/record", {"act": "hand", "officers": "3"}).headers.get("Location", "")
    found = desk.found(lambda: re.findall(r"/unfinished/[\w-]+", lead.get("/unfinished").text))
    before = lead.dealings()
    lead.post(found[0], {"act": "record", "officers": "3", "response": "declined"})
    desk.until(lambda: len(lead.dealings()) > len(before))
    walk.holds("an entry is finished on another machine by another person", told and len(lead.dealings()) == len(before) + 1, told)


def once(walk: Walk) -> None:
    """Two tabs, a stale form, a double click and a retry are one dealing."""
    desk = walk.desk()
    lead = desk.lead()
    before = lead.dealings()
    lead.post("/close")
    for _ in range(2):
        lead.post("/begin", {"site": "clinic"})
    stale = question_of(lead.get("/ask").text)[0]
    lead.play(NO_PAPER)
    for _ in range(2):
        lead.post("/ask", {"question": stale, "answer": "yes"})
    told = words_of(lead.get("/answer").text)
    walk.holds("a stale form puts its answer under its own question", "Call 911" in told, told[:200])
    lead.post("/ask", {"question": stale, "answer": "no"})
    numbers = [lead.post("/record", {"act": "record", "officers": "2"}).status_code for _ in range(3)]
    desk.until(lambda: len(lead.dealings()) > len(before))
    numbers.append(lead.post("/record", {"act": "record", "officers": "2"}).status_code)
    walk.holds("two begins, two tabs, a double click and a retry make one entry", len(lead.dealings()) == len(before) + 1, numbers)


def private(walk: Walk) -> None:
    """Nothing of a visit stays: not in the browser, an address, a log, or the database after its end."""
    desk = walk.desk()
    lead = desk.lead()
    lead.visit("library", NO_PAPER)
    lead.post("/record", {"act": "keep", "note": ODD, "officer_name": ODD})
    whole = b"".join(path.read_bytes() for path in desk.folder.rglob("*") if path.is_file())
    cookie = str(lead.session.cookies["desk"])
    walk.holds(
        "an open visit is sealed: neither its words nor the cookie lie in the folder",
        ODD.encode() not in whole and cookie.encode() not in whole,
    )
    other = Person(desk)
    other.post("/signin", {"name": "lead", "password": PHRASE})
    walk.holds("another session of the same account does not open it", "/answer" not in other.get("/answer").url, other.get("/answer").url)
    rows = _rows(desk)
    lead.post("/close")
    walk.holds("closing deletes the row for good", rows == 1 and _rows(desk) == 0, (rows, _rows(desk)))
    told = lead.get("/")
    walk.holds("no page is kept by a browser", told.headers["Cache-Control"] == "no-store", told.headers)
    walk.holds(
        "the only cookie is the session's, strict and closed to scripts",
        list(lead.session.cookies.keys()) == ["desk"],
        lead.session.cookies,
    )
    facts = [one for one in lead.seen if re.search(r"immigration|federal|judge|detainer|hold|violet|unknown|yes\b", one.split("/", 3)[3])]
    walk.holds("no address of this walk holds an answer", not facts, facts)
    walk.holds("no log of requests, and no value in what is said", not desk.log and ODD not in desk.told, desk.log)
    lead.post("/pin", {"pin": "4821"})
    away = lead.get("/away")
    locked = words_of(lead.get("/entries").text)
    for _ in range(2):
        lead.post("/unlock", {"pin": "1111"})
    still = words_of(lead.get("/").text)
    lead.post("/unlock", {"pin": "4821"})
    opened = words_of(lead.get("/").text)
    walk.holds(
        "leaving locks a machine that has a PIN; only the PIN opens it",
        "locked" in locked and "locked" in still and "Is somebody here?" in opened,
        (away.url, locked[:80], opened[:80]),
    )
    lead.get("/away")
    for _ in range(5):
        lead.post("/unlock", {"pin": "1111"})
    walk.holds("five wrong PINs sign out", "/signin" in lead.get("/").url, lead.get("/").url)
    lead.post("/signin", {"name": "lead", "password": PHRASE})
    walk.tests("an hour without an answer ends a visit for good", "desk/test_journeys.py::test_an_hour_without_an_answer_ends_an_interview_for_good",
        "desk/test_attacks.py::test_who_has_the_database_has_no_visit_and_no_cookie")  # fmt: skip


def _rows(desk: Desk) -> int:
    with sqlite3.connect(f"file:{desk.folder / 'desk.sqlite'}?mode=ro", uri=True) as one:
        (name,) = next(one.execute("SELECT name FROM sqlite_master WHERE name LIKE '%openinterview'"))
        return int(next(one.execute(f"SELECT count(*) FROM {name}"))[0])  # noqa: S608 - a table of the desk's own


def small(walk: Walk) -> None:
    """Page and sheet below 30 kB compressed, the longest guides too."""
    lead = walk.desk().lead()
    lead.visit("library", NO_PAPER)
    largest = (0, "")
    for path in (*PAGES, *(f"/counters/{one}/guide" for one in COUNTERS)):
        text = lead.get(path).text
        files = re.findall(r'(?:href|src)="(/static/[^"]+)"', text)
        largest = max(largest, (sum(len(gzip.compress(one)) for one in (text.encode(), *(lead.get(file).content for file in files))), path))
    walk.holds(
        f"page, sheet and script below 30 kB compressed; the largest: {largest[1]}, {largest[0]:,} bytes",
        2_000 < largest[0] < 30_000,
        largest,
    )
    lead.post("/close")


def look(walk: Walk) -> None:
    """In Chromium: at 360 and 1280, with and without script, by keyboard alone; axe finds nothing."""
    if not CHROMIUM.exists():
        walk.skips("pages in a browser", f"{CHROMIUM} is not on this machine")
        return
    desk = walk.desk()
    desk.lead().post("/counters/library/edit", {"role": "the branch manager", "role_phone": "555-0103", "counsel_phone": "555-0109"})
    with browser() as chromium:
        for width, script in itertools.product((360, 1280), (True, False)):
            seen(walk, chromium, desk, width, script=script)
        keyboard(walk, chromium, desk)


def attacks(walk: Walk) -> None:
    """Forged forms, script in fields, redirects and uploads."""
    desk = walk.desk()
    lead = desk.lead()
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "none"},
                    {"Sec-Fetch-Site": "", "Origin": "null"}, {"Sec-Fetch-Site": "", "Origin": "https://elsewhere.example"}):  # fmt: skip
        told = lead.post("/begin", {"site": "library"}, headers=headers)
        walk.holds(f"a form from elsewhere is refused ({headers})", told.status_code == 403, told.status_code)
    policy = lead.get("/").headers["Content-Security-Policy"]
    walk.holds(
        "a strict Content Security Policy",
        "default-src 'none'" in policy and "unsafe" not in policy and "base-uri 'none'" in policy,
        policy,
    )
    script = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    lead.visit("library", NO_PAPER)
    lead.post("/record", {"act": "keep", "note": script, "officer_name": script})
    lead.post("/counters", {"title": f"Hall {script}", "counter": "library"})
    lead.post("/counters/shelter/edit", {"role": script, "waiting_place": script})
    pages = [
        lead.get(one).text
        for one in ("/", "/record", "/answer", "/counters", "/counters/shelter/card", "/counters/shelter/signs", f"/first/{script}")
    ]
    pages += [
        lead.post("/record", {"act": "record", "officers": script}).text,
        Person(desk).post("/signin", {"name": script, "password": "x"}).text,
    ]
    walk.holds(
        "stored and reflected script stays text",
        not [one for one in pages if "<script>alert" in one or "<img src=x" in one],
        "script came back",
    )
    for where in ("//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "signin?next=//elsewhere.example"):
        told = lead.post("/language", {"language": "en", "back_to": where})
        walk.holds(f"no redirect leads elsewhere ({where})", told.headers.get("Location") == "/", told.headers.get("Location"))
    for name, raw in (
        ("no picture", b"no picture"),
        ("empty", b""),
        ("13 MB", b"\x89PNG" + b"x" * 13_000_000),
        ("bomb", b"GIF89a\xff\xff\xff\xff\x80"),
    ):
        told = lead.post("/photograph", files={"photograph": ("../../x.png", raw)})
        walk.holds(
            f"an upload is refused with a page ({name})",
            told.status_code in (200, 400, 413) and "Traceback" not in told.text,
            told.status_code,
        )
    walk.holds("the desk goes on, and its log has no value", desk.answers() and "alert" not in desk.log, desk.log)
    lead.post("/close")
    walk.tests("headers of every answer, uploads in memory, hosts, methods", "desk/test_attacks.py")


def situations(walk: Walk) -> None:
    """Random complete situations at each counter end where `decide` ends, within the bound of questions."""
    name = "desk/test_agreement.py::test_a_visit_ends_where_deciding_ends"
    walk.tests(
        f"{'1,000' if walk.whole else '60'} situations at each counter end where decide ends",
        name,
        tier="nightly" if walk.whole else "rest",
    )
    lead = walk.desk().lead()
    words = (
        "decide",
        "los-angeles",
        "--actor",
        "library",
        "--action",
        "admit",
        "--resource",
        "non-public-area",
        "--fact",
        "requester=immigration-authority",
    )
    for paper, sight in (("none", {"top": "none"}), ("administrative-warrant", WARRANT)):
        screen = words_of(lead.visit("library", {**NO_PAPER, **sight})[0])
        told = walk.command(*words, "--fact", f"paper={paper}")
        walk.holds(
            f"the page ends where the command decide ends (paper {paper})",
            ("must not" in told.stdout) == ("Outcome: must not" in screen),
            told.stdout + told.stderr,
        )
    lead.post("/close")


PARTS = {
    one.__name__: one
    for one in (start, visit, record, once, outcomes, signed, cards, training, languages, private, small, look, attacks, situations)
}

if __name__ == "__main__":
    sys.exit(main(__doc__ or "", PARTS, Walk))
