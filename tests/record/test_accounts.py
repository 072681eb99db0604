"""Accounts of a desk act under keys of their own: an entry gives each key, everyday acts bear it, and what does not fit is told.

The attacker is one of the people, with the store, a passphrase, and a program of their own; or the desk itself.
"""

import os
import random
import signal
from collections.abc import Callable
from dataclasses import replace as changed

import pytest

from record.dealings import PASSPHRASE, Clock, again, dealing, plain
from record.test_people import alone, wrong
from sanctuary.documents import replace
from sanctuary.errors import RecordError
from sanctuary.record import accounts, opened, signing
from sanctuary.record.accounts import end_account, ended_accounts, renew_account
from sanctuary.record.acts import KeyHolder
from sanctuary.record.by_two import correct_by_two, correction_of, signed_by
from sanctuary.record.entry import Entry
from sanctuary.record.log import Log
from sanctuary.record.persons import Hand, hand_of

CLERK, LEAD = "desk-4", "supervisor-7"


def by(code: str, number: int = 0, approved: str = "") -> Entry:
    entry = dealing(number)
    return replace(entry, links=replace(entry.links, made_by=code, approved_by=approved))


def signers(log: Log, seq: int) -> list[tuple[str, str]]:
    entry = log.show(seq).entry
    assert entry is not None
    return [(one.person, one.sense) for one in entry.signatures]


def drafted(log: Log, code: str, number: int = 0, under: str = "t") -> Entry:
    return replace(dealing(number), signatures=signed_by(log, dealing(number), code, under))


def approved(log: Log, entry: Entry, two: tuple[str, str], under: str = "t") -> int:
    return log.add(replace(entry, links=replace(entry.links, made_by=two[0], approved_by=two[1])), once=under)


def test_an_account_s_first_act_gives_it_a_key_that_signs_all_of_its_acts(log: Log, clock: Clock) -> None:
    """The person who opened the record signs the key, the account its acts; no name stands anywhere; a restart has the same key."""
    log.add(plain())
    assert log.add_many([by(CLERK, 1), by(CLERK, 2), by(LEAD, 3)]) == [3, 4, 5]
    assert [signers(log, seq) for seq in range(6)] == [
        [("office", "act")], [("office", "act"), (CLERK, "holder")], [("office", "act"), (LEAD, "holder")],
        [(CLERK, "act")], [(CLERK, "act")], [(LEAD, "act")],
    ]  # fmt: skip
    log = again(log, clock)
    assert log.add(by(CLERK, 4)) == 6
    assert signers(log, 6) == [(CLERK, "act")]
    assert wrong(log) == []
    log.close()


def test_what_two_accounts_do_bears_both_keys(log: Log) -> None:
    """A correction and an entry; proposed again under its token it is the same one."""
    log.add(plain())
    correction = correction_of(log, 0, plain(1), "the sheet says so", ("event.channel",))
    written = replace(correction, signatures=signed_by(log, correction, CLERK, "c"))
    number = correct_by_two(log, written, (CLERK, LEAD), "c")
    assert sorted(signers(log, number)) == [(CLERK, "draft"), (LEAD, "act"), (LEAD, "approval")]
    assert correct_by_two(log, written, (CLERK, LEAD), "c") == number
    second = approved(log, drafted(log, CLERK, 5), (CLERK, LEAD))
    assert sorted(signers(log, second)) == [(CLERK, "draft"), (LEAD, "act"), (LEAD, "approval")]
    assert approved(log, drafted(log, CLERK, 5), (CLERK, LEAD)) == second
    assert wrong(log) == []


def test_one_account_approves_nothing_of_its_own(log: Log) -> None:
    """Not in two sessions, and not in another role; what nobody wrote under their key is refused too."""
    draft = drafted(log, CLERK)
    for approver in (CLERK, "supervisor-4"):
        with pytest.raises(RecordError, match="a second person approves it"):
            approved(log, draft, (CLERK, approver))
    with pytest.raises(RecordError, match="did not sign it with a key that is in effect"):
        approved(log, dealing(1), (CLERK, LEAD))
    end_account(log, CLERK)
    with pytest.raises(RecordError, match="did not sign it with a key that is in effect"):
        approved(log, draft, (CLERK, LEAD))
    assert wrong(log) == []


