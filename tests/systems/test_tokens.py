"""Tokens: only digests are kept, days end them, and buckets fill with the time that is told."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctuary.errors import RequestError
from sanctuary.systems.limits import Limits
from sanctuary.systems.tokens import FILE, Register, make, read, retire

DAY, NEXT = date(2026, 3, 1), date(2026, 3, 2)


def test_a_token_is_kept_as_a_digest_for_its_owner_alone(tmp_path: Path) -> None:
    """Neither the token nor its secret stands in the file; nobody else can read it; two tokens differ."""
    texts = [make(tmp_path, "sheriff", ("ask", "record:write"), DAY)[0] for _ in range(2)]
    kept = (tmp_path / FILE).read_text(encoding="utf-8")
    assert len(set(texts)) == 2
    assert not [one for one in texts if one in kept or one.rpartition("_")[2] in kept]
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0
    register = Register(tmp_path)
    assert [register.find(text) for text in texts] == list(read(tmp_path))


def test_a_token_ends_with_its_day_or_when_it_is_retired(tmp_path: Path) -> None:
    """The last day is good, the one after is not; a retired one stays in the list."""
    text, one = make(tmp_path, "sheriff", ("ask",), DAY, until=DAY)
    register = Register(tmp_path)
    assert register.find(text) == one
    assert (one.ended(DAY), one.ended(NEXT)) == ("", f"The last day of this token was {DAY}.")
    other, two = make(tmp_path, "police", ("ask",), DAY)
    assert register.find(other) == two
    assert two.ended(NEXT) == ""
    assert retire(tmp_path, two.id, DAY).retired == DAY
    assert (gone := register.find(other)) is not None
    assert gone.ended(DAY) == f"This token was retired on {DAY}."
    assert retire(tmp_path, two.id, NEXT).retired == DAY
    assert [known.id for known in read(tmp_path)] == [one.id, two.id]


def test_what_cannot_be_is_refused(tmp_path: Path) -> None:
    """No scope, no rate, a past day, an unknown id; nothing is written."""
    for words in ({"scopes": ()}, {"rate": 0}, {"until": date(2026, 2, 1)}):
        with pytest.raises(RequestError):
            make(tmp_path, "sheriff", **{"scopes": ("ask",), "today": DAY, **words})  # type: ignore[arg-type]
    with pytest.raises(RequestError, match="no token here"):
        retire(tmp_path, "00000000", DAY)
    assert not (tmp_path / FILE).exists()


@given(text=st.text(max_size=120))
def test_no_text_but_the_token_is_the_token(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever is sent."""
    folder = tmp_path_factory.mktemp("tokens")
    made, one = make(folder, "sheriff", ("ask",), DAY)
    register = Register(folder)
    for guess in (text, made + text, text + made, made.replace(one.id, "0" * 8), made[:-1]):
        assert (register.find(guess) is not None) == (guess == made)


@given(waits=st.lists(st.floats(0, 30), max_size=60), rate=st.integers(1, 100))
def test_no_minute_grants_more_than_a_full_bucket_and_what_fills_in(waits: list[float], rate: int) -> None:
    """Whatever the pauses; who waits as long as was said is granted the next."""
    now = 0.0
    limits = Limits(lambda: now)
    granted: list[float] = []
    for wait in waits:
        now += wait
        told = limits.take("one", rate)
        granted += [now] if not told else []
        assert len([then for then in granted if then > now - 60]) <= 2 * rate
        if told:
            now += told
            assert limits.take("one", rate) == 0
            granted.append(now)
    assert limits.take("another", rate) == 0


def test_what_is_counted_is_bounded() -> None:
    """A flood of addresses forgets the oldest, and nothing else grows."""
    limits = Limits(lambda: 0.0, most=3)
    for number in range(10):
        limits.take(str(number), 1)
    assert len(limits._left) == 3
