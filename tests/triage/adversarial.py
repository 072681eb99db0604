"""Papers that no judge decided, or whose decision is undone or cannot be seen, made to look as if one had: none may be called judicial.

Each is a name and a text. Many are a genuine-looking specimen with one thing changed; the rest are written by hand. Placeholders are marked SPECIMEN.
"""

import random
import re
from collections.abc import Iterator

from triage.specimens import MAKERS, Specimen, specimen, text_of

__all__ = ["WARRANT", "adversarial", "noisy"]

WARRANT = """                    UNITED STATES DISTRICT COURT
                      District of Specimen

UNITED STATES OF AMERICA                        Case No. 0:26-cr-00001-SPA
v.
SPECIMEN DEFENDANT ALPHA

                          {title}

{body}

DATED: March 3, 2026                            {sign}
                                                {who}
"""
ARREST = "YOU ARE COMMANDED to arrest and bring before the court the person named above."
JUDGE = "UNITED STATES MAGISTRATE JUDGE"


def made(title: str = "ARREST WARRANT", body: str = ARREST, sign: str = "/s/ SPECIMEN JUDGE ONE", who: str = JUDGE) -> str:
    return WARRANT.format(title=title, body=body, sign=sign, who=who)


STATE = """              SUPERIOR COURT OF CALIFORNIA
                  COUNTY OF SPECIMEN

THE PEOPLE OF THE STATE OF CALIFORNIA           Case No. BA000123
v.
SPECIMEN DEFENDANT

{title}

{body}

Dated: March 3, 2026                            {sign}
                                                {who}
"""


def state(title: str, body: str, sign: str = "/s/ SPECIMEN JUDGE", who: str = "Judge of the Superior Court") -> str:
    return STATE.format(title=title.center(80), body=body, sign=sign, who=who)


TITLES = (
    "ORDER RECALLING WARRANT", "ORDER RECALLING AND QUASHING BENCH WARRANT", "ORDER QUASHING WARRANT", "ORDER VACATING ARREST WARRANT",
    "ORDER DENYING SEARCH WARRANT", "ORDER DENYING APPLICATION FOR SEARCH WARRANT", "APPLICATION FOR A SEARCH WARRANT", "APPLICATION FOR ARREST WARRANT",
    "[PROPOSED] ARREST WARRANT", "PROPOSED ORDER", "NOTICE OF ARREST WARRANT", "NOTICE OF RECALL OF WARRANT", "MOTION FOR ARREST WARRANT",
    "PETITION FOR WRIT OF HABEAS CORPUS AD PROSEQUENDUM", "REQUEST FOR BENCH WARRANT", "AFFIDAVIT IN SUPPORT OF SEARCH WARRANT", "DRAFT ARREST WARRANT",
    "SAMPLE ARREST WARRANT", "ARREST WARRANT (TEMPLATE)", "ARREST WARRANT - RECALLED", "ARREST WARRANT - VOID", "ARREST WARRANT CANCELLED",
    "WITHDRAWAL OF ARREST WARRANT", "MOTION TO QUASH ARREST WARRANT", "RECALL OF BENCH WARRANT", "ORDER RESCINDING SEARCH WARRANT", "0RDER REC4LLING BENCH WARRANT",
    "ORDER REVOKING WARRANT", "ORDER DISMISSING WARRANT", "CRIMINAL COMPLAINT", "RETURN OF SEARCH WARRANT", "SEARCH WARRANT INVENTORY", "ABSTRACT OF WARRANT",
    "ARREST WARRANT APPLICATION", "EX PARTE APPLICATION FOR BENCH WARRANT", "DECLARATION FOR ARREST WARRANT", "STIPULATION AND [PROPOSED] ORDER",
    "ORDER SETTING ASIDE BENCH WARRANT", "ORDER STAYING EXECUTION OF WARRANT", "ORDER DECLINING TO ISSUE WARRANT",
    "WARRANT FOR ARREST OF ALIEN", "WARRANT OF REMOVAL", "ADMINISTRATIVE WARRANT", "NOTICE TO APPEAR", "SUBPOENA", "SUMMONS IN A CRIMINAL CASE", "NOTICE OF HEARING",
    "ORDEN DE ARRESTO", "ORDER RECALLlNG B3NCH W4RRANT", "ORDER QUA5HING ARREST WARRANT", "EXHIBIT A: ARREST WARRANT", "COPY OF ARREST WARRANT", "ARREST WARRANT EXPIRED",
)  # fmt: skip

