"""Each account acts on the record under a key of its own; the page of an entry says whose it was; who left has none any more."""

import re
from html import unescape
from typing import Any

import pytest

from desk.conftest import Made, acts
from desk.played import CALM, begun, play
from desk.test_behind import member
from sanctuary.record.checking import check_record

__all__ = ["member"]


def wrote(client: Any, log: Any, act: str = "record") -> int:
    """The number of the entry that an account wrote down."""
    play(begun(client), {**CALM, "what": "enter", "top": "none"})
    client.post("/record", {"act": act, "officers": "2", "response": "declined"})
    return acts(log)[-1]


def page(client: Any, path: str) -> str:
    return unescape(client.get(path).content.decode())


def code_of(name: str) -> str:
    from sanctuary.desk.behind.models import Member

    return str(Member.everywhere.get(account__username=name))


def test_a_page_says_by_whose_key_an_entry_is_signed(member: Any, made: Made) -> None:
    """Who wrote and who approved, each under a key that an entry gave; that entry says who let the account act. In both languages."""
    from sanctuary.desk.behind.models import Proposal

    one, other, log = member("compliance"), member("counsel"), made.desk.log()
    number = wrote(member("supervisor", name="who signs"), log)
    told = page(one, f"/entries/{number}")
    code = code_of("who signs")
    given = re.search(rf"<strong>{code}</strong>: did it. A key of the account's own, given by entry <a href=\"/entries/(\d+)\">", told)
    assert given
    assert "<strong>desk</strong>: did it. A person who may open the record" in page(one, f"/entries/{given[1]}")
    assert f"<strong>{code}</strong>: holds the new key. A key of the account's own, given by entry" in page(one, f"/entries/{given[1]}")
    assert "who signs" not in told
    one.post(f"/entries/{number}/propose", {"path": "event.officers_present", "value": "3", "reason": "the sheet says so"})
    other.post(f"/proposals/{Proposal.objects.latest('pk').pk}", {"act": "approve"})
    corrected = page(one, f"/entries/{acts(log)[-1]}")
    assert corrected.index(f"<strong>{code_of('compliance')}</strong>: wrote it.") < corrected.index(
        f"<strong>{code_of('counsel')}</strong>: approved it."
    )
    one.post("/language", {"language": "es", "back": "/"})
    assert f"<strong>{code}</strong>: la hizo. Una clave propia de la cuenta" in page(one, f"/entries/{number}")
    assert check_record(log.folder, log.settings, log.keys).wrong == ()


def test_the_key_of_who_left_or_got_another_role_is_ended_once(member: Any, made: Made) -> None:
    """Within the writer's look around; who goes on gets another key, and nothing is ended twice."""
    from django.contrib.auth.models import User

    from sanctuary.desk.behind.models import Member
    from sanctuary.desk.outbox.entering import end_keys

    log = made.desk.log()
    wrote(member("supervisor", name="who leaves"), log)
    wrote(member("desk", name="who rises"), log)
    left, risen = code_of("who leaves"), code_of("who rises")
    end_keys(made.desk)
    assert {left, risen} <= set(log.derived().people.accounts)
    User.objects.filter(username="who leaves").update(is_active=False)
    Member.everywhere.filter(account__username="who rises").update(role="supervisor")
    end_keys(made.desk)
    size = log.size()
    assert not {left, risen} & set(log.derived().people.accounts)
    end_keys(made.desk)
    assert log.size() == size
    User.objects.filter(username="who leaves").update(is_active=True)
    wrote(member("supervisor", name="who leaves"), log)
    assert log.derived().people.turns[left] == 2
    assert check_record(log.folder, log.settings, log.keys).wrong == ()


def test_who_wrote_in_the_database_that_another_account_proposed_approves_nothing(member: Any, made: Made) -> None:
    """The signature within the sealed proposal says who proposed, whatever the row says; what who left proposed waits in vain."""
    from django.contrib.auth.models import User

    from sanctuary.desk.behind.models import Member, Proposal
    from sanctuary.desk.outbox.entering import end_keys

    log, one = made.desk.log(), member("compliance")
    number = wrote(member("supervisor"), log)
    one.post(f"/entries/{number}/propose", {"path": "event.officers_present", "value": "7", "reason": "the sheet says so"})
    row, size = Proposal.objects.latest("pk"), len(acts(log))
    Proposal.objects.filter(pk=row.pk).update(member=Member.everywhere.get(account__username="supervisor"))
    told = unescape(one.post(f"/proposals/{row.pk}", {"act": "approve"}).content.decode())
    assert "a correction needs a reason and two different people" in told
    User.objects.filter(username="compliance").update(is_active=False)
    end_keys(made.desk)
    told = unescape(member("counsel").post(f"/proposals/{row.pk}", {"act": "approve"}).content.decode())
    assert "did not sign it with a key that is in effect now" in told
    assert len(acts(log)) == size
    User.objects.filter(username="compliance").update(is_active=True)
    row.delete()


