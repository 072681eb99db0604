"""Every construct of the sub-language is read, and everything else is refused by name."""

import pytest

from sanctuary.engine.function import compile_rules
from sanctuary.errors import PackError, UnsupportedRule
from sanctuary.law.cedar import parse_policies
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import Value
from situations import call

PLAIN: dict[str, Value] = {"actor": "police", "resource": "release-date", "requester": "immigration-authority", "paper": "detainer"}


def matches(library: Library, condition: str, **facts: Value) -> bool:
    """Whether a rule on disclosing with this condition matches a situation."""
    text = f'@id("r") forbid (principal, action == Action::"disclose", resource) when {{ {condition} }};'
    action = library.vocabulary.actions["disclose"]
    values: dict[str, Value] = {v.name: v.domain[0] for v in action.variables} | PLAIN | {k.replace("__", "."): v for k, v in facts.items()}
    return bool(compile_rules(parse_policies(text, "r.cedar", library.vocabulary), action)(*call(values)))


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ('context.paper == Paper::"detainer"', {}, True),
        ('Paper::"detainer" == context.paper', {}, True),
        ('context.paper != Paper::"detainer"', {}, False),
        ('[Paper::"none", Paper::"detainer"].contains(context.paper)', {}, True),
        ('[Actor::"library"].contains(principal)', {}, False),
        ('resource == Information::"release-date"', {}, True),
        ("context.already_public", {"already_public": True}, True),
        ("context.already_public == false", {}, True),
        ("context has paper", {}, True),
        ("context has history.years_since_listed_felony", {}, False),
        ("context.history has years_since_listed_felony", {"history__years_since_listed_felony": 0}, True),
        *(
            (f"context.history has years_since_listed_felony && {test}", {"history__years_since_listed_felony": years}, expected)
            for test, years, expected in [
                ("context.history.years_since_listed_felony <= 15", 15, True),
                ("context.history.years_since_listed_felony <= 15", 16, False),
                ("15 >= context.history.years_since_listed_felony", 15, True),
                ("context.history.years_since_listed_felony > 15", 16, True),
                ("context.history.years_since_listed_felony >= 16", 15, False),
                ("context.history.years_since_listed_felony < 0", 0, False),
                ("context.history.years_since_listed_felony == 7", 7, True),
                ("context.history.years_since_listed_felony != 7", 7, False),
                ("[5, 7].contains(context.history.years_since_listed_felony)", 7, True),
            ]
        ),
        ("if context.already_public then false else true", {}, True),
        ("!(context.already_public || context.written_consent)", {}, True),
        ("context.already_public == context.written_consent", {}, True),
        ("true", {}, True),
    ],
)
def test_a_construct_means_what_cedar_means(library: Library, condition: str, facts: dict[str, Value], expected: bool) -> None:
    """One example each; random ones stand in test_agreement.py."""
    assert matches(library, condition, **facts) is expected


@pytest.mark.parametrize(
    ("condition", "named"),
    [
        ('principal in [Actor::"police"]', "in"),
        ("context == context", "context"),
        ("principal is Actor", "Is"),
        ("context.history has years_since_listed_felony && context.history.years_since_listed_felony * 2 > 3", "mul"),
        ("context.history has years_since_listed_felony && -1 < context.history.years_since_listed_felony - 1", "sub"),
        ('[[Paper::"none"]].contains([context.paper])', "Set"),
        ('[Paper::"none"].containsAny([context.paper])', "contains_any"),
    ],
)
def test_a_construct_outside_the_sub_language_is_refused(library: Library, condition: str, named: str) -> None:
    """The message names file, line, rule and construct."""
    with pytest.raises(UnsupportedRule) as refused:
        matches(library, condition)
    assert "r.cedar:1" in str(refused.value)
    assert "'r'" in str(refused.value)
    assert named in str(refused.value)


def test_a_rule_about_two_actions_compares_resources_of_both(library: Library) -> None:
    """A resource of another type is simply not equal."""
    text = (
        '@id("r") forbid (principal, action in [Action::"disclose", Action::"query"], resource) '
        'when { resource == Information::"fingerprints" };'
    )
    (policy,) = parse_policies(text, "r.cedar", library.vocabulary)
    assert policy.id == "r"


def test_line_numbers_count_comments_and_strings(library: Library) -> None:
    """A semicolon in a comment or a string ends nothing."""
    text = '// one; two\n\n@id("a;b") // three;\nforbid (principal, action == Action::"ask", resource);\n\nforbid (oops);\n'
    with pytest.raises(PackError, match=r"^x\.cedar:6: not Cedar"):
        parse_policies(text, "x.cedar", library.vocabulary)
