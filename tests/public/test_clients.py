"""The sample clients say the same of the same paper: Python alone, and TypeScript with types from the schema."""

import os
import runpy
import shutil
import subprocess
import urllib.request
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

import sanctuary
from examples import ROOT

if not all(map(find_spec, ("ninja", "granian", "whitenoise"))):
    pytest.skip("the extra desk is not installed", allow_module_level=True)

SAMPLES = ROOT / "examples" / "api"
MODULES = ROOT / ".venv" / "typescript" / "node_modules"
"""Where `.ci/run` puts the packages that package-lock.json pins."""

Client = Callable[[str, str, str], int]


@pytest.fixture(scope="module")
def python() -> Client:
    return runpy.run_path(str(SAMPLES / "ask_before.py"))["main"]  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def typescript(address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The client as JavaScript, after its types were made from the schema of the running server and all of it was checked."""
    if not shutil.which("npm", path=_path()) or not MODULES.is_dir():
        pytest.skip("the packages of examples/api are not installed (.ci/run does: npm ci)")
    folder = tmp_path_factory.mktemp("client")
    for name in ("ask_before.ts", "package.json", "tsconfig.json"):
        shutil.copy(SAMPLES / name, folder)
    (folder / "node_modules").symlink_to(MODULES)
    with urllib.request.urlopen(f"{address}/api/v1/openapi.json") as answer:  # noqa: S310 - this machine's own
        (folder / "openapi.json").write_bytes(answer.read())
    for step in ("types", "build"):
        done = subprocess.run(["npm", "run", "--silent", step], cwd=folder, env=_environment(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    assert '"detainer"' in (folder / "schema.ts").read_text(encoding="utf-8")
    return folder


def _path() -> str:
    return f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"


def _environment() -> dict[str, str]:
    return {**os.environ, "PATH": _path()}


def test_the_client_in_python_asks_before_it_acts(address: str, python: Client, capsys: pytest.CaptureFixture[str]) -> None:
    """What it prints is the library's answer; a place that nobody knows is a problem, and exit code 2."""
    assert python(address, "us-or", "detainer") == 0
    told = capsys.readouterr().out
    facts = {"requester": "immigration-authority", "paper": "detainer"}
    report = sanctuary.place("us-or").decide(actor="sheriff", action="hold", resource="subject", facts=facts)
    assert told.startswith(f"{report.outcome} (us-or, ")
    assert all(f"({rule.cites})" in told for rule in report.rules)
    assert python(address, "los-angeles", "detainer") == 1
    assert "Ask next: " in capsys.readouterr().out
    assert python(address, "nowhere at all", "detainer") == 2


@pytest.mark.long
def test_the_client_in_typescript_says_what_the_one_in_python_says(
    address: str, python: Client, typescript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code and words, of places and papers that are settled, that depend, that are silent and that are refused."""
    for place, paper in (
        ("us-or", "detainer"),
        ("us-tx", "detainer"),
        ("los-angeles", "detainer"),
        ("us-nj", "administrative-warrant"),
        ("Portland, OR", "federal-arrest-warrant"),
        ("Boise, ID", "detainer"),
        ("nowhere at all", "detainer"),
        ("us-or", "napkin"),
    ):
        code = python(address, place, paper)
        told = capsys.readouterr().out
        words = ["node", "ask_before.js", address, place, paper]
        done = subprocess.run(words, cwd=typescript, env=_environment(), capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (code, told), (place, paper, done.stderr)


@pytest.mark.long
def test_a_client_that_sends_what_the_schema_does_not_have_does_not_compile(typescript: Path) -> None:
    """A word that the vocabulary lacks is an error of types, before anything is sent."""
    source = (typescript / "ask_before.ts").read_text(encoding="utf-8")
    wrong = typescript / "wrong.ts"
    for right, other in (('action: "hold"', 'action: "grab"'), ("context: { requester", "context: { name: 'x', requester")):
        assert right in source
        wrong.write_text(source.replace(right, other), encoding="utf-8")
        words = [
            "npx",
            "--no-install",
            "tsc",
            "--noEmit",
            "--strict",
            "--target",
            "es2022",
            "--module",
            "nodenext",
            "--types",
            "node",
            "wrong.ts",
        ]
        done = subprocess.run(words, cwd=typescript, env=_environment(), capture_output=True, text=True, check=False)
        assert done.returncode != 0
        assert "wrong.ts" in done.stdout