def test_each_step_of_a_void_or_an_erasure_is_an_entry_of_its_own_account(member: Any, made: Made) -> None:
    """Proposed, agreed to once however often it is pressed, taken back; what is refused, and one's own agreement, is no entry."""
    from sanctuary.desk.behind.models import Proposal

    one, other, log = member("compliance"), member("counsel"), made.desk.log()
    number = wrote(member("supervisor"), log)
    size = len(acts(log))
    assert one.post(f"/entries/{number}/propose", {"act": "void", "reason": ""}).status_code == 400
    assert len(acts(log)) == size
    assert one.post(f"/entries/{number}/propose", {"act": "void", "reason": "written for practice"})["Location"] == "/proposals"
    row = Proposal.objects.latest("pk")
    assert one.post(f"/proposals/{row.pk}", {"act": "approve"}).status_code == 400
    for _ in range(2):
        assert other.post(f"/proposals/{row.pk}", {"act": "approve"})["Location"] == "/proposals"
    one.post(f"/proposals/{row.pk}", {"act": "drop"})
    told = [log.show(seq).entry for seq in acts(log)[size:]]
    assert [(one.proposal.act, one.proposal.step, one.links.about, one.links.made_by) for one in told] == [
        ("void", "proposed", number, code_of("compliance")), ("void", "agreed", number, code_of("counsel")),
        ("void", "withdrawn", number, code_of("compliance")),
    ]  # fmt: skip
    assert [(sign.person, sign.sense) for one in told for sign in one.signatures] == [(one.links.made_by, "act") for one in told]
    assert "<dt>How far is it?</dt><dd>agreed</dd>" in page(other, f"/entries/{acts(log)[-2]}")
    assert log.show(number).voided_by is None
    assert check_record(log.folder, log.settings, log.keys).wrong == ()


@pytest.mark.parametrize("kind", ["key-holder", "proposal"])
def test_nothing_is_proposed_about_an_entry_about_the_record_itself(member: Any, made: Made, kind: str) -> None:
    """Its page has no form for it, and what is sent nevertheless is refused at once; the list says of which kind it is."""
    from sanctuary.desk.behind.models import Proposal

    one, log = member("compliance"), made.desk.log()
    number = wrote(member("supervisor"), log)
    path = f"/entries/{number}/propose"
    assert f"{path}/void" in page(one, f"/entries/{number}")
    one.post(path, {"act": "void", "reason": "written for practice"})
    seq = max(line.seq for line in log.entries() if line.entry is not None and line.entry.kind == kind)
    listed = re.search(rf'href="/entries/{seq}">.*?<br>([^·<]*)', page(one, "/entries"), re.DOTALL)
    assert listed
    assert listed[1].strip() == kind.replace("-", " ")
    assert f"/entries/{seq}/propose" not in page(one, f"/entries/{seq}")
    waiting = Proposal.objects.count()
    for form in (
        {"path": "event.officers_present", "value": "3", "reason": "the sheet says so"},
        {"act": "void", "reason": "written for practice"},
        {"act": "erasure", "item": "GS-1", "ground": "a schedule"},
    ):
        told = one.post(f"/entries/{seq}/propose", form)
        assert told.status_code == 400
        assert "is about the record itself and stays" in unescape(told.content.decode())
    assert Proposal.objects.count() == waiting


class Killed(BaseException):
    """As if the process had ended there."""


def test_a_step_that_was_cut_short_is_found_again_whoever_comes_next(member: Any, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between row and entry: the writer tells a proposal, and what entries tell of an agreement and an end is done to the row."""
    from sanctuary.desk.behind import acts as acting
    from sanctuary.desk.behind.models import Proposal
    from sanctuary.desk.outbox.entering import tell_proposals
    from sanctuary.record.by_two import steps_of

    def cut(*_: object, **__: object) -> None:
        raise Killed

    one, other, third, log = member("compliance"), member("counsel"), member("supervisor"), made.desk.log()
    number = wrote(member("supervisor"), log)

    def sent(client: Any, where: Any, name: str, path: str, form: dict[str, str]) -> None:
        with monkeypatch.context() as short:
            short.setattr(where, name, cut)
            with pytest.raises(Killed):
                client.post(path, form)

    sent(one, acting, "tell", f"/entries/{number}/propose", {"act": "void", "reason": "written for practice"})
    row = Proposal.objects.latest("pk")
    assert steps_of(log, row.token) == {}
    for _ in range(2):
        tell_proposals(made.desk)
    assert steps_of(log, row.token) == {"proposed": code_of("compliance")}
    path = f"/proposals/{row.pk}"
    sent(other, acting, "agree", path, {"act": "approve"})
    row.refresh_from_db()
    assert row.agreed is None
    size = log.size()
    assert third.post(path, {"act": "approve"})["Location"] == "/proposals"
    row.refresh_from_db()
    assert str(row.agreed) == code_of("counsel")
    assert log.size() == size
    sent(one, Proposal, "delete", path, {"act": "drop"})
    assert Proposal.objects.filter(pk=row.pk).exists()
    assert "does not wait" not in page(one, f"/entries/{acts(log)[-3]}")
    page(third, "/proposals")
    assert not Proposal.objects.filter(pk=row.pk).exists()
    assert list(steps_of(log, row.token)) == ["proposed", "agreed", "withdrawn"]
    assert "This proposal does not wait any more" in page(one, f"/entries/{acts(log)[-3]}")
