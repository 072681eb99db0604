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
import tomllib
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from walks.at_desk import CALM, CHROMIUM, PHRASE, Desk, Person, Walk, browser, main, question_of, words_of
from walks.seen import PAGES, keyboard, seen

NO_PAPER = {**CALM, "what": "enter", "top": "none"}
WARRANT = {"top": "homeland-security", "title": "arrest", "foot": "officer"}
DETAINER = {"top": "homeland-security", "title": "detainer", "foot": "officer"}
SEARCH = {"top": "federal-court", "title": "search", "foot": "judge", "match": "yes"}
NEVER = "Never block, touch, hide, warn or mislead anyone."
COUNTERS = ("jail", "police", "school", "library", "clinic", "shelter", "city-hall", "courthouse")
FIRST = {"jail": "hold", "police": "help"}
"""What is asked for first at counters where nobody asks to enter."""
SECRET = "violet lantern"
"""Words that nobody else writes, to be looked for where they must not be."""


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
        told = Person(again).post("/signin", {"name": "lead", "password": PHRASE})
        walk.holds("name and password sign in after a new start", told.headers.get("Location") == "/", told.status_code)


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
    lead.visit("library", {**CALM, "what": "file", "top": "none", "written_consent": "false"})
    kept = re.findall(r'name="who" value="(\w+)"', lead.get("/answer").text)
    walk.holds("questions that the counter cannot see are kept for others", kept or "must not" in lead.get("/answer").text, kept)
    lead.post("/close")


def record(walk: Walk) -> None:
    """Afterwards, resumable by whoever was there, with the digest of what the screen said."""
    desk = walk.desk()
    lead, clerk = desk.lead(), desk.invited("desk")
    screen, _ = clerk.visit("library", NO_PAPER)
    digest = re.search(r"<code>([0-9a-f]{16})</code>", screen)
    clerk.post("/record", {"act": "keep", "purpose_words": SECRET})
    walk.holds("the record's form can be left and gone on with", SECRET in clerk.get("/record").text, "what was typed is gone")
    number = clerk.recorded(officers="2", response="declined", purpose_words=SECRET)
    page = lead.get(f"/entries/{number}").text
    walk.holds("a visit becomes one entry with a number", "Entry" in page and "desk-" in words_of(page), words_of(page)[:300])
    walk.holds("the entry keeps the digest of what the screen said", digest and digest[1] in page, digest and digest[1])
    walk.holds("after the record the visit is gone", "/answer" not in clerk.get("/answer").url, clerk.get("/answer").url)
    clerk.visit("library", NO_PAPER)
    told = clerk.post("/record", {"act": "hand", "officers": "3"}).headers.get("Location", "")
    found: list[str] = []
    desk.until(lambda: found.extend(re.findall(r"/unfinished/[\w-]+", lead.get("/unfinished").text)) or found)
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


