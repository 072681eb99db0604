"""Acts in everyday phrases, read with what they name: what is given, to whom, and what a council's policy limits."""

import pytest

from conftest import TODAY
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.study.everyday import everyday, in_words

AUTHORITY = "immigration-authority"


@pytest.mark.parametrize(
    ("phrase", "action", "resource", "asker"),
    [
        ("give home address", "disclose", "home-address", ""),
        ("give address", "disclose", "home-address", ""),
        ("give out an address", "disclose", "home-address", ""),
        ("give a student's address", "disclose", "home-address", ""),
        ("share a student's address with ICE", "disclose", "home-address", AUTHORITY),
        ("tell ICE his address", "disclose", "home-address", AUTHORITY),
        ("tell ICE where he lives", "disclose", "home-address", AUTHORITY),
        ("give ICE his address", "disclose", "home-address", AUTHORITY),
        ("give ICE her home address", "disclose", "home-address", AUTHORITY),
        ("send ICE his address", "disclose", "home-address", AUTHORITY),
        ("give a phone number", "disclose", "contact-details", ""),
        ("give ICE student records", "disclose", "school-record", AUTHORITY),
        ("give ICE the release date", "disclose", "release-date", AUTHORITY),
        ("give release date to ICE", "disclose", "release-date", AUTHORITY),
        ("tell ICE about an inmate's release", "disclose", "release-date", AUTHORITY),
        ("tell ICE his immigration status", "disclose", "immigration-status", AUTHORITY),
        ("give ICE access to our database", "disclose", "database-login", AUTHORITY),
        ("search our database for ICE", "query", "", AUTHORITY),
        ("give him to ICE", "transfer", "subject", AUTHORITY),
        ("give the inmate to ICE", "transfer", "subject", AUTHORITY),
        ("hand to ICE", "transfer", "subject", AUTHORITY),
        ("hand him to ICE", "transfer", "subject", AUTHORITY),
        ("hand over to ICE", "transfer", "subject", AUTHORITY),
        ("turn him over to ICE", "transfer", "subject", AUTHORITY),
        ("give her up to ICE", "transfer", "subject", AUTHORITY),
        ("deliver to ICE", "transfer", "subject", AUTHORITY),
        ("let ICE into the lobby", "admit", "public-area", AUTHORITY),
        ("let ICE into the classroom", "admit", "non-public-area", AUTHORITY),
        ("let ICE into non-public areas", "admit", "non-public-area", AUTHORITY),
        ("ask for immigration status", "ask", "immigration-status", ""),
        ("ask about immigration status", "ask", "immigration-status", ""),
        ("ask where he was born", "ask", "place-of-birth", ""),
        ("hold him for ICE", "hold", "subject", AUTHORITY),
        ("detain for ICE", "hold", "subject", AUTHORITY),
        ("honor an ICE detainer", "hold", "subject", AUTHORITY),
        ("let ICE interview an inmate", "allow-interview", "subject", AUTHORITY),
        ("forbid police to honor ICE detainers", "limit", "honoring-detainers", ""),
        ("forbid honoring ICE detainers", "limit", "honoring-detainers", ""),
        ("ban honoring detainers", "limit", "honoring-detainers", ""),
        ("prohibit police from asking for immigration status", "limit", "asking-status", ""),
        ("ban asking about immigration status", "limit", "asking-status", ""),
        ("forbid telling ICE release dates", "limit", "telling-release-dates", ""),
        ("forbid 287(g) agreements", "limit", "joining-agreements", ""),
    ],
)
def test_acts_in_everyday_words_are_read_with_what_they_name(library: Library, phrase: str, action: str, resource: str, asker: str) -> None:
    """The act, what it is done to and who asks for it; a note says how it was read."""
    law = law_of(library, "us-ca-los-angeles", TODAY)
    read, notes = everyday(law, Situation(actor="police", action=phrase))
    assert (read.action, read.resource, read.context.get("requester", "")) == (action, resource, asker)
    assert notes


@pytest.mark.parametrize(
    ("phrase", "acts"),
    [
        ("give ICE", ("'disclose' or 'transfer'",)),
        ("arrest in our lobby", ("--action admit --resource public-area", "--action arrest-on-civil-warrant")),
        ("let ICE arrest in the jail", ("--action admit --resource jail", "--action transfer")),
        ("let ICE arrest in lobby", ("--action admit --resource public-area", "--action arrest-on-civil-warrant")),
        ("let ICE arrest him in the lobby", ("--action admit --resource public-area", "--action arrest-on-civil-warrant")),
    ],
)
def test_a_phrase_of_several_acts_is_refused_with_each(library: Library, phrase: str, acts: tuple[str, ...]) -> None:
    """Nothing is guessed: what ICE is given may be somebody or something."""
    proofs = Proofs(law_of(library, "us-ca-los-angeles", TODAY))
    with pytest.raises(RequestError) as refused:
        in_words(proofs, Situation(actor="police", action=phrase))
    told = " ".join(str(refused.value).split())
    assert all(one in told for one in acts), told
