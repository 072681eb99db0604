"""The screens of the counter, by outcome, signature, card, training case and language."""

import itertools
import re
import tomllib
from datetime import date, timedelta
from typing import Any

from at_desk import Desk, Person, Walk, question_of, words_of
from walking import CALM, NO_PAPER, ODD

__all__ = ["COUNTERS", "NEVER", "SEARCH", "WARRANT", "cards", "languages", "outcomes", "signed", "training"]

WARRANT = {"top": "homeland-security", "title": "arrest", "foot": "officer"}
DETAINER = {"top": "homeland-security", "title": "detainer", "foot": "officer"}
SEARCH = {"top": "federal-court", "title": "search", "foot": "judge", "match": "yes"}
NEVER = "Never block, touch, hide, warn or mislead anyone."
COUNTERS = ("jail", "police", "school", "library", "clinic", "shelter", "city-hall", "courthouse")
FIRST = {"jail": "hold", "police": "help"}
"""What is asked for first at counters where nobody asks to enter."""
LATER = str(date.today() + timedelta(days=200))  # noqa: DTZ011 - the day of this machine, as the command takes it


def outcomes(walk: Walk) -> None:
    """Each outcome and each class of paper has its screen, as conduct, before law."""
    told = _said(walk, "", "library", NO_PAPER)
    _screen(walk, "must not", told, "Do not agree. Call first.", "must not")
    told = _said(walk, "", "library", {**NO_PAPER, **WARRANT})
    _screen(walk, "an agency's warrant", told, "Do not agree", "must not")
    told = _said(walk, "", "clinic", {**NO_PAPER, **SEARCH})
    _screen(walk, "a judge's paper for a place", told, "Do not stand in the way. Call", "depends")
    walk.holds("on a judge's paper: watch the scope, write it down", "Watch the scope, and write it down." in told, told[:300])
    told = _said(
        walk, "", "city-hall", {**NO_PAPER, "what": "file", "top": "federal-court", "title": "subpoena", "foot": "clerk", "match": "yes"}
    )
    _screen(walk, "a court's subpoena", told, "Take the paper. Call", "depends")
    told = _said(walk, "", "library", {**NO_PAPER, "top": "other"})
    _screen(walk, "a paper that nobody can tell", told, "Agree to nothing on this paper yet. Call", "depends")
    told = _said(walk, "", "jail", {**CALM, "what": "hand-over", **SEARCH, "title": "arrest"})
    _screen(walk, "a judge's paper where people are kept", told, "Do not hand anybody over on this paper yet. Call", "depends")
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
    conduct_first = 0 <= places[0] < places[1] < places[2]
    worth = re.search(r"valid|invalid|fake|legal paper", told.split("Why: the law", maxsplit=1)[0])
    said = re.search(r"Outcome: [^.]*", told)
    fine = conduct_first and said and said[0].startswith(f"Outcome: {outcome}")
    walk.holds(f"{name}: {do!r} comes first, law last, and says {outcome}", fine, (places, said and said[0], told[:400]))
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
    tries: tuple[tuple[str, tuple[str, ...], bool], ...] = (
        ("without a signature", (), False),
        ("with counsel's signature", ("--until", LATER, "--days", "366"), True),
        ("a set number of days after the last search of the law", ("--until", LATER, "--days", "1"), False),
        ("after a changed note", ("--until", LATER, "--days", "366"), False),
    )
    for name, words, stands in tries:
        home = walk.folder / f"signed-{name[:12].replace(' ', '-')}-{len(words)}-{stands}"
        folder = home / "desk" / "live"
        folder.mkdir(parents=True)
        if words:
            (folder / "phrase").write_text("counsel's own phrase")
            (folder / "phrase").chmod(0o600)
            made = ("sign", "los-angeles", "--keys", str(folder / "counsel.json"), "--passphrase-file", str(folder / "phrase"))
            (folder / "counsel.vkey").write_text(walk.command(*made, "--new").stdout)
            told = walk.command(*made, "--signer", "Counsel of the agency", *words, "-o", str(folder / "counsel.note"))
            if told.returncode:
                walk.holds(f"{name}: sign", holds=False, found=told.stderr)
                continue
        if "changed" in name:
            note = folder / "counsel.note"
            note.write_text(note.read_text().replace(LATER, LATER[:-2] + "01" if LATER[-2:] != "01" else LATER[:-2] + "02"))
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
    late = ("--signer", "X", "--until", "2001-01-01", "-o", str(walk.folder / "late.note"))
    told = walk.command("sign", "los-angeles", "--keys", str(folder / "counsel.json"), "--passphrase-file", str(folder / "phrase"), *late)
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
    printed = walk.command("guide", "los-angeles", "--counter", "library")
    walk.holds(
        "the command prints a guide too",
        printed.returncode == 0 and NEVER.split(",", maxsplit=1)[0] in " ".join(printed.stdout.split()),
        printed.stderr + printed.stdout[:300],
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
    lead.post("/record", {"act": "keep", "note": ODD})
    lead.post("/language", {"language": "es", "back_to": "/record"})
    walk.holds("a change of language keeps what was typed", ODD in lead.get("/record").text, "gone")
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
