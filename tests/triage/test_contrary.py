"""Sentences of usual shapes that undo the paper on which they stand; each alone is one that papers of judges have."""

import pytest

from sanctuary.triage.kinds import STRANGE
from triage.printed import written
from triage.test_kinds import papers

FORMS = {one.name: one.text for one in written("more_judges")}
WARRANT = next(text for text in FORMS.values() if text.startswith("AO 442"))
DETENTION = next(text for text in FORMS.values() if "Order of Detention" in text.partition("\n")[0])
FREED, CARRIED_OUT, BACK = "cannot both be done", "carried out", "given back"
BY_OTHERS, ISSUED, LATE = "judge's name", "an agency or an officer", "out of date"


def with_line(form: str, sentence: str) -> str:
    """The form with a sentence on a line of its own above the day."""
    day = next(line for line in form.splitlines() if line.startswith("Date:"))
    return form.replace(day, f"{sentence}\n\n{day}", 1)


@pytest.mark.parametrize(
    ("form", "sentence", "says"),
    [
        (DETENTION, "It is ordered that the defendant be released.", FREED),
        (DETENTION, "The sheriff shall release the defendant from custody.", FREED),
        (DETENTION, "The defendant shall not be arrested.", FREED),
        (DETENTION, "The defendant is ordered to go home.", FREED),
        (DETENTION, "Defendant's motion is granted in its entirety.", FREED),
        (WARRANT, "The defendant was arraigned on March 5, 2026.", CARRIED_OUT),
        (WARRANT, "Executed on March 4, 2026.", CARRIED_OUT),
        (DETENTION, "The clerk shall destroy this warrant.", BACK),
        (WARRANT, "Return this warrant to the court.", BACK),
        (WARRANT, "The above was read to the judge by telephone.", BY_OTHERS),
        (WARRANT, "Signed by the clerk for the judge.", BY_OTHERS),
        (WARRANT, "Submitted for signature.", BY_OTHERS),
        (WARRANT, "Issued by the Department of Homeland Security.", ISSUED),
        (WARRANT, "By order of the director.", ISSUED),
        (DETENTION, "The defendant is to be removed from the United States.", ISSUED),
        (WARRANT, "The complaint was made up.", "not true"),
        (WARRANT, "The affidavit was sworn by an officer charged with perjury.", "not true"),
        (WARRANT, "The clerk signed the judge's name.", BY_OTHERS),
        (WARRANT, "Approved by the clerk.", BY_OTHERS),
        (WARRANT, "On behalf of the Department of Homeland Security.", ISSUED),
        (WARRANT, "The charge was reduced.", "no longer so"),
        (DETENTION, "The court orders the release of the defendant.", FREED),
        (DETENTION, "The defendant has been sentenced.", CARRIED_OUT),
        (DETENTION, "The defendant shall remain at liberty.", FREED),
        (DETENTION, "The defendant may go free.", FREED),
        (DETENTION, "The defendant was sentenced on March 5, 2026.", CARRIED_OUT),
        (WARRANT, "For use in class.", "to be shown"),
        (DETENTION, "The person to be arrested is another.", "somebody else"),
        (WARRANT, "Superseded.", "a line of its own"),
        (WARRANT, "This warrant must be executed within one day.", LATE),
        (WARRANT, "This warrant must be executed by March 4, 2026.", LATE),
        (WARRANT, "This warrant terminates in two days.", LATE),
        (WARRANT, "This order expires at noon.", LATE),
        (WARRANT, "This order is in effect for 3 days.", LATE),
        (WARRANT, "Valid March 4, 2026 only.", LATE),
        (WARRANT, "Effective March 4, 2026 only.", LATE),
        (WARRANT, "This warrant is in force for ten minutes.", LATE),
        (WARRANT, "This warrant shall not be executed before March 30, 2026.", LATE),
        (WARRANT, "To be executed on March 4, 2026.", LATE),
        (WARRANT, "Expiration date: March 5, 2026.", LATE),
        (WARRANT, "This warrant takes effect on March 30, 2026.", LATE),
    ],
)
def test_a_usual_sentence_that_undoes_a_paper_leaves_it_open(form: str, sentence: str, says: str) -> None:
    """Each was called judicial while only the shape of a sentence was looked at."""
    assert papers(form)[0].class_ == "judicial"
    (paper,) = papers(with_line(form, sentence))
    assert paper.class_ == "unknown"
    assert any(says in one for one in (*(sign.sign for sign in paper.signs if sign.weighs == "against"), *paper.irregular)), paper.irregular


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        (WARRANT, "Bail is set at $5,000."),
        (WARRANT, "The defendant may be released on bail in the amount of $5,000."),
        (WARRANT, "The defendant failed to appear on March 2, 2026."),
        (WARRANT, "This warrant shall be executed within 60 days of issuance."),
        (WARRANT, "This warrant shall not be executed at night."),
        (WARRANT, "You are commanded to serve this warrant and make due return within ten days after execution."),
        (DETENTION, "The defendant shall be held without bail until released by order of this court."),
        (DETENTION, "This order is effective March 3, 2026."),
        (WARRANT, "This warrant is effective on March 3, 2026."),
        (WARRANT, "This warrant shall not be executed before March 4, 2026."),
        (DETENTION, "This order shall not take effect until March 4, 2026."),
        (WARRANT, "This warrant is not valid until March 4, 2026."),
        (WARRANT, "This warrant is valid March 3, 2026 through March 30, 2026."),
        (WARRANT, "This warrant is valid for 99999999999 days."),
        (WARRANT, "This warrant is valid for 9000 years."),
        (WARRANT, f"This warrant is valid for {'9' * 5000} days."),
        (WARRANT, "This warrant must be executed within 99999999999 hours of issuance."),
        (WARRANT, "This warrant is valid for -3 days."),
        (WARRANT, "This warrant is valid until December 31, 9999."),
        (WARRANT, "The defendant remains at large."),
        (WARRANT, "The defendant is still at large and may be at large in Fresno."),
        (WARRANT, "The defendant is at liberty and is believed to be in Fresno."),
        (WARRANT, "The defendant is believed to be at liberty."),
        (WARRANT, "You are commanded to hold the defendant and not to release him."),
        (DETENTION, "It is ordered that the defendant not be released."),
        (DETENTION, "The warden shall not release the defendant."),
        (WARRANT, "The minor failed to return home."),
        (WARRANT, "El acusado sigue en libertad y se encuentra prófugo."),
        (WARRANT, "No se pondrá en libertad al acusado."),
        (DETENTION, "The defendant was sentenced to three years of probation on January 5, 2024."),
        (DETENTION, "The defendant was arraigned on March 3, 2026."),
        (WARRANT, "The defendant was sentenced on January 5, 2024."),
    ],
)
def test_and_one_that_does_not_is_not_told_against_it(form: str, sentence: str) -> None:
    """Conditions of release, hours and returns are usual, and undo nothing; whether they have a known shape is another question."""
    (paper,) = papers(with_line(form, sentence))
    assert {sign.sign for sign in paper.signs if sign.weighs == "against"} <= {STRANGE}
    assert paper.irregular == ()


@pytest.mark.parametrize("office", ["Office of the Principal Legal Advisor", "Board of Parole Hearings", "Department of Corrections"])
def test_a_judge_of_an_office_is_no_courts(office: str) -> None:
    """Some offices call their own officers judges, magistrates or judicial officers."""
    signed = "S. Specimen, United States Magistrate Judge"
    assert signed in WARRANT
    named = WARRANT.replace(signed, f"Judicial Officer, {office}").replace("Issuing officer's signature", "")
    assert papers(named)[0].class_ != "judicial"