BODIES = (
    "IT IS ORDERED that the bench warrant issued on January 3, 2026 is RECALLED.",
    "The warrant issued in this case is hereby quashed. YOU ARE COMMANDED to arrest no one.",
    "The application for a warrant is DENIED. The officer asked that: " + ARREST,
    "IT IS ORDERED that the warrant be vacated and withdrawn.",
    "The court finds no probable cause. The request for a warrant to arrest is denied. It asked: " + ARREST,
    ARREST + " This warrant was rescinded on March 4, 2026.",
    ARREST + "\nTHIS IS NOT A WARRANT.",
    ARREST + "\nNot valid unless signed by a judge.",
    ARREST + "\nFOR TRAINING PURPOSES ONLY: sample only.",
    ARREST + "\nTranslation from the original. For reference only.",
    ARREST + "\nPage 1 of 2",
    "YOU ARE COMMANDED to arrest SPECIMEN PERSON, who is removable from the United States under sections 236 and 287 of the Immigration and Nationality Act.",
    "To: Any immigration officer authorized under sections 236 and 287. There is probable cause to believe that SPECIMEN is a removable alien. "
    + ARREST,
    ARREST + " 8 CFR 287.5(e)(2) authorizes this warrant.",
    ARREST + "\nDraft. Signature pending.",
    "The judge has not signed this paper. " + ARREST,
    "The prior arrest warrant is no longer in effect.\n" + ARREST,
    "The clerk shall recall the warrant.\n" + ARREST,
)

SIGNS = (
    ("_________________", JUDGE), ("", JUDGE), ("[signature]", JUDGE), ("/s/ ____________", JUDGE), ("(unsigned)", JUDGE), ("SIGN HERE", JUDGE), ("/s/", JUDGE),
    ("/s/ SPECIMEN OFFICER", "Immigration Officer"), ("/s/ SPECIMEN OFFICER", "Deportation Officer"), ("/s/ SPECIMEN JUDGE", "Immigration Judge"),
    ("/s/ SPECIMEN JUDGE", "United States Immigration Judge"), ("/s/ SPECIMEN CLERK", "Deputy Clerk"), ("/s/ SPECIMEN COUNSEL", "Assistant United States Attorney"),
    ("/s/ SPECIMEN AGENT, Special Agent", JUDGE), ("/s/ SPECIMEN COUNSEL", "Attorney for the Government\n" + " " * 48 + "_______________\n" + " " * 48 + JUDGE),
    ("/s/ SPECIMEN", "Administrative Law Judge"), ("/s/ SPECIMEN", "Hearing Officer"), ("/s/ SPECIMEN", "Supervisory Detention and Deportation Officer"),
    ("/s/ Alpha Bravo", "Hon. Charlie Delta\n" + " " * 48 + JUDGE), ("SPECIMEN JUDGE", JUDGE), ("signature on file", "Clerk of Court"), ("/s/ SPECIMEN NOTARY", "Notary Public"),
    ("/s/ SPECIMEN", "Law Clerk to the Judge"), ("/s/ SPECIMEN OFFICER", "Sheriff"), ("(to be signed)", JUDGE), ("/s/ SPECIMEN", "Field Office Director"),
)  # fmt: skip

