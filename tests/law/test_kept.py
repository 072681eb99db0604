"""What is kept in the user's cache folder changes no answer, holds the program's own law alone, and may be damaged or missing."""

import hashlib
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.law import kept, packs
from sanctuary.law.cedar import parse_policies
from sanctuary.law.condition import seen_in
from sanctuary.law.packed import own_policies
from sanctuary.law.packs import OWN, Library

WORDS = ("decide", "us-or", "--on=2026-05-01", "--actor=sheriff", "--action=hold", "--resource=subject", "--format=json")


@pytest.fixture(autouse=True)
def read_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each library reads packs as a process that begins."""

    class Never(dict[object, object]):
        def __contains__(self, _: object) -> bool:
            return False

    monkeypatch.setattr(packs, "_OWN_PACKS", Never())


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SANCTUARY_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_the_same_bytes_with_and_without_what_is_kept(cache: Path, sanctuary: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """A first run that keeps, a second that reads, and one with the switch off."""
    first = sanctuary(*WORDS)
    assert list(cache.iterdir())
    second = sanctuary(*WORDS)
    monkeypatch.setenv("SANCTUARY_CACHE", "off")
    assert first == second == sanctuary(*WORDS)
    assert first.code == 0


def test_every_policy_comes_back_as_it_was_read(cache: Path) -> None:
    """Trees, places and annotations of a text of the program's own."""
    library = Library()
    for path in [OWN / "possible.cedar", *sorted(OWN.glob("us-or/rules/*.cedar"))]:
        text = path.read_text(encoding="utf-8")
        plain = parse_policies(text, str(path), library.vocabulary)
        assert own_policies(text, str(path), library.vocabulary) == plain
        assert own_policies(text, str(path), library.vocabulary) == plain
        assert (cache / kept.name_of(library.vocabulary.text, text)).is_file()


def test_what_is_damaged_forged_or_of_others_is_read_anew(cache: Path) -> None:
    """Cut short, changed, of another form, of a tree that is none, or writable by others: as if nothing were there."""
    library = Library()
    path = OWN / "possible.cedar"
    text = path.read_text(encoding="utf-8")
    plain = own_policies(text, str(path), library.vocabulary)
    name = kept.name_of(library.vocabulary.text, text)
    whole = (cache / name).read_bytes()
    head, _, body = whole.partition(b"\n")

    def signed(made: bytes) -> bytes:
        return f"{kept.FORM} {hashlib.sha256(made).hexdigest()}\n".encode() + made

    shift = body.replace(b"forbid", b"permit", 1)
    wrong = [b"", whole[:-1], head + b"\n" + shift, b"sanctuary.kept/0" + whole[16:], signed(b""), signed(b"\x93abc")]
    trees = [signed(body.replace(b"Template", b"Tomplate")), signed(body.replace(b"BinaryOp", b"__import"))]
    for raw in (*wrong, *trees):
        (cache / name).write_bytes(raw)
        assert (kept.kept(name) is None) == (raw in wrong)
        assert own_policies(text, str(path), library.vocabulary) == plain
    assert kept.kept(name) is not None
    (cache / name).chmod(0o666)
    assert kept.kept(name) is None


def everything(library: Library, names: Sequence[str]) -> dict[str, tuple[object, ...]]:
    """What packs hold, their trees and what is read of them."""
    found: dict[str, tuple[object, ...]] = {}
    for name in names:
        pack = library.get(name)
        tables = (pack.facts, pack.duties, pack.retention, pack.proceedings, pack.enjoined, pack.settled, pack.consequences, pack.claims)
        standard = (pack.criteria, pack.groups, pack.closed_lists, pack.beside) if pack.file.kind == "standard" else ()
        seen = [seen_in([rule.policy], library.vocabulary.actions[action]) for rule in pack.rules for action in rule.actions]
        trees = [rule.policy.tree for rule in pack.rules]
        found[name] = (pack.file, pack.prose, pack.rules, tables, standard, tuple(pack.scenarios()), pack.digest, seen, trees)
    return found


@pytest.mark.parametrize(
    "names", [("us-or", "us-ca-los-angeles-unified", "standard-minimum"), pytest.param(Library().ids, marks=pytest.mark.long, id="all")]
)
def test_a_pack_comes_back_as_it_was_read(cache: Path, monkeypatch: pytest.MonkeyPatch, names: Sequence[str]) -> None:
    """A first reading that keeps, a second of what is kept, one without: files, prose, rules with trees, tables, scenarios, digests."""
    first = everything(Library(), names)
    assert list(cache.iterdir())
    second = everything(Library(), names)
    monkeypatch.setenv("SANCTUARY_CACHE", "off")
    assert first == second == everything(Library(), names)


def test_a_tree_that_is_none_is_read_from_its_file(cache: Path) -> None:
    """A kept pack whose digest is right and whose trees are not: as if they were not there."""
    plain = Library().get("us-or")
    for path in cache.iterdir():
        body = path.read_bytes().partition(b"\n")[2].replace(b"Template", b"Tomplate")
        path.write_bytes(f"{kept.FORM} {hashlib.sha256(body).hexdigest()}\n".encode() + body)
    again = Library().get("us-or")
    assert again.rules == plain.rules
    assert [rule.policy.tree for rule in again.rules] == [rule.policy.tree for rule in plain.rules]


def test_another_text_or_vocabulary_has_another_name() -> None:
    """Words that run together are told apart."""
    assert len({kept.name_of(a, b) for a, b in (("a", "b"), ("ab", ""), ("", "ab"), ("b", "a"))}) == 4


def test_a_pack_that_somebody_names_by_its_path_is_not_kept(cache: Path, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """Nor does a kept file hold a path, a name of the machine's user, or a right for others."""
    sanctuary(*WORDS)
    before = sorted(cache.iterdir())
    draft = tmp_path / "draft"
    for source in (OWN / "us-or").rglob("*"):
        if source.is_file():
            target = draft / source.relative_to(OWN / "us-or")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(source.read_text(encoding="utf-8").replace("us-or", "draft"), encoding="utf-8")
    rule = next((draft / "rules").glob("*.cedar"))
    rule.write_text(rule.read_text(encoding="utf-8") + "// a draft that is nobody else's\n", encoding="utf-8")
    assert sanctuary(WORDS[0], str(draft), *WORDS[2:]).code == 0
    assert sorted(cache.iterdir()) == before
    for path in before:
        raw = path.read_bytes()
        assert str(Path.home()).encode() not in raw
        assert str(OWN).encode() not in raw
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_does_no_harm(
    tmp_path: Path, sanctuary: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file stands where the folder would be; the home cannot be found."""
    monkeypatch.setenv("SANCTUARY_CACHE", "off")
    plain = sanctuary(*WORDS)
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("SANCTUARY_CACHE", str(tmp_path / "file" / "cache"))
    assert sanctuary(*WORDS) == plain
    monkeypatch.delenv("SANCTUARY_CACHE")
    for name in ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "file"))
    assert sanctuary(*WORDS) == plain
    assert (tmp_path / "file").read_text() == "in the way"
