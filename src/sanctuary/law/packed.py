"""A pack as it is kept: everything that reading its pack.toml, its prose and its rules comes to, so that the next start reads none of them.

What is kept under the digest of a pack's files is made anew where any of them, the vocabulary, or what reads them has changed.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from sanctuary.documents import Frozen, packed_reader, read_text
from sanctuary.law.condition import actions_of
from sanctuary.law.kept import Kept, KeptPolicy, keep, kept, kept_body, kept_policy, name_of
from sanctuary.law.policy import Policy
from sanctuary.law.prose import Prose
from sanctuary.law.rules import Rule, RuleSaid
from sanctuary.law.vocabulary import Vocabulary, read_vocabulary
from sanctuary.model import PackFile

__all__ = [
    "KeptPack",
    "digest_of_files",
    "files_of",
    "keep_pack",
    "kept_pack",
    "load_vocabulary",
    "own_policies",
    "policies_of",
    "rules_in",
]


class KeptRule(Frozen, frozen=True):
    """A rule: what it says of itself, with its policy as it is kept; `section` is the stem of its file."""

    section: str
    kept: KeptPolicy
    said: RuleSaid


class KeptPack(Frozen, frozen=True):
    """A pack: its file, its prose by the stems of the files, its rules in order."""

    file: PackFile
    prose: Mapping[str, Prose]
    rules: tuple[KeptRule, ...]


_FIELDS = tuple(field.name for field in fields(RuleSaid))

_read: Callable[[bytes], KeptPack | None] = packed_reader(KeptPack)


def kept_pack(vocabulary: Vocabulary, digest: str) -> KeptPack | None:
    """What is kept of a pack whose files have a digest; nothing where nothing whole is."""
    body = kept_body(name_of(vocabulary.text, digest))
    return None if body is None else _read(body)


def keep_pack(vocabulary: Vocabulary, digest: str, file: PackFile, prose: Mapping[str, Prose], rules: Iterable[Rule]) -> None:
    """Keeps a pack that was read and validated."""
    made = tuple(_kept(rule, vocabulary) for rule in rules)
    keep(name_of(vocabulary.text, digest), KeptPack(file=file, prose=prose, rules=made))


def _kept(rule: Rule, vocabulary: Vocabulary) -> KeptRule:
    return KeptRule(
        section=rule.section, kept=_kept_policy(rule.policy, vocabulary), said=RuleSaid(**{name: getattr(rule, name) for name in _FIELDS})
    )


def rules_in(pack: KeptPack, folder: Path, vocabulary: Vocabulary) -> tuple[Rule, ...]:
    """The rules of a pack that was kept; trees are made when they are asked for."""
    return tuple(
        Rule(
            policy=_policy(one.kept, str(folder / "rules" / f"{one.section}.cedar"), "", vocabulary),
            **{name: getattr(one.said, name) for name in _FIELDS},
        )
        for one in pack.rules
    )


def load_vocabulary(text: str, where: str, *, own: bool = False) -> Vocabulary:
    """The vocabulary of a schema text; refuses what Cedar refuses. That it accepted one of the program's own is kept, too."""
    name = name_of(text, "") if own else ""
    if own and kept(name) is not None:
        return read_vocabulary(text, where)
    from sanctuary.law.cedar import check_schema  # noqa: PLC0415 - only who reads a text anew needs Cedar

    check_schema(text, where)
    if own:
        keep(name, Kept(policies=()))
    return read_vocabulary(text, where)


def own_policies(text: str, where: str, vocabulary: Vocabulary) -> tuple[Policy, ...]:
    """The policies of a text of the program's own, which is read and validated once and then kept."""
    name = name_of(vocabulary.text, text)
    known = kept(name)
    if known is not None:
        return tuple(_policy(one, where, text, vocabulary) for one in known)
    found = policies_of(text, where, vocabulary)
    keep(name, Kept(policies=tuple(_kept_policy(one, vocabulary) for one in found)))
    return found


def _kept_policy(policy: Policy, vocabulary: Vocabulary) -> KeptPolicy:
    from sanctuary.law.walk import walked  # noqa: PLC0415 - only who reads a text anew needs Cedar

    return kept_policy(policy, {name: walked(policy, vocabulary.actions[name]) for name in actions_of(policy, vocabulary)})


def policies_of(text: str, where: str, vocabulary: Vocabulary) -> tuple[Policy, ...]:
    """The policies of a text, read and validated now (`cedar.parse_policies`)."""
    from sanctuary.law.cedar import parse_policies  # noqa: PLC0415 - only who reads a text anew needs Cedar

    return parse_policies(text, where, vocabulary)


def _policy(one: KeptPolicy, where: str, text: str, vocabulary: Vocabulary) -> Policy:
    """A kept policy; where its tree is none, the tree is read from the text (of the file, where none is given)."""

    def tree() -> Any:
        grown = one.grown()
        said = text or read_text(Path(where))
        return grown or next(policy.tree for policy in policies_of(said, where, vocabulary) if policy.line == one.line)

    return Policy(one.said, tree, f"{where}:{one.line}", walked=one.walked)


def digest_of_files(folder: Path, text: str = "") -> str:
    """SHA-256 over every file of a folder that decides, in the order of their names; before them the text of one that is not there."""
    total = hashlib.sha256(f"pack.toml\0{text}\0".encode() if text else b"")
    for path in sorted(one for pattern in ("*.toml", "law/*.md", "rules/*.cedar") for one in files_of(folder, pattern)):
        total.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        total.update(path.read_bytes() + b"\0")
    return total.hexdigest()


def files_of(folder: Path, pattern: str) -> list[Path]:
    """The files of a pattern in order; a name that begins with a dot is of an editor or a file system, and no part of a pack."""
    return sorted(path for path in folder.glob(pattern) if not path.name.startswith("."))
