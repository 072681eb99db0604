"""Whose rule speaks of the actor goes first; one tree of facts and disputes; a duty that does not apply leads; everyday words for proof."""

from collections.abc import Callable

import pytest

from conftest import Ran

ICE = ("--fact", "requester=ICE")
I_200 = ("--fact", "paper=I-200")
ON = ("--on", "2026-06-22")

Sanctuary = Callable[..., Ran]


def told(ran: Ran) -> str:
    """An answer as one line, of at most forty lines of eighty columns."""
    assert (ran.code, ran.out.count("\n") <= 40, max(map(len, ran.out.splitlines())) <= 80) == (0, True, True), ran.out + ran.err
    return " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("place", "actor", "own", "general"),
    [
        ("san-diego", "school", "Educ. Code 234.7(a)(2)", True),
        ("los-angeles", "school", "Educ. Code 234.7(a)(2)", True),
        ("san-diego", "health-facility", "Health & Saf. Code 24251(b)", False),
        ("san-diego", "college", "Educ. Code 66093.3, access", True),
        ("san-diego", "court", "", True),
    ],
)
def test_the_rule_of_this_very_actor_goes_before_that_of_every_employer(
    sanctuary: Sanctuary,
    place: str,
    actor: str,
    own: str,
    general: bool,
) -> None:
    """A text that was not read leads beside one that was, which says the same; one that was read stands alone."""
    found = told(sanctuary("decide", place, "--actor", actor, "--action", "admit", "--resource", "non-public-area", *ICE, *I_200, *ON))
    because = found.partition("because: ")[2].partition("It turns on")[0]
    assert ((f"({own}; state statute" in because) if own else because.startswith("An employer")) is True
    assert ("Gov. Code 7285.1(a)" in because) == general
    if own and general:
        assert because.index(own) < because.index("Gov. Code 7285.1(a)")
        assert "Gov. Code 7285.1(a), whose text was read, says the same" in because
    assert not found.startswith("By reports")


def test_a_ban_by_reports_says_so_and_on_what_it_turns(sanctuary: Sanctuary) -> None:
    """An address at a school: what consent would change is disputed, one tree holds both, and no answer ends in more questions."""
    words = ("--actor", "school", "--action", "give address", *ICE, *I_200, *ON)
    found = told(sanctuary("decide", "san-diego", *words))
    assert found.startswith("By reports, a school must not give out the home address")
    assert "unless the person consented in writing, and whether that changes it is disputed" in found
    assert "Did the person consent in writing? No: must not. Yes: Does Educ. Code 234.7(b)" in found
    assert "more questions follow" not in found
    assert ("20 USC 1232g(b)" in found, "34 CFR 99.3" in found, "SB 98, Educ. Code 32282" in found) == (True, True, True)
    assert ("8 USC 1373" in found, "a detainer came with it" in found) == (False, False)


@pytest.mark.parametrize(
    ("action", "resource"), [("ask", "immigration-status"), ("disclose", "immigration-status"), ("disclose", "citizenship")]
)
def test_facts_and_disputes_that_settle_an_answer_together_are_one_tree(sanctuary: Sanctuary, action: str, resource: str) -> None:
    """Every end is an answer; the notes are for who acts."""
    asks = ICE if action == "disclose" else ()
    found = told(sanctuary("decide", "austin", "--actor", "police", "--action", action, "--resource", resource, *asks, *ON))
    assert ("more questions follow" in found, "public and private schools" in found) == (False, False)
    turns = found.partition("It turns on")[2]
    assert turns.count("?") > 1
    assert turns.partition("What the police")[0].count(" may") >= 1


@pytest.mark.parametrize(
    "fact", ["passport=true", "US citizen=true", "citizen=true", "birth certificate=yes", "green card=true", "driver's license=true"]
)
def test_a_duty_that_does_not_apply_leads_and_words_for_proof_are_read(sanctuary: Sanctuary, fact: str) -> None:
    """Texas does not require the hold of somebody who showed proof; then that no other rule was found. A claim alone is no proof."""
    ran = sanctuary("decide", "austin", "--actor", "police", "--action", "hold", "--fact", "paper=I-247A", *ICE, "--fact", fact, *ON)
    found = told(ran)
    assert found.startswith("By reports, Texas does not require it here: Code Crim. Proc. art. 2A.060(a)(1)")
    assert found.index("the duty does not apply, (b)") < found.index("No rule found") < found.index("The closest rule")
    read = " ".join(ran.err.split())
    assert "as proof_of_lawful_status=true, that the person showed proof of citizenship or lawful status: a claim alone is none" in read


@pytest.mark.parametrize("actor", ["police", "sheriff"])
@pytest.mark.parametrize(
    "asked", [("--action", "honor ICE detainers"), ("--action", "tell ICE", "--resource", "release date", "--fact", "paper=I-247A")]
)
def test_who_must_do_it_is_told_of_the_crime_of_not_doing_it(sanctuary: Sanctuary, actor: str, asked: tuple[str, ...]) -> None:
    """On the first screen, beside the duties."""
    found = told(sanctuary("decide", "austin texas", "--actor", actor, *asked, *ON))
    assert "Class A misdemeanor for knowingly failing to comply with an ICE detainer" in found
    assert "Penal Code 39.07(a), (b)" in found
