"""What one row, request or record is refused stays its own: no other one is lost or waits for it."""

import re
from pathlib import Path
from typing import Any

import pytest

from desk.conftest import Made
from desk.test_account_keys import code_of, wrote
from desk.test_behind import member
from sanctuary.errors import RecordError

__all__ = ["member"]


def refuse(*_: object, **__: object) -> None:
    raise RecordError("the store is full.")


def proposed(client: Any, number: int, reason: str, token: str = "") -> Any:
    """The row of a void that was proposed."""
    from sanctuary.desk.behind.models import Proposal

    client.post(f"/entries/{number}/propose", {"act": "void", "reason": reason, "token": token})
    return Proposal.objects.latest("pk")


def test_a_second_sending_that_is_refused_takes_nothing_away(member: Any, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a row that this sending made, and of which no entry tells, goes with the refusal."""
    from sanctuary.desk.behind import acts as acting
    from sanctuary.desk.behind import by_keys
    from sanctuary.desk.behind.models import Proposal

    one = member("compliance")
    number = wrote(member("supervisor"), made.desk.log())
    row = proposed(one, number, "for practice", "a" * 32)
    monkeypatch.setattr(acting, "tell", refuse)
    form = {"act": "void", "reason": "for practice", "token": "a" * 32}
    assert one.post(f"/entries/{number}/propose", form).status_code == 400
    assert Proposal.objects.filter(pk=row.pk).exists()
    assert one.post(f"/entries/{number}/propose", {**form, "token": "b" * 32}).status_code == 400
    assert Proposal.objects.latest("pk").pk == row.pk

    def told_by_another(*given: Any) -> None:
        by_keys.tell(*given)
        raise RecordError("the store is full.")

    monkeypatch.setattr(acting, "tell", told_by_another)
    assert one.post(f"/entries/{number}/propose", {**form, "token": "c" * 32}).status_code == 400
    assert Proposal.objects.latest("pk").pk > row.pk
    Proposal.objects.all().delete()


@pytest.mark.parametrize("where", ["row", "record"])
def test_one_refused_proposal_keeps_no_other_waiting(member: Any, made: Made, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """The first row of two, or its agency's record: the writer tells the second one nevertheless."""
    from sanctuary.desk.behind import acts as acting
    from sanctuary.desk.behind import by_keys
    from sanctuary.desk.behind.models import Agency, Proposal
    from sanctuary.desk.config import Desk
    from sanctuary.desk.outbox.entering import tell_proposals
    from sanctuary.record.by_two import steps_of

    one, log, tell = member("compliance"), made.desk.log(), by_keys.tell
    number = wrote(member("supervisor"), log)
    with monkeypatch.context() as short:
        short.setattr(acting, "tell", lambda *_: None)
        rows = [proposed(one, number, reason) for reason in ("for practice", "a second one")]
    assert steps_of(log, rows[1].token) == {}
    if where == "row":
        monkeypatch.setattr(by_keys, "tell", lambda at, row, *more: refuse() if row.pk == rows[0].pk else tell(at, row, *more))
        tell_proposals(made.desk)
    else:
        Proposal.objects.filter(pk=rows[0].pk).update(agency=Agency.objects.get(folder="another-agency"))
        opens = Desk.log
        monkeypatch.setattr(Desk, "log", lambda at: refuse() if at.folder.name == "another-agency" else opens(at))
        with pytest.raises(RecordError, match="full"):
            tell_proposals(made.desk)
    assert steps_of(log, rows[0].token) == {}
    assert steps_of(log, rows[1].token) == {"proposed": code_of("compliance")}
    Proposal.objects.all().delete()


@pytest.mark.parametrize("code", ["counsel-{}", "desk", "counsel-²", "counsel-" + "9" * 30])
def test_a_row_that_was_taken_away_is_not_written_back(member: Any, made: Made, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Whoever read it before; and a code without the number of an account is nobody's agreement."""
    from sanctuary.desk.behind import by_keys
    from sanctuary.desk.behind.keeping import opened
    from sanctuary.desk.behind.models import Member, Proposal

    member("counsel")
    agreed = Member.everywhere.get(account__username="counsel")
    log = made.desk.log()
    row = proposed(member("compliance"), wrote(member("supervisor"), log), "for practice")
    told = opened(log, row)
    assert told is not None
    monkeypatch.setattr(by_keys, "steps_of", lambda *_: {"proposed": "x", "agreed": code.format(agreed.pk)})
    assert by_keys.bring_up(log, Proposal.objects.get(pk=row.pk), told)
    assert Proposal.objects.get(pk=row.pk).agreed == (agreed if "{}" in code else None)
    Proposal.objects.filter(pk=row.pk).update(agreed=None)
    before = Proposal.objects.get(pk=row.pk)
    Proposal.objects.filter(pk=row.pk).delete()
    by_keys.bring_up(log, before, told)
    assert not Proposal.objects.filter(pk=row.pk).exists()


def test_an_agency_with_many_accounts_can_end_each(member: Any) -> None:
    """Whatever form stands on a page is sent whole: it has a field of one account, of 201 as of two."""
    from django.contrib.auth.models import User

    from sanctuary.desk.behind.models import Agency, Member

    lead, agency = member("supervisor"), Agency.objects.get(folder="")
    users = User.objects.bulk_create([User(username=f"clerk {number}") for number in range(201)])
    Member.everywhere.bulk_create([Member(account=one, agency=agency, role="desk") for one in users])
    listed = re.findall(r'href="(/accounts/(\d+))"', lead.get("/accounts").content.decode())
    assert len(listed) > 201
    for path, number in listed[:2]:
        page = lead.get(path).content.decode()
        (form,) = re.findall(r'<form method="post" action="' + path + r'" id="filled">.*?</form>', page, re.DOTALL)
        fields = dict.fromkeys(re.findall(r'(?:select|input)[^>]* name="([^"]+)"', form), "/accounts")
        assert set(fields) == {"back_to", f"role-{number}"}
        assert lead.post(path, {**fields, f"role-{number}": "auditor", "act": "end"})["Location"] == "/accounts"
        ended = Member.everywhere.get(pk=number)
        assert (ended.role, ended.account.is_active) == ("auditor", False)


def test_a_record_that_was_replaced_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its handle is closed once another one stands in its place, and where none does."""
    from sanctuary.desk.config import Desk
    from sanctuary.record import keys

    monkeypatch.setattr(keys, "_COST", 2**10)
    desk = Desk(tmp_path / "training", "us-ca-los-angeles")
    desk.prepare()
    for stands in (True, False):
        before = desk.log()
        (desk.folder / "record").rename(tmp_path / f"away {stands}")
        if stands:
            desk.prepare()
            assert desk.log() is not before
        else:
            with pytest.raises(RecordError):
                desk.log()
        with pytest.raises(RecordError):
            before.size()
    desk.close()
