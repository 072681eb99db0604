"""What somebody has typed goes with them into another language."""

import re
from pathlib import Path
from typing import Any

import sanctuary.desk
from desk.conftest import Made, acts
from desk.played import NO_PAPER, begun, play
from desk.test_behind import member
from sanctuary.desk.views.typed import _FILES, FILLED

__all__ = ["member"]


def test_a_change_of_language_keeps_what_was_typed(visitor: Any, member: Any, made: Made) -> None:
    """A choice, half of the record, a card, a search, a draft: the page shows it once, and no address holds it."""
    client, lead = begun(visitor()), member("supervisor")

    def switched(one: Any, path: str, given: dict[str, str], language: str = "es") -> str:
        page = one.get(path).content.decode()
        assert 'form="filled" formaction="/language" formenctype="application/x-www-form-urlencoded" formnovalidate name="language"' in page
        (back_to,) = re.findall(r'<form [^>]*id="filled"[^>]*>\s*<input type="hidden" name="back_to" value="([^"]+)">', page)
        told = one.post("/language", {**given, "back_to": back_to, "language": language})
        assert told["Location"] == back_to == path
        shown = one.get(path).content.decode()
        assert f'<html lang="{language}">' in shown
        assert all(word not in one.get(path).content.decode() for word in given.values() if set(word) & {" ", "-"})
        return str(shown)

    assert re.search(r"value=\"unknown\" checked", switched(client, "/ask", {"answer": "unknown"}))
    play(client, NO_PAPER)
    form = {"note": "two cars outside", "officers": "4", "response": "declined", "arrived": "14:05"}
    shown = switched(client, "/record", form)
    assert ">two cars outside</textarea>" in shown
    assert 'value="4"' in shown
    assert 'value="declined" selected' in shown
    assert 'value="the other side"' in switched(lead, "/counters/library/edit", {"staff_areas": "the other side"}, "en")
    assert 'value="2026-11-02"' in switched(lead, "/entries", {"first": "2026-11-02", "last": "2026-11-03"})
    assert ">a law that begins</textarea>" in switched(member("counsel"), "/ordinance", {"law": "a law that begins"})
    assert client.post("/record", {**form, "act": "record"})["Location"] == "/done"
    number, keeps = acts(made.desk.log())[-1], member("compliance")
    proposed = {"path": "action.response", "value": "complied", "reason": "as the sheet says"}
    shown = switched(keeps, f"/entries/{number}/propose/correction", proposed)
    assert ">as the sheet says</textarea>" in shown
    assert 'value="complied"' in shown
    assert 'value="action.response" selected' in shown
    assert ">written for practice<" in switched(keeps, f"/entries/{number}/propose/void", {"reason": "written for practice"}, "en")
    assert 'value="a schedule"' in switched(keeps, f"/entries/{number}/propose/erasure", {"ground": "a schedule", "item": "GS-1"})
    owed = re.findall(r'href="(/due/item/[^"]+)"', keeps.get("/due").content.decode())[0]
    assert ">by letter, on Monday</textarea>" in switched(keeps, owed, {"reason": "by letter, on Monday"}, "en")
    report = re.findall(r'name="csv" value="([^"]+)"', keeps.get("/reports").content.decode())
    shown = switched(keeps, "/reports", {"seen": "yes", f"public-{report[0]}": "yes"})
    assert re.findall(r'name="public-([^"]+)" value="yes" checked', shown) == report[:1]
    assert 'value="a desk upstairs"' in switched(lead, "/counters", {"title": "a desk upstairs", "counter": "shelter"})
    assert 'value="auditor" selected' in switched(lead, "/invite", {"role": "auditor"}, "en")
    assert 'value="audit" selected' in switched(lead, "/jobs", {"kind": "audit", "mapping": ""})
    where = re.findall(r'href="(/accounts/(\d+))"', lead.get("/accounts").content.decode())[-1]
    shown = switched(lead, where[0], {f"role-{where[1]}": "counsel"}, "en")
    assert re.search(rf'name="role-{where[1]}">.*?value="counsel" selected', shown)
    # Of a file that was chosen its name would be sent, which may be somebody's.
    lead.post("/language", {"file": "somebody.csv", "kind": "audit", "back_to": "/jobs", "language": "en"})
    assert lead.session["typed"] == ["/jobs", {"kind": "audit"}]


