"""Behind the counter: who may enter which page, two agencies that see nothing of each other, and a limit on guessing."""

import re
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from threading import Barrier, Thread
from typing import Any

import pytest
from django.test import Client

from desk.conftest import START, Made, acts
from desk.played import NO_PAPER, begun, play
from sanctuary.desk.behind.roles import ANYBODY, OPEN, ROLES, ROUTES, may

PHRASE = "quite another phrase"


@pytest.fixture
def member(made: Made) -> Iterator[Any]:
    """Makes browsers that are signed in as a role, of the first agency or of another one, whose counter is called Annex."""
    from django.contrib.auth.models import User

    from sanctuary.desk.behind.models import Agency, Member, Try
    from sanctuary.desk.models import OpenInterview, Site

    made.clock.at = START
    other = Agency.objects.create(title="Another agency", folder="another-agency")
    made.desk.of(other.folder).prepare()

    def new(role: str, *, elsewhere: bool = False, name: str = "") -> Client:
        user, new = User.objects.get_or_create(username=name or f"{role}{' elsewhere' * elsewhere}")
        if new:
            user.set_password(PHRASE)
            user.save()
        agency = other if elsewhere else Agency.objects.get(folder="")
        Member.everywhere.update_or_create(account=user, defaults={"agency": agency, "role": role})
        client = Client(headers={"Sec-Fetch-Site": "same-origin"})
        client.force_login(user)
        return client

    assert new("supervisor", elsewhere=True).post("/counters", {"title": "Annex", "counter": "library"}).status_code == 302
    yield new
    Site.objects.filter(slug__startswith="annex").delete()
    User.objects.exclude(username=made.name).delete()
    other.delete()
    OpenInterview.objects.all().delete()
    Try.objects.all().delete()


def routes() -> dict[str, str]:
    """The addresses by their names, with something of the other agency where one names something."""
    from sanctuary.desk.urls import urlpatterns

    return {str(route.name): f"/{route.pattern}" for route in urlpatterns}


def test_every_address_says_who_may_enter_it(made: Made) -> None:
    """The list and the addresses have the same names; each role is one that there is."""
    assert made.desk.training
    assert set(routes()) == set(ROUTES)
    assert all(who is ANYBODY or (who and who <= set(ROLES)) for who in ROUTES.values())
    signing_in = {"account_login", "mfa_login_webauthn", "mfa_authenticate", "openid_connect_login", "openid_connect_callback"}
    assert set(OPEN) == {"health", "icon", "first", "away", "language", "published", "published_by"} | signing_in


@pytest.mark.parametrize("role", ROLES)
def test_a_role_enters_its_pages_and_no_others(member: Any, role: str) -> None:
    """Whatever a page would do, opened or sent to; an account without an agency enters none."""
    from sanctuary.desk.behind.models import Member

    filled = {"int:number": "0", "int:pk": "0", "slug:slug": "no-such-counter", "str:word": "x", "str:name": "x"}
    filled |= {"str:act": "void", "path:item": "x"}
    client = member(role)
    for name, path in routes().items():
        if name == "signout" or name in OPEN:
            continue
        address = re.sub(r"<([^>]+)>", lambda found: filled[found[1]], path)
        for told in (client.get(address), client.post(address, {})):
            refused = told.status_code == 403 and "Your role does not open this page" in told.content.decode()
            assert refused != may(role, name), (role, name, told.status_code)
    assert not may("", "home")
    Member.everywhere.filter(account__username=role).delete()
    assert client.get("/").status_code == 403
    assert client.get("/counters").status_code == 403


