"""A memo's sections: each names its answer, no advice to counsel to ask counsel, and the disputes that the command tells too."""

from datetime import date

from sanctuary.commands.decide_several import memo_of_several
from sanctuary.engine.situation import Situation
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.study.disputes import disputes, of_action


def test_each_section_of_several_answers_names_its_answer() -> None:
    """Numbers stand in front of the answers alone; what is not behind an answer but bears on the act is listed among the disputes."""
    law = law_of(Library(), "us-ny-nyc", date(2026, 11, 30))
    context = {"requester": "ICE", "paper": "detainer"}
    acts = (("hold", "subject"), ("disclose", "release-date"))
    asked = [Situation(actor="jail", action=act, resource=what, context=context, place="us-ny-nyc") for act, what in acts]
    made = memo_of_several(law, iter(asked), ("", ""))
    heads = [one.heading for one in made.sections]
    numbered = [one for one in heads if one[:1].isdigit()]
    assert [one[:2] for one in numbered] == ["1.", "2."]
    assert {"It turns on (answer 1)", "It turns on (answer 2)"} <= set(heads)
    assert not any("ask counsel" in line for one in made.sections for line in (one.heading, *one.lines))
    for number, (act, what) in enumerate(acts, 1):
        (told,) = [" ".join(one.lines) for one in made.sections if one.heading == f"Disputes (answer {number})"]
        every = of_action(law, disputes(law), act, "sheriff", what).disputes
        assert every
        assert all(one.question in told for one in every)
