"""The library: its page, its names, and the same answers as the commands."""

import doctest
import subprocess
import sys
from collections.abc import Callable

import pytest

import sanctuary
from conftest import Ran
from examples import ROOT
from sanctuary.documents import as_json


def test_every_example_of_the_page_is_true() -> None:
    """docs/api.md is run as it stands."""
    found = doctest.testfile(str(ROOT / "docs" / "api.md"), module_relative=False)
    assert found.attempted > 10
    assert found.failed == 0


def test_every_name_is_there_and_importing_loads_nothing() -> None:
    """`__all__` is what can be used; the engine is loaded when a name of it is asked for."""
    assert all(hasattr(sanctuary, name) for name in sanctuary.__all__)
    assert set(sanctuary.__all__) <= set(dir(sanctuary))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = sanctuary.nothing
    code = "import sys, sanctuary; print(sorted(m for m in sys.modules if m.split('.')[0] in ('cedarpy', 'pysat', 'msgspec', 'polars')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


SITUATION = {
    "actor": "sheriff",
    "action": "transfer",
    "resource": "subject",
    "facts": {"requester": "immigration-authority", "paper": "detainer"},
}


def test_a_call_and_a_command_give_the_same_bytes(sanctuary: Callable[..., Ran]) -> None:
    """One decision, one assessment, one comparison."""
    import sanctuary as library  # noqa: PLC0415 - the fixture has the command's name

    law, then = library.place("us-or", on="2026-04-06"), library.place("us-or", on="2021-06-01")
    words = ("us-or", "--on", "2026-04-06", "--format", "json")
    decide = ("--actor", "sheriff", "--action", "transfer", "--resource", "subject", "--fact", "requester=immigration-authority")
    assert sanctuary("decide", *words, *decide, "--fact", "paper=detainer").out == as_json(law.decide(**SITUATION)) + "\n"  # type: ignore[arg-type]
    assert sanctuary("assess", *words, "--standard", "technical").out == as_json(law.assess("standard-technical")) + "\n"
    assert (
        sanctuary("compare", "us-or", "--on", "2026-04-06", "--other-on", "2021-06-01", "--format", "json").out
        == as_json(library.compare(law, then)) + "\n"
    )


@pytest.mark.parametrize("written", ["20181001", "2018-W40-1", "2018-10-32", "soon", "\u0662018-10-01"])
def test_a_day_has_one_form(written: str) -> None:
    """In the library as on the command line."""
    with pytest.raises(sanctuary.RequestError, match="Write year, month and day as 2018-10-01"):
        sanctuary.place("us", on=written)


def test_another_digest_and_a_word_that_is_unknown_are_refused() -> None:
    """With the words of the command."""
    digest = sanctuary.place("us", on="2026-11-22").digest
    assert sanctuary.place("us", on="2026-11-22", packs=digest).digest == digest
    with pytest.raises(sanctuary.RequestError, match="the packs have changed"):
        sanctuary.place("us", on="2026-11-22", packs="0" * 64)
    with pytest.raises(sanctuary.RequestError, match="no day"):
        sanctuary.place("us", on="tomorrow")
    with pytest.raises(sanctuary.RequestError, match="did you mean 'sheriff'"):
        sanctuary.place("us", on="2026-11-22").decide(actor="sherif", action="hold", resource="subject")
