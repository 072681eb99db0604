"""The keys of a record: two signing keys (Ed25519 and ML-DSA-44) and the key that wraps data keys, encrypted at rest.

The file holds public keys in the clear and the rest under AES-256-GCM, with a key that scrypt (RFC 7914; N = 2**17, r = 8, p = 1) derives
from a passphrase. The passphrase comes from a file, the environment or a prompt, never from an argument, which other users of a machine
see.

Rules it keeps:
- Private keys are made here, never leave but inside a signer, and no repr, message or error shows one. The file is its owner's alone
  (0600).
- Rotation makes new keys and keeps the old verification keys, with the size of the log up to which they signed: what they signed stays
  valid.
- A new file takes the place of the old one whole, or not at all.
"""

import base64
import hmac
import json
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from dataclasses import replace as changed
from getpass import getpass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from sanctuary.documents import Frozen, as_json, parse_json, read_text, shape
from sanctuary.errors import RecordError, SanctuaryError
from sanctuary.tlog.note import Signer

__all__ = ["PASSPHRASE", "Keys", "Retired", "made_together", "passphrase_from", "public_keys", "replace_file", "retired_keys"]

PASSPHRASE = "SANCTUARY_RECORD_PASSPHRASE"  # noqa: S105 - the name of an environment variable
"""The environment variable that may hold the passphrase."""

_SHORTEST = 12
_COST, _BLOCK, _LANES = 2**17, 8, 1
_SCHEMA = "sanctuary.record.keys/1"


class Retired(Frozen, frozen=True):
    """A verification key that signs no more, and the size of the log up to which it signed."""

    vkey: str
    until_size: int


class _File(Frozen, frozen=True):
    schema: str
    name: str
    current: tuple[str, ...]
    retired: tuple[Retired, ...]
    cost: int
    salt: str
    sealed: str


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of the log called `name` (its origin). A repr shows the name only."""

    name: str
    retired: tuple[Retired, ...] = ()
    _ed25519: bytes = field(repr=False, default=b"")
    _mldsa44: bytes = field(repr=False, default=b"")
    _wrapping: bytes = field(repr=False, default=b"")
    _coming: bytes = field(repr=False, default=b"")

    @classmethod
    def make(cls, name: str) -> "Keys":
        """New keys, from the system's random numbers."""
        return cls(name, (), *(secrets.token_bytes(32) for _ in range(3)))

    @classmethod
    def read(cls, path: Path, passphrase: str) -> "Keys":
        """The keys of a file; a wrong passphrase and a changed file are refused alike."""
        file = _read(path)
        try:
            raw = base64.b64decode(file.sealed, validate=True)
            clear = AESGCM(_derive(passphrase, base64.b64decode(file.salt), file.cost)).decrypt(raw[:12], raw[12:], _bound(file))
        except (InvalidTag, ValueError):
            raise RecordError(f"{path}: the passphrase does not open the keys, or the file was changed. Nothing was done.") from None
        seeds = {name: bytes.fromhex(seed) for name, seed in json.loads(clear).items()}
        return cls(file.name, file.retired, seeds["ed25519"], seeds["mldsa44"], seeds["wrapping"], seeds["coming"])

    def write(self, path: Path, passphrase: str) -> None:
        """Keeps the keys in a file, encrypted, for its owner alone."""
        if len(passphrase) < _SHORTEST:
            raise RecordError(f"the passphrase is short: at least {_SHORTEST} characters. Several random words do well.")
        salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
        seeds = {"ed25519": self._ed25519, "mldsa44": self._mldsa44, "wrapping": self._wrapping, "coming": self._coming}
        clear = json.dumps({name: seed.hex() for name, seed in seeds.items()}).encode()
        file = _File(
            schema=_SCHEMA,
            name=self.name,
            current=self.vkeys,
            retired=self.retired,
            cost=_COST,
            salt=base64.b64encode(salt).decode(),
            sealed="",
        )
        sealed = nonce + AESGCM(_derive(passphrase, salt, _COST)).encrypt(nonce, clear, _bound(file))
        replace_file(path, as_json({**_table(file), "sealed": base64.b64encode(sealed).decode()}))

    @property
    def signers(self) -> tuple[Signer, ...]:
        """What signs checkpoints: a note signature by Ed25519, a cosignature by ML-DSA-44."""
        return (Signer.ed25519(self.name, self._ed25519), Signer.mldsa44(self.name, self._mldsa44))

    @property
    def vkeys(self) -> tuple[str, ...]:
        """The verification keys, as outsiders need them."""
        return tuple(signer.vkey for signer in self.signers)

    @property
    def wrapping_key(self) -> bytes:
        """The key under which data keys are wrapped."""
        return self._wrapping

    @property
    def wrapping_id(self) -> str:
        """A name for the wrapping key that tells nothing of it."""
        return hmac.digest(self._wrapping, b"sanctuary.record wrapping key", "sha256").hex()[:16]

    @property
    def coming_wrapping_key(self) -> bytes:
        """The wrapping key that a rotation has made and not yet put into effect; nothing where none is under way."""
        return self._coming

    def rotated(self, size: int) -> "Keys":
        """New signing keys; the old verification keys are retired at this size of the log."""
        retired = (*self.retired, *(Retired(vkey=vkey, until_size=size) for vkey in self.vkeys))
        return changed(self, retired=retired, _ed25519=secrets.token_bytes(32), _mldsa44=secrets.token_bytes(32))

    def with_coming(self) -> "Keys":
        """A new wrapping key beside the one in effect: kept first, so that no crash can lose it once data keys need it."""
        return self if self._coming else changed(self, _coming=secrets.token_bytes(32))

    def with_coming_in_effect(self) -> "Keys":
        """The coming wrapping key alone."""
        return changed(self, _wrapping=self._coming, _coming=b"") if self._coming else self

    def __reduce__(self) -> tuple[object, ...]:
        raise RecordError("keys: private keys are not pickled. Read them anew where they are needed.")


