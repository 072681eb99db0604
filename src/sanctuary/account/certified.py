"""Certifications of papers, kept by the agency in a file of its own: which words, in which language, by whom, when.

The pack stays as it came. A certification names the digest of the words that somebody certified: where the words change, it lapses, and the
paper is a draft again until they are certified anew. A translation of the agency's own stands in the same file.

```toml
[[certified]]
kind = "interview-consent"
language = "es"
by = "Certified by a court interpreter, number 300000, 2027-01-15"
words = "5d0c..."             # 'sanctuary notice KIND --language es --format json' prints it as `words`

[certified.text]              # optional: the agency's own words, with everything that the pack's have (docs/commands/notice.md)
```
"""

from collections.abc import Mapping
from dataclasses import replace as changed
from hashlib import sha256
from pathlib import Path

from sanctuary.account.notice import Notice, Wording, need_same_plan
from sanctuary.documents import Frozen, as_json, parse_toml, read_text, replace, shape
from sanctuary.errors import PackError, nearest

__all__ = ["Certification", "with_certified", "words_of"]


class Certification(Frozen, frozen=True):
    """Who certified which words of a paper in a language; `words` is their digest, `text` the agency's own in place of the pack's."""

    kind: str
    language: str
    by: str
    words: str
    text: Wording | None = None


class _File(Frozen, frozen=True):
    certified: tuple[Certification, ...]


def words_of(wording: Wording) -> str:
    """The SHA-256 of everything in a language that a reader of the paper sees, but for who certified it and the sentence of a draft."""
    return sha256(as_json(replace(wording, certified="", draft="")).encode()).hexdigest()


def with_certified(notices: Mapping[str, Notice], path: Path) -> dict[str, Notice]:
    """The papers of a place with the certifications of a file; refuses one of other words than the paper has, or of no paper of the place.

    A certification of words that changed since is refused and not passed over: somebody relies on it.
    """
    found = dict(notices)
    for one in shape(parse_toml(read_text(path), str(path)), _File, str(path)).certified:
        if one.kind not in found:
            raise PackError(f"{path}: the place has no paper '{one.kind}'; {nearest(one.kind, found)}")
        notice = found[one.kind]
        wording = one.text or notice.file.text.get(one.language)
        if wording is None:
            raise PackError(f"{path}: '{one.kind}' is not written in '{one.language}'. Put the certified words into [certified.text].")
        if not one.by.strip():
            raise PackError(f"{path}: '{one.kind}' in '{one.language}' does not say who certified it. Write it in by, with the day.")
        if one.words != (now := words_of(wording)):
            raise PackError(
                f"{path}: the words of '{one.kind}' in '{one.language}' are not those that were certified; they have the digest {now}. "
                "Have these words certified, or put those that were into [certified.text]."
            )
        texts = {**notice.file.text, one.language: replace(wording, certified=one.by)}
        file = replace(notice.file, text=texts)
        need_same_plan(path, file)
        found[one.kind] = changed(notice, file=file)
    return found
