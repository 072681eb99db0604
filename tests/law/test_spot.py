"""An error in a rule names the line and the word, wherever in the rule it stands."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.errors import PackError
from sanctuary.law.cedar import parse_policies
from sanctuary.law.packs import Library

Sanctuary = Callable[..., Ran]

RULE = """@id("zero")
forbid (principal, action == Action::"ask", resource);

// A comment about the police; polise, context.requird_by_law
@id("a")
@cites("X")
forbid (principal, action == Action::"ask", resource == Information::"immigration-status")
when {
  context.required_by_law &&
  principal == Actor::"police" // police
}
unless {
  context.required_by_law
};
"""

LAST = "  context.required_by_law\n};"

WRONG = {
    "a brace that is missing": ("unless {", "unless", 13, "context"),
    "a name after a dot": (LAST, "  context.\n};", 14, "}"),
    "one sign for two": ("principal ==", "principal =", 10, "="),
    "half of an and": ("&&", "&", 9, "&"),
    "a name without quotes": ('Actor::"police"', "Actor::police", 10, "Actor::police"),
    "a string that nothing closes": ('"police"', '"police', 10, '"police // police'),
    "an effect": ('\nforbid (principal, action == Action::"ask", resource ==', "\nforbit (principal, resource ==", 7, "forbit"),
    "a keyword": ("when {", "wen {", 8, "wen"),
    "a bracket": ('"immigration-status")', '"immigration-status"', 8, "when"),
    "an annotation without quotes": ('@cites("X")', "@cites(X)", 6, "X"),
    "a function": ('principal == Actor::"police"', "foo(principal)", 10, "foo"),
    "a capital": ("  context.required_by_law &&", "  Context.required_by_law &&", 9, "Context.required_by_law"),
    "a value": ('"police"', '"polise"', 10, 'Actor::"polise"'),
    "a type": ("Actor::", "Actr::", 10, "Actr"),
    "a fact": (LAST, "  context.requird_by_law\n};", 13, "requird_by_law"),
    "a fact of another action": ('principal == Actor::"police"', "context.already_public", 10, "already_public"),
    "a resource": ('"immigration-status"', '"imigration"', 7, 'Information::"imigration"'),
    "a condition that is text": ('principal == Actor::"police"', '"x"', 10, '"x"'),
    "a comparison of a truth": ('principal == Actor::"police"', "context.needed_for_service < 3", 10, "context.needed_for_service < 3"),
    "an end that is missing": (LAST, "  context.required_by_law", 13, "required_by_law"),
}  # fmt: skip

NEAREST = {"a value": "Did you mean 'police'?", "a type": "Did you mean 'Actor'?", "a fact": "Did you mean 'required_by_law'?"}


@pytest.mark.parametrize("what", WRONG)
def test_an_error_names_the_line_and_the_word(library: Library, what: str) -> None:
    """Whether Cedar names a word or not; a comment with the same word is not taken for it."""
    old, new, line, word = WRONG[what]
    before, found, after = RULE.rpartition(old) if old == LAST else RULE.partition(old)
    assert found
    with pytest.raises(PackError) as refused:
        parse_policies(before + new + after, "rules/x.cedar", library.vocabulary)
    assert str(refused.value).startswith(f"rules/x.cedar:{line}: ")
    assert f", at '{word}' (the rule begins at rules/x.cedar:5)." in str(refused.value)
    assert NEAREST.get(what, "") in str(refused.value)
    assert not re.search(r"[.?]{2}|\?\.", str(refused.value))


def test_a_rule_that_the_next_one_swallows_says_what_may_be_missing(library: Library) -> None:
    """Without its semicolon the error stands in the next rule."""
    with pytest.raises(PackError, match=r"x\.cedar:5: .*'@id'.*Is the ';' of the rule before it missing\?"):
        parse_policies(RULE.replace("resource);", "resource)"), "x.cedar", library.vocabulary)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('@source("official")', '@sauce("official")', "@sauce is no annotation"),
        ('@source("official")', '@source("oficial")', '@source("oficial") is unknown'),
        ('@cites("Springfield Code 12(a)")', '@cites("Springfield Code 12(z)")', "resolves to nothing"),
        ('@since("2019-07-01")', '@since("2019-02-30")', "is no day"),
    ],
)
def test_an_annotation_that_is_wrong_is_named_with_its_line(sanctuary: Sanctuary, town: Path, old: str, new: str, told: str) -> None:
    """Not the first line of its rule."""
    path = town / "rules" / "code-12.cedar"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    line = path.read_text(encoding="utf-8").splitlines().index(new) + 1
    said = sanctuary("check", str(town)).err
    assert f"code-12.cedar:{line}: rule 'code-12-a': " in said
    assert told in said


def test_every_word_of_every_rule_that_is_misspelled_is_found(library: Library) -> None:
    """Each value of a rule of California, one after another, with a letter too many."""
    path = library.get("us-ca").folder / "rules" / "gov-7284.6.cedar"
    text = path.read_text(encoding="utf-8")
    values = list(re.finditer(r'\b(Actor|Requester|Paper|Information)::"([a-z-]+)', text))[::14]
    assert len(values) > 5
    for one in values:
        wrong = f"{text[: one.end()]}x{text[one.end() :]}"
        with pytest.raises(PackError) as refused:
            parse_policies(wrong, "x.cedar", library.vocabulary)
        assert str(refused.value).startswith(f"x.cedar:{text.count(chr(10), 0, one.start()) + 1}: ")
        assert f"at '{one[0]}x\"'" in str(refused.value)