def public_keys(keys: Keys) -> str:
    """keys.json of the public folder: the verification keys in force and those that signed earlier."""
    return as_json({"schema": "sanctuary.record.public-keys/1", "origin": keys.name, "current": keys.vkeys, "retired": keys.retired})


def retired_keys(path: Path) -> set[str]:
    """The retired verification keys that a file of keys names in the clear; no passphrase is needed, and nothing vouches for them."""
    return {one.vkey for one in _read(path).retired}


def passphrase_from(file: str = "", environment: Mapping[str, str] = os.environ, *, twice: bool = False) -> str:
    """The passphrase: the first line of a file, else the environment variable, else what is typed where there is a terminal."""
    if file:
        lines = read_text(Path(file), RecordError).splitlines()
        return lines[0] if lines else ""
    if PASSPHRASE in environment:
        return environment[PASSPHRASE]
    try:
        with Path("/dev/tty").open(encoding="utf-8"):
            pass
    except OSError:
        raise RecordError(f"no passphrase. Name a file with --passphrase-file, or set {PASSPHRASE}.") from None
    typed = getpass("passphrase of the record: ")
    if twice and not hmac.compare_digest(typed.encode(), getpass("once more: ").encode()):
        raise RecordError("the two passphrases differ. Nothing was done.")
    return typed


def _read(path: Path) -> _File:
    try:
        file = shape(parse_json(read_text(path, RecordError), str(path)), _File, str(path), RecordError)
        base64.b64decode(file.salt, validate=True)
    except (SanctuaryError, ValueError):
        raise RecordError(f"{path}: not a file of keys of this program, or it cannot be read. Restore it from its backup.") from None
    if file.schema != _SCHEMA or file.cost != _COST:
        raise RecordError(f"{path}: another version of the file of keys; expected {_SCHEMA} with a cost of {_COST}.")
    return file


def _table(file: _File) -> dict[str, object]:
    return {name: getattr(file, name) for name in file.__struct_fields__}


def _bound(file: _File) -> bytes:
    """What the encryption holds fast beside the keys: everything in the file that is in the clear."""
    return as_json({**_table(file), "sealed": ""}).encode()


def _derive(passphrase: str, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=cost, r=_BLOCK, p=_LANES).derive(passphrase.encode())


@contextmanager
def made_together(folder: Path, names: Sequence[str]) -> Iterator[None]:
    """Claims the first of some new files in a folder, which is made where it is missing; on failure everything that was made goes again.

    Refuses where one of the files is there already: what is in use is never written over, and what was there before stays.
    """
    for name in names:
        if (folder / name).exists():
            raise RecordError(f"{folder}: a record, or a part of one ({name}), is here already. Choose another folder.")
    files = [file for name in names for tail in ("", "-wal", "-shm") if not (file := folder / f"{name}{tail}").exists()]
    folders = [one for one in (folder, *folder.parents) if not one.exists()]
    claimed = False
    try:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(folder / names[0], os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            claimed = True
        except OSError as problem:
            raise RecordError(f"{folder}: cannot be made ({problem.strerror}). Check space and permissions.") from None
        yield
    except BaseException:
        for file in files if claimed else ():
            with suppress(OSError):
                file.unlink(missing_ok=True)
        for one in folders:
            with suppress(OSError):
                one.rmdir()
        raise


def replace_file(path: Path, text: str, mode: int = 0o600) -> None:
    """Puts a file in the place of the old one, whole and durable, or not at all."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode), "w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    except OSError as problem:
        beside.unlink(missing_ok=True)
        raise RecordError(f"{path}: cannot be written ({problem.strerror}). What was there stays.") from None
