"""`sanctuary token`: made once, listed without its words, retired; bad use is one message."""

import json
from collections.abc import Callable
from pathlib import Path

from conftest import Ran


def test_an_operator_makes_lists_and_retires_a_token(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """The token is printed by `make` alone."""
    folder = str(tmp_path / "tokens")
    made = sanctuary("token", "make", folder, "--agency", "sheriff", "--scope", "ask", "--scope", "record:write", "--rate", "60")
    assert made.code == 0, made.err
    text = made.out.splitlines()[0]
    name = text.split("_")[1]
    listed = sanctuary("token", "list", folder)
    assert listed.out == f"{name}  sheriff: ask and record:write, 60 requests a minute\n"
    assert text not in listed.out + (tmp_path / "tokens" / "tokens.json").read_text(encoding="utf-8")
    assert sanctuary("token", "retire", folder, name).out == f"Token {name} of sheriff is retired.\n"
    assert ", retired on " in sanctuary("token", "list", folder).out
    found = sanctuary("token", "list", folder, "--format", "json").json
    assert found["schema"] == "sanctuary.token.list/1"
    assert set(found["tokens"][0]) == {"id", "agency", "scopes", "rate", "made", "until", "retired"}
    told = json.loads(sanctuary("token", "make", folder, "--agency", "police", "--format", "json").out)
    assert (told["schema"], told["scopes"]) == ("sanctuary.token/1", ["ask"])


def test_bad_use_is_one_message(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """An actor, a scope, a day, a rate and an id that are none; nothing is written."""
    folder = str(tmp_path / "tokens")
    for words, says in (
        (("make", folder, "--agency", "sherif"), "sheriff"),
        (("make", folder, "--agency", "sheriff", "--scope", "all"), "ask"),
        (("make", folder, "--agency", "sheriff", "--until", "soon"), "soon"),
        (("make", folder, "--agency", "sheriff", "--rate", "0"), "rate"),
        (("retire", folder, "0000"), "no token here"),
    ):
        ran = sanctuary("token", *words)
        assert (ran.code, ran.out) == (2, ""), words
        assert says in ran.err, words
    assert not (tmp_path / "tokens").exists()
    assert sanctuary("token", "list", folder).out == f"No token is in {folder}.\n"


def test_a_server_without_a_token_or_with_two_purposes_is_refused(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """Each says what to do."""
    for words, says in (
        (("--systems", str(tmp_path)), "sanctuary token make"),
        (("--systems", str(tmp_path), "--workers", "2"), "one process"),
        (("--systems", str(tmp_path), "--public", str(tmp_path)), "one of the two"),
        (("--record", str(tmp_path)), "goes with --systems"),
    ):
        ran = sanctuary("serve", *words)
        assert ran.code == 2
        assert says in ran.err, ran.err
