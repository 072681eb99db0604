"""What a check looks for beside scenarios: readings that change nothing."""

import pytest

from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import ACTOR
from sanctuary.study.lint import _Matters


@pytest.mark.parametrize("place", ["us", "us-ca", pytest.param("us-tx", marks=pytest.mark.long)])
def test_a_reading_that_is_seen_to_matter_does_beside_two_situations(library: Library, place: str) -> None:
    """What one situation shows, two situations beside each other confirm; and it shows some."""
    proofs, seen = Proofs(law_of(library, place, library.get(place).file.known_through)), 0
    for action in proofs.law.vocabulary.actions:
        for name in dict.fromkeys(one for b in proofs.law.rules_of(action) for one in b.readings):
            proof, matters = proofs[action], _Matters(proofs[action])
            rules = [b.rule.id for b in proof.rules if name in b.readings]
            for actor in list(proofs.law.scope)[:4]:
                whom = proof.clauses.among(proof.action.by_name[ACTOR], frozenset({actor}))
                if matters.shown(name, whom, rules):
                    seen += 1
                    assert matters.reading(name, whom)
    assert seen