def test_nothing_of_another_agency_is_seen_or_changed(member: Any, made: Made) -> None:
    """Each address that names something: a counter and what is printed of it, an account; and forms that name one.

    What names an entry or a proposal is tried in test_keeping.py, a job in test_jobs.py, an unfinished entry in test_unfinished.py,
    a receipt in test_published.py. A reading is of the law, what was published everybody's, a duty looked for in one's own record.
    """
    from sanctuary.desk.behind.models import Member
    from sanctuary.desk.models import Site

    mine, theirs = member("supervisor"), member("supervisor", elsewhere=True)
    annex = Site.objects.get(slug="annex")
    number = Member.everywhere.get(account__username="supervisor elsewhere").pk
    others: tuple[str, ...] = ("earlier", "first", "entry", "propose", "decide", "job", "finish", "reading", "receipt", "published_by")
    # A passkey is of one account alone (test_factor.py); a provider is the desk's.
    others += ("proposing", "owed", "mfa_remove_webauthn", "openid_connect_login", "openid_connect_callback")
    named = {name: path for name, path in routes().items() if "<" in path and name not in others}
    assert set(named) == {"edit", "card", "signs", "guide", "account"}
    for name, path in named.items():
        address = path.replace("<slug:slug>", "annex").replace("<int:number>", str(number))
        kept = theirs.get(address) if name != "account" else theirs.post(address, {f"role-{number}": "supervisor"})
        assert kept.status_code in (200, 302), address
        form = {f"role-{number}": "auditor", "act": "end", "wait": "7", "waiting_place": "mine"}
        for told in (mine.get(address), mine.post(address, form)):
            assert told.status_code in (404, 405), address
            assert "Annex" not in told.content.decode()
    annex.refresh_from_db()
    assert annex.card == {}
    assert Member.everywhere.get(pk=number).role == "supervisor"
    assert mine.post("/begin", {"site": "annex"})["Location"] == "/"
    for path in ("/", "/counters", "/accounts"):
        assert "Annex" not in mine.get(path).content.decode()
        assert "counters/library" not in theirs.get(path).content.decode()
        assert "elsewhere" not in mine.get(path).content.decode()
    assert made.desk.training


def test_one_name_of_a_counter_in_two_agencies(member: Any) -> None:
    """Each has its own, and neither hears of the other."""
    mine, theirs = member("supervisor"), member("supervisor", elsewhere=True)
    assert theirs.post("/counters", {"title": "Library", "counter": "library"})["Location"] == "/counters/library-2/edit"
    assert theirs.get("/counters/library/card").status_code == 404
    assert mine.get("/counters/library-2/card").status_code == 404
    assert mine.post("/counters", {"title": "Annex", "counter": "library"})["Location"] == "/counters/annex-2/edit"
    from sanctuary.desk.models import Site

    Site.objects.filter(slug="library-2").delete()


def test_each_agency_has_a_signature_and_a_record_of_its_own(member: Any, made: Made) -> None:
    """A visit of one is no entry of the other; where one's counsel has not signed, the other's desk stands."""
    theirs = begun(member("desk", elsewhere=True), "annex")
    play(theirs, NO_PAPER)
    other = made.desk.of("another-agency")
    sizes = len(acts(made.desk.log())), len(acts(other.log()))
    assert theirs.post("/record", {"act": "record"})["Location"] == "/done"
    assert (len(acts(made.desk.log())), len(acts(other.log()))) == (sizes[0], sizes[1] + 1)
    assert other.folder != made.desk.folder
    note = other.folder / "counsel.note"
    text = note.read_bytes()
    note.unlink()
    try:
        assert "signature does not stand" in theirs.get("/").content.decode()
        assert "signature does not stand" not in member("desk").get("/").content.decode()
    finally:
        note.write_bytes(text)


def test_a_form_cannot_make_a_role_or_an_agency(member: Any, made: Made) -> None:
    """What a link makes stands in the link: fields of a form that say otherwise are nothing."""
    from django.contrib.auth.models import User

    from sanctuary.desk.behind.models import Member

    told = member("supervisor", elsewhere=True).post("/invite", {"role": "auditor", "agency": "1", "agency_id": "1"})
    path = re.findall(r"/first/[\w-]+", told.content.decode())[0]
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    form = {
        "name": "looks on",
        "password": PHRASE,
        "again": PHRASE,
        "role": "supervisor",
        "agency": "1",
        "is_staff": "on",
        "is_superuser": "1",
    }
    assert client.post(path, form).status_code == 302
    user = User.objects.get(username="looks on")
    assert (user.is_staff, user.is_superuser) == (False, False)
    found = Member.everywhere.get(account=user)
    assert (found.role, found.agency.folder) == ("auditor", "another-agency")
    assert client.get("/ask").status_code == 403
    assert member("supervisor").post("/invite", {"role": "owner"}).status_code == 400
    assert made.desk.training


def test_an_account_ends_and_the_last_that_leads_stays(member: Any) -> None:
    """It is signed out at once; whoever leads may be the last."""
    from sanctuary.desk.behind.models import Member

    lead, clerk = member("supervisor", elsewhere=True), member("desk", elsewhere=True)
    number = Member.everywhere.get(account__username="desk elsewhere").pk
    own = Member.everywhere.get(account__username="supervisor elsewhere").pk
    assert clerk.get("/").status_code == 200
    assert lead.post(f"/accounts/{number}", {"act": "end"})["Location"] == "/accounts"
    assert clerk.get("/")["Location"] == "/signin"
    assert clerk.post("/signin", {"name": "desk elsewhere", "password": PHRASE}).status_code == 403
    role = f"role-{own}"
    for form in ({"act": "end"}, {role: "auditor"}, {role: "owner"}, {"act": "other"}):
        assert lead.post(f"/accounts/{own}", form).status_code == 400
    assert lead.post(f"/accounts/{number}", {"act": "resume", f"role-{number}": "supervisor", role: "auditor"}).status_code == 302
    assert lead.post(f"/accounts/{own}", {role: "auditor"}).status_code == 302
    assert lead.get("/accounts").status_code == 403