QUOTED = made()
FRAMES = {
    "letter": "SPECIMEN AGENCY\nMarch 3, 2026\n\nDear Principal:\n\nWe quote the warrant in full:\n\n"
    + QUOTED
    + "\n\nSincerely,\n/s/ SPECIMEN AGENT\nSpecial Agent\n",
    "letter under a court's name": QUOTED.replace("ARREST WARRANT", "ARREST WARRANT\n\nDear Custodian:"),
    "e-mail": "From: specimen@example.org\nTo: desk@example.org\nSubject: Warrant\nSent: March 3, 2026\n\n" + QUOTED,
    "forwarded": "Begin forwarded message:\n\n" + QUOTED,
    "news": "FOR IMMEDIATE RELEASE\nA judge signed a warrant on Monday. It reads:\n\n" + QUOTED,
    "article": "Published March 3, 2026\nStaff writer SPECIMEN\n\nThe warrant reads:\n" + QUOTED,
    "instructions": "INSTRUCTIONS FOR FORM AO 442\n\nUNITED STATES DISTRICT COURT\n\nARREST WARRANT\n\nFill in the name. YOU ARE COMMANDED to arrest stands above the judge's signature.\n",
    "guide": "KNOW YOUR RIGHTS\nWhat a judicial warrant looks like:\n\n" + QUOTED,
    "template": QUOTED.replace("SPECIMEN DEFENDANT ALPHA", "[INSERT NAME]").replace("March 3", "[insert date]"),
    "example": QUOTED.replace("ARREST WARRANT", "ARREST WARRANT\nEXAMPLE ONLY"),
    "badge": "DEPARTMENT OF HOMELAND SECURITY\nSPECIAL AGENT\nCREDENTIALS\nSPECIMEN AGENT\nhas a warrant signed by a judge\n",
    "spanish letter": "Estimado director:\n\nHay una orden de arresto firmada por un juez federal.\n\nAtentamente,\nSPECIMEN\n",
    "spanish copy": QUOTED.replace("UNITED STATES DISTRICT COURT", "TRIBUNAL DE DISTRITO DE LOS ESTADOS UNIDOS")
    .replace("ARREST WARRANT", "ORDEN DE ARRESTO")
    .replace(ARREST, "SE LE ORDENA arrestar a la persona."),
    "spanish translation": QUOTED.replace("ARREST WARRANT", "ORDEN DE ARRESTO\nTraducción del original"),
    "chat": "Re: warrant\nFw: warrant\nthe judge signed it, look:\n" + QUOTED,
    "fax cover": "FAX COVER SHEET\nFrom: SPECIMEN FIELD OFFICE\nRe: warrant\n" + QUOTED,
    "no number": QUOTED.replace("Case No. 0:26-cr-00001-SPA", "Case No. ________"),
    "no court": QUOTED.replace("UNITED STATES DISTRICT COURT", "").replace("District of Specimen", ""),
    "agency over court": "DEPARTMENT OF HOMELAND SECURITY\n" + QUOTED,
    "immigration court over court": "EXECUTIVE OFFICE FOR IMMIGRATION REVIEW\nIMMIGRATION COURT\n" + QUOTED,
    "made-up court": QUOTED.replace("UNITED STATES DISTRICT COURT", "COMMON LAW COURT OF THE PEOPLE"),
    "other name": QUOTED.replace("the person named above", "SPECIMEN")
    .replace(ARREST.replace("the person named above", "SPECIMEN"), "YOU ARE COMMANDED to arrest Quentin Bogusname without delay.")
    .replace("SPECIMEN DEFENDANT ALPHA", "Walter Othername"),
    "first page of two": QUOTED.split("DATED")[0] + "\nPage 1 of 2\n",
    "second page": "Page 2 of 2\n\n/s/ SPECIMEN JUDGE\nUNITED STATES MAGISTRATE JUDGE\n",
    "pages of two cases": QUOTED.split("DATED")[0]
    + "\f"
    + "Case No. 0:25-cr-77777-SPZ\n\nDATED: March 3, 2026\n/s/ SPECIMEN JUDGE\nUNITED STATES MAGISTRATE JUDGE\n",
    "loose page of signatures": QUOTED.split("DATED")[0]
    + "\f"
    + "DATED: March 3, 2026\n/s/ SPECIMEN JUDGE\nUNITED STATES MAGISTRATE JUDGE\n",
    "two titles": QUOTED.replace("ARREST WARRANT", "ARREST WARRANT\n\nMOTION TO RECALL THE WARRANT"),
    "sworn affidavit": made("AFFIDAVIT OF PROBABLE CAUSE", "Sworn before me. The affiant asks for a search warrant."),
    "order of removal": made(
        "ORDER OF REMOVAL",
        "IT IS ORDERED that the respondent be removed from the United States.",
        "/s/ SPECIMEN JUDGE",
        "Immigration Judge",
    ),
    "order on a warrant": made("ORDER", "IT IS ORDERED as to the warrant issued in January: it is recalled."),
    "order that denies": made("ORDER", "IT IS ORDERED that the application is DENIED."),
    "i-200 retyped": made(
        "WARRANT FOR ARREST", "To any immigration officer: I have determined that SPECIMEN is removable from the United States. " + ARREST
    ),
    "i-200 titled warrant": made("WARRANT", "The person is removable from the United States. YOU ARE COMMANDED to arrest. Form I-200"),
    "state recall": state("ORDER", "IT IS ORDERED that the bench warrant issued in this case is recalled and quashed."),
    "state minute recall": state("MINUTE ORDER", "Defendant appears. Bench warrant recalled."),
    "state bench warrant recalled": state(
        "BENCH WARRANT", "YOU ARE COMMANDED to arrest the defendant.\nRECALLED: warrant recalled by the court."
    ),
    "state notice": state("NOTICE OF BENCH WARRANT", "A warrant to arrest may be issued if you fail to appear."),
    "state application": state("SEARCH WARRANT AFFIDAVIT", "The affiant requests that the court issue a search warrant. Sworn before me."),
    "police citation": state("NOTICE TO APPEAR", "You are ordered to appear.", "/s/ SPECIMEN", "Peace Officer"),
    "attorney's order": state(
        "ORDER TO PRODUCE RECORDS", "IT IS ORDERED that records be produced.", "/s/ SPECIMEN", "Attorney for Plaintiff"
    ),
    "attorney's subpoena": made(
        "SUBPOENA TO PRODUCE DOCUMENTS", "YOU ARE COMMANDED to produce records.", "/s/ SPECIMEN", "Attorney's signature"
    ),
    "clerk's subpoena": made("SUBPOENA", "YOU ARE COMMANDED to appear.", "/s/ SPECIMEN", "Deputy Clerk"),
    "judge's subpoena": made("SUBPOENA", "YOU ARE COMMANDED to appear.", "/s/ SPECIMEN", JUDGE),
    "clerk's warrant": made(sign="/s/ SPECIMEN CLERK", who="Clerk of Court"),
    "dea subpoena": "DRUG ENFORCEMENT ADMINISTRATION\n\nSUBPOENA\n\nUnder 21 U.S.C. 876 you are commanded to produce records.\n/s/ SPECIMEN\nSpecial Agent in Charge\n",
    "ice warrant with a judge's order": "DEPARTMENT OF HOMELAND SECURITY\n\nWARRANT OF REMOVAL\n\nUpon the order of a judge the person is subject to removal.\n/s/ SPECIMEN\nImmigration Judge\n",
    "claim": "We have a judicial warrant signed by a federal judge. Let us in.\n",
    "list": "WARRANTS\n1. SPECIMEN A, arrest warrant, United States District Court\n2. SPECIMEN B, bench warrant\n",
    "printout": "NCIC WARRANT HIT\nOUTSTANDING ADMINISTRATIVE WARRANT OF REMOVAL FROM THE UNITED STATES\nICE LESC\n",
    "docket sheet": "UNITED STATES DISTRICT COURT\nCRIMINAL DOCKET FOR CASE #: 0:26-cr-00001\n03/03/2026  ARREST WARRANT issued by Magistrate Judge SPECIMEN\n03/09/2026  Arrest warrant returned\n",
    "return only": made("RETURN", "This warrant was received on March 3 and the person was arrested. YOU ARE COMMANDED was obeyed."),
    "certificate": made("CERTIFICATE OF SERVICE", "I certify that I served the arrest warrant. It says: " + ARREST),
}