def outcomes(walk: Walk) -> None:
    """Each outcome and each class of paper has its screen, as conduct, before law."""
    told = _said(walk, "", "library", NO_PAPER)
    _screen(walk, "must not", told, "Do not agree. Call first.", "must not")
    told = _said(walk, "", "library", {**NO_PAPER, **WARRANT})
    _screen(walk, "an agency's warrant", told, "Do not agree", "")
    told = _said(walk, "", "clinic", {**NO_PAPER, **SEARCH})
    _screen(walk, "a judge's paper for a place", told, "Do not stand in the way. Call", "")
    walk.holds("on a judge's paper: watch the scope, write it down", "Watch the scope, and write it down." in told, told[:300])
    told = _said(
        walk, "", "city-hall", {**NO_PAPER, "what": "file", "top": "federal-court", "title": "subpoena", "foot": "clerk", "match": "yes"}
    )
    _screen(walk, "a court's subpoena", told, "Take the paper. Call", "")
    told = _said(walk, "", "library", {**NO_PAPER, "top": "other"})
    _screen(walk, "a paper that nobody can tell", told, "Agree to nothing on this paper yet. Call", "")
    told = _said(walk, "", "jail", {**CALM, "what": "hand-over", **SEARCH, "title": "arrest"})
    _screen(walk, "a judge's paper where people are kept", told, "Do not hand anybody over on this paper yet. Call", "")
    told = _said(walk, "", "courthouse", {**NO_PAPER, "what": "file"})
    _screen(walk, "silent", told, "No rule was found; that is not permission. Call.", "no rule was found")
    told = _said(walk, "texas", "jail", {**CALM, "what": "talk", "top": "none"})
    _screen(walk, "may", told, 'This is not yours to decide. Say "not yet" and call.', "may")
    told = _said(walk, "texas", "jail", {**CALM, "what": "hold", **DETAINER, "proof_of_lawful_status": "false"})
    _screen(walk, "depends", told, "Not now. Call and ask:", "depends")
    refused = ("I cannot consent to this", "I do not consent")
    walk.holds("where the law may require help no sentence refuses", not [one for one in refused if one in told], told[:600])
    _must(walk)
    walk.tests("conflict: neither agree nor refuse", "conduct/test_screen.py::test_where_two_rules_disagree_nothing_is_refused")
    inside = _said(walk, "", "shelter", {**NO_PAPER, "inside": "staff-area"})
    walk.holds("inside: ask once, then let be, call, write it down", "Ask once, calmly. Then let be, call" in inside, inside[:200])
    lead = walk.desk().lead()
    lead.post("/entered", {"refused": "yes"})
    entered = words_of(lead.get("/answer").text)
    walk.holds(
        "they go in anyway: keep clear, step aside, write it down",
        "Keep clear. Do not ask again." in entered and "step aside" in entered,
        entered[:200],
    )
    claimed = _said(walk, "", "shelter", {**NO_PAPER, "claim": "yes"})
    walk.holds("a claimed emergency: step aside and call", "Step aside and call" in claimed, claimed[:200])
    hurt = _said(walk, "", "clinic", {**NO_PAPER, "danger": "yes"})
    walk.holds("somebody is hurt: 911 first", "Call 911" in hurt[:200], hurt[:200])
    lead.post("/close")


def _said(walk: Walk, place: str, counter: str, answers: dict[str, str]) -> str:
    text, _ = walk.desk(place).lead().visit(counter, answers)
    return words_of(text)


def _screen(walk: Walk, name: str, told: str, do: str, outcome: str) -> None:
    """The words of one screen: what to do first, never to block, the call, the law's outcome last."""
    places = [told.find(do), told.find(NEVER), told.find("Why: the law")]
    conduct_first = 0 <= places[0] < places[1] and (places[2] < 0 or places[1] < places[2])
    worth = re.search(r"valid|invalid|fake|legal paper", told.split("Why: the law", maxsplit=1)[0])
    walk.holds(
        f"{name}: {do!r} comes first, law last",
        conduct_first and f"Outcome: {outcome}" in told + f" Outcome: {outcome}" * (not outcome),
        told[:400],
    )
    walk.holds(f"{name}: the screen judges no paper's worth", not worth, worth)


def _must(walk: Walk) -> None:
    """Where a statute requires the act and no judge does: Florida's, once a supervisor and counsel have answered."""
    lead = walk.desk("florida").lead()
    lead.visit("jail", {**CALM, "what": "hold", **DETAINER})
    for who in ("supervisor", "records", "counsel"):
        lead.post("/reach", {"who": who})
    names: dict[str, list[str]] = {}
    page = lead.get("/ask").text
    while 'name="question"' in page:
        name, values = question_of(page)
        names[name] = [one for one in values if one != "unknown"]
        lead.post("/ask", {"question": name, "answer": "unknown"})
        page = lead.get("/ask").text
    found = ""
    for chosen in itertools.islice(itertools.product(*names.values()), 60):
        for name, value in zip(names, chosen, strict=True):
            lead.post("/ask", {"question": name, "answer": value})
        told = words_of(lead.play({})[0])
        found = told if "Outcome: must." in told else found
        if found:
            break
    walk.holds("must, by a statute and no judge: the law requires it, the office does it, not you",
        "The law here requires this." in found and "does it, not you" in found and NEVER in found, (names, found[:300]))  # fmt: skip
    walk.holds("where the law requires the act nothing on the screen refuses", found and "I cannot consent" not in found, found[:600])


