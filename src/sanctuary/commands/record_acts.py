"""`sanctuary record hold`, `erase`, `void`, `rotate`, `person`: acts about entries, and about who may open the record."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from sanctuary.account.retention import terms_of
from sanctuary.commands.options import Plain, Secret
from sanctuary.commands.printing import write_file
from sanctuary.commands.record_agency import agency_of
from sanctuary.commands.recorded import Approver, Record, Second, Who, approved, open_log, opened, short_key, told
from sanctuary.commands.words import place_of
from sanctuary.errors import RecordError
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.model import RetentionTerm
from sanctuary.record.accounts import accounts_of, end_account, renew_account
from sanctuary.record.approval import change_people
from sanctuary.record.keys import Keys, people_in
from sanctuary.record.log import Log
from sanctuary.record.passphrase import passphrase_from
from sanctuary.record.signing import need_hand
from sanctuary.record.terms import void_needs

__all__ = ["erase", "hold", "person", "rotate", "void"]


def hold(
    folder: Path,
    seq: int,
    *,
    reason: Annotated[str, Parameter(help="Why, as 'litigation'.")],
    role: Annotated[str, Parameter(help="The role that asks for it.")] = "",
    release: Annotated[bool, Parameter(help="End every hold on the entry.", negative="")] = False,
    passphrase_file: Secret = "",
    person: Who = "",
    shape: Plain = "text",
) -> int:
    """Keep an entry from being erased, or release it."""
    with open_log(folder, passphrase_file, person) as log:
        number = log.release(seq, reason, role) if release else log.hold(seq, reason, role)
    said = f"the holds on entry {seq} are released" if release else f"entry {seq} is held"
    return told(
        shape, {"schema": "sanctuary.record.hold/1", "seq": number, "about": seq, "held": not release}, f"{said}; entry {number} says so."
    )


def erase(
    folder: Path,
    seq: int,
    *,
    retention_item: Annotated[str, Parameter(help="The item of the retention schedule.")] = "",
    ground: Annotated[str, Parameter(help="The legal ground.")] = "",
    consent: Annotated[tuple[str, ...], Parameter(help="A consent that the law asks for, as WHO=PAPER.", negative="")] = (),
    place: Annotated[str, Parameter(help="Whose law says how long records are kept; else the record's own place.")] = "",
    agency: Annotated[str, Parameter(help="Whose record it is, as sheriff; else as the record says.")] = "",
    approver: Approver = (),
    second: Second = "",
    passphrase_file: Secret = "",
    person: Who = "",
    shape: Plain = "text",
) -> int:
    """Destroy what an entry says, for good; its leaf and every proof stay, and an entry says that it was done."""
    refusal = f"entry {seq}: erasing needs a retention item, a legal ground and two different approvers."
    if len(approver) != 2:
        raise RecordError(refusal)
    with open_log(folder, passphrase_file, person, typed=True) as log:
        two, keys = approved(folder, log.keys, approver, second, refusal, own=True)
        log.take_hands(keys)
        others = [one for one in log.same_act(seq) if one != seq]
        today = log.now().date()
        where = place or log.settings.place
        terms = _terms(where, agency_of(agency or log.settings.agency, where, today), today)
        number = log.erase(seq, retention_item, ground, two, today, terms=terms, consents=_consents(consent))
    beside = f"Entries {', '.join(map(str, others))} tell of the same dealing and are not erased: they may repeat what it said."
    return told(
        shape,
        {"schema": "sanctuary.record.erase/1", "seq": number, "about": seq, "not_erased": others},
        f"entry {seq} is erased; entry {number} says so. Backups of keys.sqlite made before still hold its key: destroy them.",
        *([beside] if others else []),
    )


def void(
    folder: Path,
    seq: int,
    *,
    reason: Annotated[str, Parameter(help="Why, without anybody's name.")],
    repeats: Annotated[int | None, Parameter(help="The entry that it repeats; without it the entry was a mistake.")] = None,
    approver: Approver = (),
    second: Second = "",
    passphrase_file: Secret = "",
    person: Who = "",
    shape: Plain = "text",
) -> int:
    """Make an entry count nowhere: it repeats another one, or was a mistake. It stays readable, and every report tells of it."""
    refusal = void_needs(seq)
    with open_log(folder, passphrase_file, person, typed=True) as log:
        two, keys = approved(folder, log.keys, approver, second, refusal, own=log.keys.founding is not None)
        log.take_hands(keys)
        number = log.void(seq, reason, two, "mistake" if repeats is None else "double", repeats)
    return told(
        shape,
        {"schema": "sanctuary.record.void/1", "seq": number, "about": seq, "repeats": repeats},
        f"entry {seq} counts nowhere from now on; entry {number} says so.",
    )


def rotate(
    folder: Path,
    *,
    keys: Annotated[Literal["signing", "wrapping", "both"], Parameter(help="Which keys.")] = "both",
    passphrase_file: Secret = "",
    person: Who = "",
    shape: Plain = "text",
) -> int:
    """Make new keys, signed by the old ones; an entry says so, and the old verification keys stay listed."""
    passphrase = passphrase_from(passphrase_file)
    with Log.open(folder, passphrase, person=person) as log:
        log.rotate(keys, passphrase)
        new = log.keys
    kept = folder / "verification-keys.txt"
    write_file(kept, "".join(f"{one}\n" for one in new.vkeys).encode(), keys=True)
    return told(
        shape,
        {"schema": "sanctuary.record.rotate/1", "keys": new.vkeys, "retired": [one.vkey for one in new.retired]},
        f"New keys are in effect, signed by the old ones. The verification keys, for everybody, are in {kept}:",
        *(short_key(one) for one in new.vkeys),
    )


def person(
    folder: Record,
    what: Literal["list", "add", "remove", "key"] = "list",
    name: str = "",
    *,
    new_passphrase_file: Annotated[str, Parameter(help="The passphrase of the person who is added; else a prompt.")] = "",
    approver: Approver = (),
    second: Second = "",
    passphrase_file: Secret = "",
    who: Who = "",
    shape: Plain = "text",
) -> int:
    """Who may open the record, each with a passphrase and a signing key of their own; an erasure needs two.

    Where there are two, two of them change it. `key` makes a new signing key for whoever opens the record, which the old one signs.
    Accounts of a desk have keys too, and open nothing: with the code of one, `key` gives it another key, and `remove` ends the one it has.

    Parameters
    ----------
    what
        list, add, remove or key.
    name
        Whom: a role or a code of the office, for it stands in signing.json in the clear; or the code of an account (desk-4).
    """
    account = what in ("key", "remove") and bool(name) and name not in people_in(folder / "signing.json")
    if account:
        keys = _account(folder, what, name, passphrase_file, who)
    elif what == "key":
        keys = _new_key(folder, name, passphrase_from(passphrase_file), who)
    else:
        keys = opened(folder, passphrase_file, who, typed=what != "list")
    if what in ("add", "remove") and not account:
        refusal = "where two people may open a record, two of them say who else may, or may no more."
        two: tuple[str, ...] = (keys.person,)
        if len(keys.people) > 1:
            two, keys = approved(folder, keys, approver, second, refusal)
        act: Literal["added", "removed", "passphrase"] = "removed" if what == "remove" else "passphrase" if name in keys.people else "added"
        before, keys = keys, _changed(keys, what, name, new_passphrase_file)
        with Log.open(folder, "", keys=before) as log:
            change_people(log, keys, act, name, two)
    return _told(folder, keys, shape, removed=what == "remove" and not account)


def _told(folder: Path, keys: Keys, shape: Plain, *, removed: bool) -> int:
    """Tells who may open the record, and which accounts act under keys in it."""
    own = {one.person: one.key for one in keys.holders}
    with Log.open(folder, "", keys=keys, reading=True) as log:
        accounts = accounts_of(log)
    return told(
        shape,
        {
            "schema": "sanctuary.record.person/3",
            "people": [{"person": one, "key": own.get(one)} for one in keys.people],
            "accounts": [{"account": one, "key": key, "entry": seq} for one, (key, seq) in accounts.items()],
        },
        *(f"{one} may open this record; " + (f"signing key {own[one]}" if one in own else "no signing key") for one in keys.people),
        *(f"{one} is an account that acts under signing key {key}, which entry {seq} gave" for one, (key, seq) in accounts.items()),
        *(["Rotate the keys too: who had the old file and a passphrase has the old keys."] if removed else []),
    )


def _account(folder: Path, what: str, code: str, passphrase_file: str, who: str) -> Keys:
    """The keys, once an account of a desk has another key, or none any more; refuses what is neither a person nor such an account."""
    with open_log(folder, passphrase_file, who, typed=True) as log:
        if code not in accounts_of(log):
            people = ", ".join(log.keys.people)
            raise RecordError(f"{folder}: '{code}' is nobody who may open this record ({people}), and no account with a key.")
        renew_account(log, code) if what == "key" else end_account(log, code)
        return log.keys


def _new_key(folder: Path, name: str, passphrase: str, who: str) -> Keys:
    """The keys once whoever opens the record has a new signing key, and an entry tells of it."""
    with Log.open(folder, passphrase, person=who) as log:
        keys = log.keys
        if name not in ("", keys.person):
            raise RecordError("a signing key is made by its own person, with their passphrase. Open the record as that person (--as NAME).")
        if keys.founding is not None:
            need_hand(keys)
        changed = keys.with_person(keys.person, passphrase)
        change_people(log, changed, "key", keys.person, (keys.person,))
        return log.keys


def _terms(place: str, agency: str, today: date) -> tuple[RetentionTerm, ...]:
    """How long the law of a place keeps the records of an agency; nothing where no place is known."""
    if not place:
        return ()
    library, name = place_of(Library(), place)
    return terms_of(law_of(library, name, today), agency)


def _consents(words: tuple[str, ...]) -> dict[str, str]:
    """Consents by whom, each with its paper."""
    given = {}
    for word in words:
        who, sign, paper = word.partition("=")
        if not sign or not paper.strip():
            raise RecordError("--consent: write who consented and the paper, as --consent 'city attorney=letter of 2028-12-01'.")
        given[who.strip()] = paper.strip()
    return given


def _changed(keys: Keys, what: str, name: str, file: str) -> Keys:
    if not name.strip() or len(name) > 60 or not name.isprintable():
        raise RecordError("name the person: a role or a code of the office, on one line.")
    if what == "remove":
        return keys.without_person(name)
    return keys.with_person(name, passphrase_from(file, {}, twice=True, whose=name))