def test_every_form_that_is_filled_in_goes_along_and_none_with_a_secret() -> None:
    """By the templates: one form of a page, called `filled`; no other one has anything that somebody types or chooses."""
    folder = Path(sanctuary.desk.__file__).parent / "templates" / "desk"
    typed_in = re.compile(r"<(?:textarea|select)|<input (?![^>]*type=\"(?:hidden|file)\")[^>]*>")
    secret = re.compile(r'type="password"|one-time-code')
    found = set()
    for path in folder.glob("*.html"):
        for form in re.findall(r"<form\b.*?</form>", path.read_text(encoding="utf-8"), re.DOTALL):
            if re.match(r"<form[^>]*filled", form):
                found.add(path.stem)
                assert 'name="back_to"' in form, path.name
                assert not secret.search(form), path.name
                assert set(re.findall(r'type="file" name="([^"]+)"', form)) <= set(_FILES), path.name
            elif path.name not in ("first.html", "frame.html"):  # beside a password, and the buttons of languages themselves
                assert secret.search(form) or not typed_in.search(form), path.name
    # The form of a passkey stands on three pages, and is filled in on the one that makes it.
    assert found - {"passkey_form"} == FILLED - {"factor_passkey"}


def test_a_form_that_is_sent_twice_is_one_proposal(member: Any, visitor: Any, made: Made) -> None:
    """By the token of its page: of one account, about one entry. Another page is another proposal."""
    from sanctuary.desk.behind.models import Proposal

    client = begun(visitor())
    play(client, NO_PAPER)
    client.post("/record", {"act": "record", "officers": "2"})
    number, one = acts(made.desk.log())[-1], member("compliance")
    before, size = Proposal.objects.count(), made.desk.log().size()
    for act, form in (("correction", {"path": "event.officers_present", "value": "3"}), ("void", {})):
        for times in (1, 2):
            page = one.get(f"/entries/{number}/propose/{act}").content.decode()
            (token,) = re.findall(r'name="token" value="(\w{32})"', page)
            for _ in range(3):
                sent = one.post(f"/entries/{number}/propose", {"act": act, "reason": "as the sheet says", "token": token, **form})
                assert sent["Location"] == "/proposals"
            assert Proposal.objects.count() == before + times
        before += 2
        # Changed and sent again from the same page, it is another one.
        one.post(f"/entries/{number}/propose", {"act": act, "reason": "as the door says", "token": token, **form})
        assert Proposal.objects.count() == before + 1
        Proposal.objects.latest("pk").delete()
    told = [line.entry.kind for line in made.desk.log().lines(size, made.desk.log().size()) if line.entry]
    assert told.count("proposal") == 3
    Proposal.objects.all().delete()


def test_several_questions_for_others_stand_in_a_list(visitor: Any) -> None:
    """A jail, asked for the day of a release: one question in each line, in both languages, with the English beside it."""
    client = begun(visitor(), "jail")
    client.post("/language", {"language": "en", "back_to": "/"})
    shown = play(client, {**NO_PAPER, "what": "release-date"})
    assert "Call and ask:</h1>" in shown
    (listed,) = re.findall(r'<ul class="about">(.*?)</ul>', shown)
    questions = re.findall(r"<li>(.*?)</li>", listed)
    assert len(questions) > 1
    assert all(one.count("?") == 1 for one in questions)
    client.post("/language", {"language": "es", "back_to": "/"})
    (spanish,) = re.findall(r'<ul class="about">(.*?)</ul>', client.get("/answer").content.decode())
    assert re.findall(r'<li>[^<]+<small lang="en">(.*?)</small></li>', spanish) == questions