def signed(walk: Walk) -> None:
    """Counsel signs, or the desk says less; expiry, a changed note, and law that was searched too long ago end it."""
    for name, words, stands in (
        ("without a signature", (), False),
        ("with counsel's signature", ("--until", "2099-01-01", "--days", "36500"), True),
        ("a set number of days after the last search of the law", ("--until", "2099-01-01", "--days", "1"), False),
        ("after a changed note", ("--until", "2099-01-01", "--days", "36500"), False),
    ):
        home = walk.folder / f"signed-{name[:12].replace(' ', '-')}-{len(words)}-{stands}"
        folder = home / "desk" / "live"
        folder.mkdir(parents=True)
        if words:
            (folder / "phrase").write_text("counsel's own phrase")
            made = ("sign", "los-angeles", "--keys", str(folder / "counsel.json"), "--passphrase-file", str(folder / "phrase"))
            told = walk.command(*made, "--new")
            told = walk.command(*made, "--signer", "Counsel of the agency", *words, "-o", str(folder / "counsel.note"))
            if told.returncode:
                walk.holds(f"{name}: sign", holds=False, found=told.stderr)
                continue
        if "changed" in name:
            note = folder / "counsel.note"
            note.write_text(note.read_text().replace("2099-01-01", "2098-01-01"))
        with Desk(walk, home.name, "los-angeles", live=True) as desk:
            lead = desk.lead()
            lead.post("/counters", {"title": "Library", "counter": "library"})
            screen = words_of(lead.visit("library", NO_PAPER)[0])
            judge = words_of(lead.visit("library", {**NO_PAPER, **SEARCH})[0])
            if stands:
                walk.holds(
                    f"{name}: the law's conduct, and who signed until when",
                    "Do not agree." in screen and "Counsel of the agency" in screen,
                    screen[:300],
                )
            else:
                less = "call counsel first" in screen.casefold() and "signature does not stand" in screen and "Why: the law" not in screen
                walk.holds(
                    f"{name}: call counsel, what every state shares, and no law", less and "cannot consent" not in screen, screen[:400]
                )
            walk.holds(f"{name}: a judge's paper is met as everywhere", "Do not stand in the way." in judge, judge[:200])
    words = ("--signer", "X", "--until", "2001-01-01", "-o", str(walk.folder / "late.note"))
    told = walk.command("sign", "los-angeles", "--keys", str(folder / "counsel.json"), "--passphrase-file", str(folder / "phrase"), *words)
    walk.holds("a day that has passed is refused in one line, exit 2", told.returncode == 2 and "Traceback" not in told.stderr, told)
    walk.tests("an interview stays on the law with which it began", "desk/test_words.py::test_an_interview_stays_on_the_law_with_which_it_began",
        "conduct/test_signed.py")  # fmt: skip


def cards(walk: Walk) -> None:
    """Site card, door signs, map, printed guide; the guide says what the screen says."""
    desk = walk.desk()
    lead = desk.lead()
    form = {"role": "the principal", "role_phone": "555-0170", "deputy": "the assistant principal", "deputy_phone": "555-0171", "counsel": "district counsel",
        "counsel_phone": "555-0172", "night_role": "the duty officer", "night_role_phone": "555-0173", "wait": "7", "opens": "", "closes": "",
        "waiting_place": "the hall", "public_areas": "hall, office", "plan": "Entrance | Hall | * Classrooms"}  # fmt: skip
    told = lead.post("/counters/school/edit", form)
    card = words_of(lead.get("/counters/school/card").text)
    wanted = ("555-0170", "555-0171", "555-0172", "555-0173", "7", "hall", "Classrooms", "Staff area")
    walk.holds(
        "a card: who by day and night, deputies, counsel's line, minutes, areas with a map",
        told.status_code == 302 and all(one in card for one in wanted),
        card,
    )
    screen = words_of(lead.visit("school", NO_PAPER)[0])
    walk.holds(
        "the screen calls by the card, with the agency's minutes", all(one in screen for one in ("555-0170", "7 minutes")), screen[:500]
    )
    library = words_of(lead.visit("library", NO_PAPER)[0])
    walk.holds("where the agency set no minutes the desk names none", "minutes" not in library.split("Say")[0], library[:300])
    signs = words_of(lead.get("/counters/school/signs").text)
    walk.holds("door signs in both languages", "STAFF ONLY" in signs and "OFFICIAL VISITORS" in signs and "BORRADOR" in signs, signs[:300])
    for counter in COUNTERS:
        guide = words_of(lead.get(f"/counters/{counter}/guide").text)
        asked = FIRST.get(counter, "enter")
        text, _ = lead.visit(counter, {**CALM, "what": asked, "top": "none"})
        first = words_of(re.findall(r"(?s)<h1>(.*?)</h1>", text)[0]).split(". ")[0].rstrip(".:")
        walk.holds(f"{counter}: the guide to print has the screen's sentence ({first})", first in guide and NEVER in guide, guide[:300])
    lead.post("/close")
    told = walk.command("guide", "los-angeles", "--counter", "library")
    walk.holds(
        "the command prints a guide too",
        told.returncode == 0 and NEVER.split(",")[0] in " ".join(told.stdout.split()),
        told.stderr + told.stdout[:300],
    )
    walk.tests("paper and screen cannot disagree", "desk/test_words.py::test_the_printed_guide_says_what_the_screen_says")