def adversarial() -> Iterator[tuple[str, str]]:
    """Every adversarial text by its name."""
    for title in TITLES:
        yield f"title {title}", made(title)
        yield f"state title {title}", state(title, "YOU ARE COMMANDED to arrest the defendant. IT IS ORDERED.")
    for number, body in enumerate(BODIES):
        for title in ("ARREST WARRANT", "BENCH WARRANT", "ORDER"):
            yield f"{title}, body {number}", made(title, body)
    for number, (sign, who) in enumerate(SIGNS):
        yield f"signature {number}", made(sign=sign, who=who)
        yield (
            f"state signature {number}",
            state("BENCH WARRANT", "YOU ARE COMMANDED to arrest the defendant.", sign, who.replace(JUDGE, "Judge of the Superior Court")),
        )
    yield from FRAMES.items()
    for name in MAKERS:
        for style in range(3):
            yield from _changed(name, specimen(name, 7, style))


def _changed(name: str, one: Specimen) -> Iterator[tuple[str, str]]:
    """A specimen with one thing changed."""
    text = text_of(one)
    tag = f"{name}, style {one.style}"
    if one.truth != "judicial":
        yield f"{tag}, as it is", text
        yield f"{tag}, under a court's caption", "UNITED STATES DISTRICT COURT\nDistrict of Specimen\n\nCase No. 0:26-mj-00001\n\n" + text
        return
    yield f"{tag}, nothing written", text.replace("/s/ SPECIMEN SIGNATURE", "______________________")
    yield (
        f"{tag}, an immigration judge's",
        re.sub(r"(?i)(united states (?:magistrate|district) judge|judge of the superior court)", "Immigration Judge", text)
        if re.search(r"(?i)united states \w+ judge|judge of the superior court", text)
        else "",
    )
    yield f"{tag}, page 1 of 2", text + "\nPage 1 of 2\n"
    yield (
        f"{tag}, recalled",
        text.replace("SPECIMEN\n", "THIS WARRANT OR ORDER WAS RECALLED ON 03/04/2026\n", 1) + "\nThe warrant or order is recalled.\n",
    )
    yield f"{tag}, in a letter", "Dear Custodian:\n\n" + text


def noisy(text: str, seed: int) -> str:
    """The text as a poor reader of images gives it: look-alikes, lost spaces, lost letters."""
    draw = random.Random(f"noise {seed}")
    alike = {"O": "0", "I": "l", "l": "1", "S": "5", "B": "8", "E": "F", "a": "o", "e": "c", "A": "4"}
    found = []
    for sign in text:
        chance = draw.random()
        if chance < 0.02 and sign in alike:
            found.append(alike[sign])
        elif (chance < 0.025 and sign.isalpha()) or (chance < 0.05 and sign == " "):
            continue
        else:
            found.append(sign)
    return "".join(found)