def test_a_new_password_ends_other_sessions(member: Any) -> None:
    """The one of now is asked for, and guesses at it are counted as at signing in."""
    client, other = member("desk"), member("desk")
    new = {"now": PHRASE, "password": "a third long phrase", "again": "a third long phrase"}
    assert client.post("/password", {**new, "now": "wrong"}).status_code == 403
    assert client.post("/password", {**new, "again": "differs"}).status_code == 400
    assert client.post("/password", new).status_code == 302
    assert client.get("/").status_code == 200
    assert other.get("/")["Location"] == "/signin"
    for _ in range(5):
        assert client.post("/password", {**new, "now": "wrong"}).status_code == 403
    assert client.post("/password", {**new, "now": "a third long phrase"}).status_code == 429


@pytest.mark.parametrize("own", [True, False])
def test_other_sessions_end_without_a_new_password(member: Any, own: bool) -> None:
    """The password of now is asked for and stays; an account without one gets none by it."""
    from django.contrib.auth.models import User

    member("desk")
    user = User.objects.get(username="desk")
    if not own:
        user.set_unusable_password()
        user.save()
    client, other = member("desk"), member("desk")
    for one in (client, other):
        one.force_login(User.objects.get(username="desk"))
    if own:
        assert client.post("/password", {"act": "others", "now": "wrong"}).status_code == 403
        assert other.get("/").status_code == 200
    told = client.post("/password", {"act": "others", "now": PHRASE if own else ""})
    assert (told.status_code, 'role="status"' in told.content.decode()) == (200, True)
    assert client.get("/").status_code == 200
    assert other.get("/")["Location"] == "/signin"
    assert User.objects.get(username="desk").check_password(PHRASE) is own
    if not own:
        new = {"now": "", "password": "a third long phrase", "again": "a third long phrase"}
        assert client.post("/password", new).status_code == 403
        assert "no password" in client.get("/password").content.decode()


def test_guesses_at_an_account_wait(visitor: Any, made: Made) -> None:
    """After five from one place the right one waits too; from elsewhere it does not; a quarter of an hour later neither does."""
    client, form = visitor(signed_in=False), {"name": made.name, "password": made.password}
    for _ in range(5):
        assert client.post("/signin", {**form, "password": "wrong"}).status_code == 403
    told = client.post("/signin", {**form, "name": made.name.upper()})
    assert told.status_code == 429
    assert "14:21" in told.content.decode()
    assert client.get("/")["Location"] == "/signin"
    assert visitor(signed_in=False).post("/signin", form, REMOTE_ADDR="192.0.2.7").status_code == 302
    made.clock.at += timedelta(minutes=15, seconds=1)
    assert client.post("/signin", form).status_code == 302


def test_an_account_that_nobody_has_is_told_the_same(visitor: Any) -> None:
    """So nobody hears which accounts there are."""
    client = visitor(signed_in=False)
    statuses = [client.post("/signin", {"name": "nobody at all", "password": "x"}).status_code for _ in range(6)]
    assert statuses == [403] * 5 + [429]


def test_guesses_from_one_address_and_at_one_account_from_many(visitor: Any, made: Made) -> None:
    """Twenty from an address whatever the account; fifty at an account wherever they come from."""
    from sanctuary.desk.behind.guessing import forget, purge, wait_of
    from sanctuary.desk.behind.models import Try

    client = visitor(signed_in=False)
    assert not any(wait_of(f"account {number}", "192.0.2.1", START) for number in range(20))
    assert client.post("/signin", {"name": made.name, "password": made.password}, REMOTE_ADDR="192.0.2.1").status_code == 429
    assert not any(wait_of(made.name, f"198.51.100.{number}", START) for number in range(50))
    assert wait_of(made.name, "203.0.113.5", START) == "15:06"
    forget(made.name, "198.51.100.3")
    assert not wait_of(made.name, "203.0.113.5", START)
    rows = Try.objects.count()
    purge(START + timedelta(minutes=59))
    assert Try.objects.count() == rows
    purge(START + timedelta(minutes=61))
    assert not Try.objects.exists()