def test_one_account_in_two_roles_is_told_where_a_program_let_it_approve(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its keys are two, and its number is one."""
    draft = drafted(log, CLERK)
    monkeypatch.setattr(accounts, "need_drafted", lambda *_: None)
    number = approved(log, draft, (CLERK, "supervisor-4"))
    assert wrong(log) == [f"entry {number}: written and approved by one account."]


def test_an_ended_key_and_a_renewed_one(log: Log) -> None:
    """An entry ends a key once; who goes on gets another one; a renewed key takes the old one's place at once."""
    log.add(by(CLERK))
    assert ended_accounts(log, [LEAD]) == [CLERK]
    ended = end_account(log, CLERK)
    assert (ended, end_account(log, CLERK), ended_accounts(log, [])) == (2, None, [])
    assert log.add(by(CLERK, 1)) == 4
    keys = [line.entry.key_holder.key for line in log.entries() if line.entry and line.entry.key_holder]
    assert renew_account(log, CLERK) == 5
    assert log.add(by(CLERK, 2)) == 6
    people = log.derived().people
    assert people is not None
    assert len({keys[0], keys[2], people.accounts[CLERK]}) == 3
    with pytest.raises(RecordError, match="no account called"):
        renew_account(log, LEAD)
    assert wrong(log) == []


def test_who_opens_the_record_lets_accounts_act_under_their_own_passphrase_alone(log: Log, clock: Clock) -> None:
    """Another person's passphrase does not give an account's key: the next act is under a new one, which that person signed."""
    log.add(by(CLERK))
    other = alone(log, clock, "city attorney")
    assert other.add(by(CLERK, 1)) == 3
    assert signers(other, 2) == [("city attorney", "act"), (CLERK, "holder")]
    assert wrong(other) == []
    other.close()


FORGED: dict[str, tuple[Entry, Callable[[Hand, Hand, Hand, Hand], list[tuple[Hand, str]]], str]] = {
    "another account's key": (by(CLERK, 9), lambda _, __, lead, ___: [(lead, "act")], "not on the list of people then"),
    "the person's key alone": (by(CLERK, 9), lambda office, *_: [(office, "act")], "did not sign what it says that they wrote"),
    "another's key under the code": (
        by(CLERK, 9), lambda _, __, lead, ___: [(hand_like(lead, CLERK), "act")], "not on the list of people then",
    ),
    "an ended key": (by("counsel-3", 9), lambda _, __, ___, ended: [(ended, "act")], "not on the list of people then"),
    "one person twice": (
        by(CLERK, 9, "supervisor-4"), lambda office, clerk, *_: [(office, "act"), (clerk, "approval")],
        "did not sign with two different keys",
    ),
    "an account that gives a key": (
        Entry(kind="key-holder", key_holder=KeyHolder(act="account", person="desk-99", key=hand_of("desk-99", bytes(32)).key)),
        lambda _, clerk, *__: [(clerk, "act"), (hand_of("desk-99", bytes(32)), "holder")], "not on the list of people then",
    ),
    "a key that its account never had": (
        Entry(kind="key-holder", key_holder=KeyHolder(act="account", person="desk-99", key=hand_of("desk-99", bytes(32)).key)),
        lambda office, *_: [(office, "act")], "the new key of 'desk-99' did not sign it",
    ),
    "an account that approves an act of two": (
        Entry(kind="key-holder", key_holder=KeyHolder(act="removed", person="head of records", approvers=("office", CLERK))),
        lambda office, clerk, *_: [(office, "act"), (office, "approval"), (clerk, "approval")], "not on the list of people then",
    ),
    "an account in place of a person": (
        Entry(kind="key-holder", key_holder=KeyHolder(act="account", person="office", key=hand_of("office", bytes(32)).key)),
        lambda office, *_: [(office, "act"), (hand_of("office", bytes(32)), "holder")], "which is no account",
    ),
}  # fmt: skip


def hand_like(hand: Hand, person: str) -> Hand:
    return Hand(person, hand.key, hand.sign)


@pytest.mark.parametrize("what", list(FORGED))
def test_what_a_program_of_one_s_own_writes_in_an_account_s_name_is_told(log: Log, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    """Each by the entry and what is wrong; nothing follows from it, and the record goes on."""
    entry, hands, told = FORGED[what]
    log.add_many([by(CLERK), by(LEAD, 1), by("counsel-3", 2)])
    people, own = log.derived().people, log.keys.hand()
    assert people is not None
    assert own is not None
    held = [accounts.account_hand(log.keys, people, code) for code in (CLERK, LEAD, "counsel-3")]
    end_account(log, "counsel-3")
    first, size = dict(people.accounts), log.size()
    monkeypatch.setattr(signing, "_acting", lambda *_: hands(own, *held))
    monkeypatch.setattr(opened, "hands_for", lambda *_: {})
    with log.writing():
        log._append([entry])
    monkeypatch.undo()
    assert [one.startswith(f"entry {size}: ") and told in one for one in wrong(log)] == [True]
    assert dict(log.derived().people.accounts) == {code: key for code, key in first.items() if code != "counsel-3"}  # type: ignore[union-attr]
    assert log.add(by(CLERK, 7)) == size + 1


def test_a_record_without_keys_of_accounts_stays_right(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries that name codes, made before accounts had keys: nothing is wrong with them, before and after the first key."""
    monkeypatch.setattr(opened, "hands_for", lambda *_: {})
    log.add_many([by(CLERK), by(CLERK, 1, LEAD)])
    monkeypatch.undo()
    assert signers(log, 0) == [("office", "act")]
    assert wrong(log) == []
    log.add(by(LEAD, 2))
    assert wrong(log) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="what is killed is a fork")
@pytest.mark.parametrize("at", ["before the key", "between key and act", "after the act"])
def test_a_writer_killed_between_key_and_act_loses_and_doubles_nothing(log: Log, clock: Clock, at: str) -> None:
    """Killed by SIGKILL, started again, and the same letter entered again: one key and one act."""
    log.add(plain())
    log.close()
    child = os.fork()
    if child == 0:
        mine = Log.open(log.folder, PASSPHRASE, clock)
        append, calls = mine.append_to, iter(("before the key", "between key and act"))

        def killed(*words: object, **more: object) -> list[int]:
            if next(calls, "") == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return append(*words, **more)  # type: ignore[arg-type]

        mine.append_to = killed  # type: ignore[method-assign]
        mine.add(by(CLERK, 1), once="a letter")
        os.kill(os.getpid(), signal.SIGKILL)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    with Log.open(log.folder, PASSPHRASE, clock) as found:
        assert found.add(by(CLERK, 1), once="a letter") == 2
        assert found.size() == 3
        assert [signers(found, seq) for seq in (1, 2)] == [[("office", "act"), (CLERK, "holder")], [(CLERK, "act")]]
        assert wrong(found) == []


def test_whatever_accounts_do_in_whatever_order_every_entry_bears_their_keys(log: Log, clock: Clock) -> None:
    """A drawn run of acts, approvals, ends, new keys, other openers and restarts: check finds nothing, and each act its account's key."""
    rng = random.Random(20261130)
    codes = ["desk-1", "desk-2", "supervisor-3", "counsel-4"]
    for step in range(30):
        act = rng.choice(["add", "add", "many", "two", "end", "renew", "other"])
        if act == "other":
            log = alone(log, clock, rng.choice(["records officer", "city attorney"]))
        elif act == "end":
            end_account(log, rng.choice(codes))
        elif act == "renew":
            one = rng.choice(codes)
            if one not in ended_accounts(log, []):
                log.add(by(one, step))
            renew_account(log, one)
        elif act == "two":
            two = rng.sample(codes, 2)
            approved(log, drafted(log, two[0], step, f"t{step}"), (two[0], two[1]), f"t{step}")
        else:
            log.add_many([by(rng.choice(codes), step) for _ in range(rng.randrange(1, 5) if act == "many" else 1)])
    assert wrong(log) == []
    for line in log.entries():
        if line.entry is not None and line.entry.links.made_by:
            found = {(one.sense, one.person) for one in line.entry.signatures}
            links = line.entry.links
            both = {("draft", links.made_by), ("act", links.approved_by), ("approval", links.approved_by)}
            assert found == (both if links.approved_by else {("act", links.made_by)})
    log.close()


def test_an_agent_signs_for_no_account(log: Log) -> None:
    """It hands out no seed, so an account's act needs the passphrase."""
    own = log.keys.hand()
    assert own is not None
    log.keys = changed(log.keys, hands=(Hand(own.person, own.key, own.sign, typed=False),))
    with pytest.raises(RecordError, match="an agent signs for no account"):
        log.add(by(CLERK))