def training(walk: Walk) -> None:
    """The cases of every counter, played by forms with the right answers, and one with wrong ones; the score tells."""
    lead = walk.desk().lead()
    shown = set(re.findall(r'name="case" value="([^"]+)"', lead.get("/training").text))
    cases = {
        one["id"]: one
        for one in tomllib.loads((walk.clone / "src/sanctuary/desk/cases.toml").read_text("utf-8"))["case"]
        if one["id"] in shown
    }
    walk.holds("all eight counters have cases", {one["counter"] for one in cases.values()} == set(COUNTERS), shown)
    played = cases if walk.whole else {one["counter"]: one for one in cases.values()}
    for one in played.values():
        walk.holds(f"case {one['id']}: played rightly it is right", "Right" in _played(lead, one)[:300], _played(lead, one)[:300])
    wrong = cases["shelter-removal"]
    told = _played(lead, {**wrong, "answers": {**wrong["answers"], "top": "federal-court", "foot": "judge", "match": "yes"}})
    walk.holds(
        "a civil paper that is taken for a judge's is told, with why",
        "Not right yet" in told and "What the case shows otherwise" in told,
        told[:300],
    )
    walk.holds("the score is shown", re.search(r"Played rightly: \d+ / \d+", words_of(lead.get("/training").text)), "no score")


def _played(lead: Person, one: dict[str, Any]) -> str:
    lead.post("/close")
    lead.post("/training/play", {"case": one["id"]})
    lead.play({**one["answers"], **one.get("facts", {})})
    if one.get("refused"):
        lead.post("/entered", {"refused": "yes"})
    return words_of(lead.post("/training/score").text)


def languages(walk: Walk) -> None:
    """English and Spanish whole; Spanish is marked DRAFT, with the English beside it."""
    lead = walk.desk().lead()
    lead.visit("library", NO_PAPER)
    lead.post("/record", {"act": "keep", "note": SECRET})
    lead.post("/language", {"language": "es", "back_to": "/record"})
    walk.holds("a change of language keeps what was typed", SECRET in lead.get("/record").text, "gone")
    screen = lead.get("/answer").text
    marks = (
        'lang="es"',
        "BORRADOR",
        "DRAFT",
        "No acepte. Llame primero.",
        '<small lang="en">Do not agree. Call first.</small>',
        "Nunca bloquee",
    )
    walk.holds(
        "the screen in Spanish: DRAFT, the English beside each sentence",
        all(one in screen for one in marks),
        [one for one in marks if one not in screen],
    )
    guide = words_of(lead.get("/counters/library/guide").text)
    walk.holds("the guide in Spanish says that it is a draft", "BORRADOR" in guide, guide[:200])
    lead.post("/language", {"language": "en", "back_to": "home"})
    lead.post("/close")
    walk.tests("no page of Spanish has a sentence of English of its own; a language is a folder", "desk/test_whole.py", "conduct/test_texts.py",
        "desk/test_languages.py", tier="rest" if walk.whole else "fast")  # fmt: skip


def private(walk: Walk) -> None:
    """Nothing of a visit stays: not in the browser, an address, a log, or the database after its end."""
    desk = walk.desk()
    lead = desk.lead()
    lead.visit("library", NO_PAPER)
    lead.post("/record", {"act": "keep", "note": SECRET, "officer_name": SECRET})
    whole = b"".join(path.read_bytes() for path in desk.folder.rglob("*") if path.is_file())
    cookie = lead.session.cookies["desk"]
    walk.holds(
        "an open visit is sealed: neither its words nor the cookie lie in the folder",
        SECRET.encode() not in whole and cookie.encode() not in whole,
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
    walk.holds("no log of requests, and no value in what is said", not desk.log and SECRET not in desk.told, desk.log)
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
    sys.exit(main(__doc__ or "", PARTS))