@pytest.mark.long
def test_guesses_at_once_are_counted_too(visitor: Any, made: Made) -> None:
    """Of twelve tries at one moment, five at most are looked at."""
    from django.db import connection

    from sanctuary.desk.behind.guessing import wait_of

    assert visitor(signed_in=False)
    gate, waits = Barrier(12), []

    def tried() -> None:
        gate.wait()
        waits.append(wait_of(made.name, "192.0.2.9", START))
        connection.close()

    threads = [Thread(target=tried) for _ in range(12)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(waits) == 12
    assert 1 <= waits.count("") <= 5


def test_tries_hold_no_name_and_no_address(visitor: Any, made: Made) -> None:
    """Neither in the clear nor as a digest that anybody could make."""
    client = visitor(signed_in=False)
    client.post("/signin", {"name": "a name to look for", "password": "x"}, REMOTE_ADDR="192.0.2.44")
    whole = b"".join(path.read_bytes() for path in made.desk.folder.iterdir() if path.name.startswith("desk.sqlite"))
    plain = (b"a name to look for", b"192.0.2.44")
    for word in (*plain, *(sha256(one).hexdigest().encode() for one in plain)):
        assert word not in whole


def test_behind_a_proxy_its_own_word_counts(made: Made, settings_proxy: Any) -> None:
    """The last address is what the proxy saw; those before it anybody can write; without a declared proxy none counts."""
    from django.test import RequestFactory

    from sanctuary.desk.behind.guessing import address_of

    request = RequestFactory().get("/", headers={"X-Forwarded-For": "203.0.113.1, 192.0.2.8"}, REMOTE_ADDR="127.0.0.1")
    assert made.desk.training
    assert address_of(request) == "127.0.0.1"
    settings_proxy()
    assert address_of(request) == "192.0.2.8"
    assert address_of(RequestFactory().get("/", REMOTE_ADDR="127.0.0.1")) == "127.0.0.1"


@pytest.fixture
def settings_proxy() -> Iterator[Any]:
    """Declares a proxy for the length of a test."""
    from django.test import override_settings

    changed = override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
    entered: list[bool] = []

    def declare() -> None:
        changed.enable()
        entered.append(True)

    yield declare
    if entered:
        changed.disable()


def test_a_cookie_that_somebody_planted_signs_nobody_in(visitor: Any, made: Made) -> None:
    """A made-up cookie is not taken up; one of a session that there is ends when somebody signs in under it; signing out ends both."""
    planted, victim = "a" * 32, visitor(signed_in=False)
    victim.cookies["desk"] = planted
    victim.post("/signin", {"name": made.name, "password": made.password})
    assert victim.cookies["desk"].value != planted
    attacker = visitor(signed_in=False)
    attacker.cookies["desk"] = planted
    assert attacker.get("/")["Location"] == "/signin"
    attacker = visitor(signed_in=False)
    attacker.post("/language", {"language": "es"})
    own = attacker.cookies["desk"].value
    second = visitor(signed_in=False)
    second.cookies["desk"] = own
    second.post("/signin", {"name": made.name, "password": made.password})
    assert attacker.get("/")["Location"] == "/signin"
    after = second.cookies["desk"].value
    second.post("/signout")
    stale = visitor(signed_in=False)
    stale.cookies["desk"] = after
    assert stale.get("/")["Location"] == "/signin"


def test_tables_and_their_changes_agree(made: Made) -> None:
    """No table says what no migration makes."""
    from django.core.management import call_command

    assert made.desk.training
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_an_agency_is_made_on_the_machine(made: Made, visitor: Any) -> None:
    """By its name, once; the link makes whoever leads it, and so does another one."""
    from django.contrib.auth.models import User

    from sanctuary.desk.behind.agencies import FIRST, agency_of
    from sanctuary.desk.behind.inviting import invitation
    from sanctuary.desk.behind.models import Agency, Member
    from sanctuary.errors import RequestError

    agency = agency_of("City of Elsewhere")
    client = visitor(signed_in=False)
    client.post(f"/first/{invitation(made.desk, agency=agency)}", {"name": "lead", "password": PHRASE, "again": PHRASE})
    assert Member.everywhere.get(account__username="lead").role == "supervisor"
    assert agency_of("City of Elsewhere") == agency
    assert agency_of(FIRST) == Agency.objects.get(folder="")
    for wrong in ("", "---", "x" * 121, "two\nlines"):
        with pytest.raises(RequestError, match="--agency"):
            agency_of(wrong)
    User.objects.filter(username="lead").delete()
    agency.delete()
