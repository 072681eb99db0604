"""The verifier as an auditor runs it: one file, a folder or an address, an exit code."""

import ast
import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from sanctuary.tlog import verify
from sanctuary.tlog.verify import Missing, Refused, main, many, reader_of, verify_log
from tlog.published import LOG, LOG_PQ, NOON, ORIGIN, WITNESS, checkpoint, hashes_of, publish

FILE = Path(verify.__file__)
SIGNED = ("--key", LOG.vkey, "--key", LOG_PQ.vkey, "--witness", WITNESS.vkey)


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A public folder of 300 entries."""
    place = tmp_path_factory.mktemp("public")
    publish(place, 300, LOG, LOG_PQ, WITNESS)
    return place


def test_the_file_needs_python_and_cryptography_alone() -> None:
    """It imports nothing of this project and nothing else from outside."""
    tops = set()
    for node in ast.walk(ast.parse(FILE.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                tops |= {name.name.split(".")[0] for name in names}
            case ast.ImportFrom(module=module, level=level):
                assert level == 0
                tops.add(str(module).split(".")[0])
    assert tops - set(sys.stdlib_module_names) == {"cryptography"}


def test_it_runs_alone_in_an_isolated_interpreter(public: Path, tmp_path: Path) -> None:
    """A copy of the file elsewhere, in a process where this project cannot be imported, says verified and exits with 0."""
    copy = tmp_path / "verify.py"
    copy.write_bytes(FILE.read_bytes())
    hide = "import runpy, sys; sys.modules['sanctuary'] = None; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    for words in ((str(copy),), ("-c", hide, str(copy))):
        ran = subprocess.run(
            [sys.executable, "-I", *words, str(public), *SIGNED], check=False, capture_output=True, text=True, cwd=tmp_path
        )
        assert (ran.returncode, ran.stderr) == (0, "")
        assert ran.stdout.startswith(f"verified: {ORIGIN}, 300 entries, root ")
        assert ", 2 keys, 1 witness, signed 2023-11-" in ran.stdout


def test_json_says_what_was_verified(public: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One versioned shape for both answers."""
    assert main([str(public), *SIGNED, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found.pop("root")
    assert found == {
        "schema": "sanctuary.record.verify/2",
        "verified": True,
        "origin": ORIGIN,
        "size": 300,
        "keys": [f"{key.name}+{key.id.hex()}" for key in (LOG.key, LOG_PQ.key)],
        "time": NOON,
        "witnesses": [{"name": WITNESS.key.name, "time": NOON}],
    }
    assert main([str(public / "tile"), "--key", LOG.vkey, "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "schema": "sanctuary.record.verify/2",
        "verified": False,
        "refused": "checkpoint: missing",
    }


def test_a_refusal_is_one_line_and_exit_code_1(public: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What and where, no traceback."""
    kept = tmp_path / "kept"
    kept.write_bytes(checkpoint(hashes_of(301), 301, LOG))
    assert main([str(public), "--key", LOG.vkey, "--since", str(kept)]) == 1
    shown = capsys.readouterr()
    assert shown.out.startswith("refused: earlier checkpoint: ")
    assert (shown.out.count("\n"), shown.err) == (1, "")
    kept.write_bytes(checkpoint(hashes_of(299), 299, LOG))
    assert main([str(public), "--key", LOG.vkey, "--since", str(kept)]) == 0


@pytest.mark.parametrize(
    ("words", "match"),
    [
        (["{public}"], "--key"),
        (["{public}", "--key", "nothing"], "key nothing: no key"),
        (["{public}", "--key", LOG_PQ.vkey], "one Ed25519 key of the log"),
        (["{public}", "--key", LOG.vkey, "--quorum", "1"], "1 of 0 witnesses cannot be met"),
        (["{public}", "--key", LOG.vkey, "--witness", LOG.vkey], "a witness has a cosignature key"),
        (["{public}/nowhere", "--key", LOG.vkey], "neither a folder nor"),
        (["{public}", "--key", LOG.vkey, "--since", "{public}/nowhere"], "nowhere: missing"),
        (["{public}", "--key", LOG.vkey, "--since", "/dev/null"], "not a file"),
        (["{public}", "--key", LOG.vkey, "--format", "xml"], "invalid choice"),
        ([], "required"),
    ],
)
def test_bad_use_is_exit_code_2(words: list[str], match: str, public: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was asked makes no sense, whatever the folder holds."""
    with pytest.raises(SystemExit) as caught:
        main([word.format(public=public) for word in words])
    assert caught.value.code == 2
    shown = capsys.readouterr()
    assert (match in shown.err, shown.out) == (True, "")


class Serving(BaseHTTPRequestHandler):
    """Serves the public folder below /log, compressed below /gzip, and mistakes below other names."""

    def __init__(self, folder: Path, *words: object) -> None:
        self.folder = folder
        super().__init__(*words)  # type: ignore[arg-type]  # what socketserver gives a request is passed on as it is

    def do_GET(self) -> None:
        _, kind, path = self.path.split("/", 2)
        file = self.folder / path
        status = {"forbidden": 403, "broken": 500}.get(kind, 200 if file.is_file() else 404)
        data = file.read_bytes() if status == 200 else b""
        if kind == "gzip":
            data = gzip.compress(data)
        if kind == "bomb":
            data = gzip.compress(bytes(50_000_000))
        self.send_response(status)
        if kind in ("gzip", "bomb", "false"):
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[:-10] if kind == "short" else data)

    def log_message(self, *_words: object) -> None:
        """Nothing is printed."""


@pytest.fixture(scope="session")
def served(public: Path) -> Iterator[str]:
    """The address of a server of the public folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Serving, public)) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("kind", ["log", "log/", "gzip"])
def test_a_record_is_verified_over_http(kind: str, served: str) -> None:
    """By an address with or without a slash, compressed or not."""
    assert verify_log(reader_of(f"{served}/{kind}"), [LOG.key]).checkpoint.size == 300


@pytest.mark.parametrize(
    ("kind", "match"),
    [
        ("forbidden", r"not served \(HTTP 403\)"),
        ("broken", r"not served \(HTTP 500\)"),
        ("false", "cannot be fetched"),
        ("short", "unfinished"),
        ("bomb", "more than the 1,000,000 bytes"),
    ],
)
def test_what_a_server_does_wrong_is_refused(kind: str, match: str, served: str) -> None:
    """Errors, false compression, unfinished and endless answers."""
    with pytest.raises(Refused, match=match):
        verify_log(reader_of(f"{served}/{kind}"), [LOG.key])


def test_what_is_missing_on_a_server_or_in_a_folder_is_missing(served: str, public: Path) -> None:
    """The same word for both; a server that is not there is refused."""
    for where in (f"{served}/log", str(public)):
        with pytest.raises(Missing, match="tile/9/000: "):
            reader_of(where)("tile/9/000", 10)
        with pytest.raises(Refused, match="tile/0/000: more than the 10 bytes expected"):
            reader_of(where)("tile/0/000", 10)
    with pytest.raises(Refused, match="tile: not a file"):
        reader_of(str(public))("tile", 10)
    with pytest.raises(Refused, match="checkpoint: cannot be fetched"):
        reader_of("http://127.0.0.1:1")("checkpoint", 10)


def test_counts_are_said_as_people_say_them() -> None:
    """One key is no keys."""
    assert [many(1, "key"), many(2, "witness"), many(1000, "entry")] == ["1 key", "2 witnesses", "1,000 entries"]
