"""Specimens drawn by us: papers in the manner of each kind, with placeholders marked SPECIMEN, from a seed. No form and no paper of anybody is copied.

A specimen is a list of rows; `text_of` writes it as plain text, `pages.py` beside this file draws it. Three styles differ in wording, order and
place of the signature; the style HELD_OUT was not looked at while the signs were chosen.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = ["HELD_OUT", "MAKERS", "Row", "Specimen", "specimen", "text_of"]

HELD_OUT = 2
"""The style on which nothing was chosen."""


@dataclass(frozen=True)
class Row:
    """A row of a page: centered, left, two columns, or a place for a signature with the words under it."""

    form: Literal["center", "left", "two", "sign", "gap", "break"]
    text: str = ""
    right: str = ""
    size: int = 11
    ink: bool = False
    under: tuple[str, ...] = ()


@dataclass(frozen=True)
class Specimen:
    """A paper with what it is; `judge` says that a judge decided it."""

    name: str
    truth: str
    paper: str | None
    court: str | None
    rows: tuple[Row, ...]
    style: int


def center(text: str, size: int = 11) -> Row:
    return Row("center", text, size=size)


def left(text: str, size: int = 11) -> Row:
    return Row("left", text, size=size)


def two(text: str, right: str) -> Row:
    return Row("two", text, right)


def sign(*under: str, ink: bool = True, text: str = "", right: bool = True) -> Row:
    return Row("sign", text, right="right" if right else "", ink=ink, under=under)


GAP = Row("gap")


class Draw:
    """Choices of one specimen."""

    def __init__(self, seed: int, style: int) -> None:
        self.random = random.Random(f"specimen {seed} {style}")
        self.style = style

    def of(self, *words: str) -> str:
        return self.random.choice(words)

    def by(self, *words: str) -> str:
        """One wording for each style."""
        return words[self.style % len(words)]

    @property
    def person(self) -> str:
        return f"SPECIMEN {self.of('PERSON', 'DEFENDANT', 'SUBJECT')} {self.of('ALPHA', 'BRAVO', 'CHARLIE', 'DELTA')}"

    @property
    def judge(self) -> str:
        return f"SPECIMEN {self.of('JUDGE', 'MAGISTRATE')} {self.of('ONE', 'TWO', 'THREE')}"

    @property
    def day(self) -> str:
        month, day = self.random.randint(1, 11), self.random.randint(1, 28)
        return self.of(
            f"{month:02}/{day:02}/2026",
            f"{('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November')[month - 1]} {day}, 2026",
        )

    def docket(self, kind: str) -> str:
        return f"{self.random.randint(0, 9)}:26-{kind}-{self.random.randint(1, 99999):05}-SP{self.of('A', 'B')}"

    def number(self, letters: str) -> str:
        return f"{letters}{self.random.randint(10000, 999999)}"


Made = tuple[str, str | None, str | None, list[Row]]
Maker = Callable[[Draw], Made]


def federal(d: Draw, parties: tuple[str, str], number: str) -> list[Row]:
    district = d.of("Northern District of Specimen", "District of Specimen", "Western District of Specimen")
    head = {
        0: [center("UNITED STATES DISTRICT COURT", 14), center("for the"), center(district)],
        1: [center("IN THE UNITED STATES DISTRICT COURT", 12), center(f"FOR THE {district.upper()}", 12)],
        2: [center("UNITED STATES DISTRICT COURT", 12), center(district.upper(), 12), center("SPECIMEN DIVISION", 12)],
    }[d.style]
    caption = {
        0: [
            two(parties[0], ")"),
            two("          " + d.of("v.", "v.") if parties[1] else "", f")     Case No. {number}"),
            two(parties[1], ")"),
        ],
        1: [
            two(parties[0] + ",", ")"),
            two("               Plaintiff," if parties[1] else "", f")   No. {number}"),
            two("     vs." if parties[1] else "", ")"),
            two(parties[1], ")"),
        ],
        2: [two(parties[0], f"Case Number: {number}"), two("v." if parties[1] else "", ""), two(parties[1], "")],
    }[d.style]
    return [*head, GAP, *caption, GAP]


def state(d: Draw, which: str, parties: tuple[str, str], number: str) -> list[Row]:
    heads = {
        "California": (
            ["SUPERIOR COURT OF CALIFORNIA", "COUNTY OF SPECIMEN"],
            ["SUPERIOR COURT OF THE STATE OF CALIFORNIA", "FOR THE COUNTY OF SPECIMEN"],
            ["IN THE SUPERIOR COURT OF THE STATE OF CALIFORNIA", "IN AND FOR THE COUNTY OF SPECIMEN"],
        ),
        "New York": (
            ["CRIMINAL COURT OF THE CITY OF NEW YORK", "COUNTY OF SPECIMEN"],
            ["SUPREME COURT OF THE STATE OF NEW YORK", "COUNTY OF SPECIMEN"],
            ["STATE OF NEW YORK", "COUNTY COURT : COUNTY OF SPECIMEN"],
        ),
        "Texas": (
            ["IN THE DISTRICT COURT OF SPECIMEN COUNTY, TEXAS", "000TH JUDICIAL DISTRICT"],
            ["IN THE COUNTY COURT AT LAW NO. 0", "SPECIMEN COUNTY, TEXAS"],
            ["IN THE JUSTICE COURT, PRECINCT 0", "SPECIMEN COUNTY, TEXAS"],
        ),
    }[which][d.style]
    label = {"California": "Case No.", "New York": "Docket No.", "Texas": "Cause No."}[which]
    caption = [two(parties[0], f"{label} {number}"), two("v." if parties[1] else "", ""), two(parties[1], "")]
    return [*(center(text, 13) for text in heads), GAP, *caption, GAP]


def us(d: Draw) -> tuple[str, str]:
    return "UNITED STATES OF AMERICA", d.person


# ------------------------------------------------------------------------------------------------ papers of judges


def fed_judge(d: Draw) -> Row:
    title = d.of("United States Magistrate Judge", "United States District Judge")
    return {
        0: sign("Judge's signature", f"{d.judge}, {title}", "Printed name and title", text=f"Date: {d.day}"),
        1: sign(title.upper(), text=f"DATED: {d.day}"),
        2: sign(f"HON. {d.judge}", title.upper(), right=False),
    }[d.style]


def ao93(d: Draw) -> Made:
    rows = [] if d.style else [left("AO 93 (Rev. 11/13) Search and Seizure Warrant", 8)]
    rows += federal(d, ("In the Matter of the Search of", ""), d.docket("mj")) + [left("SPECIMEN PLACE, 0 SPECIMEN STREET"), GAP]
    rows += [
        center(
            d.by(
                "SEARCH AND SEIZURE WARRANT",
                "SEARCH WARRANT",
                d.of("SEARCH WARRANT", "WARRANT BY TELEPHONE OR OTHER RELIABLE ELECTRONIC MEANS"),
            ),
            14,
        ),
        GAP,
    ]
    rows += [left("To:  Any authorized law enforcement officer"), GAP]
    rows += [
        left("An application by a federal law enforcement officer asks for the search of this place:"),
        left("SPECIMEN PLACE, described in Attachment A."),
        GAP,
    ]
    rows += [left("I find that the affidavit, or recorded testimony, establish probable cause to search."), GAP]
    rows += [
        left("YOU ARE COMMANDED to execute this warrant on or before 12/20/2026"),
        left("[X] in the daytime 6:00 a.m. to 10:00 p.m.   [ ] at any time of day or night"),
        GAP,
    ]
    rows += [left("The officer must promptly return this warrant and an inventory to the court."), GAP, GAP, fed_judge(d)]
    return "judicial", "federal-search-warrant", "federal", rows


def ao442(d: Draw) -> Made:
    rows = [] if d.style else [left("AO 442 (Rev. 11/11) Arrest Warrant", 8)]
    name = d.person
    rows += federal(d, ("UNITED STATES OF AMERICA", name), d.docket("cr"))
    rows += [
        center(d.by("ARREST WARRANT", "WARRANT FOR ARREST", "WARRANT OF ARREST"), 14),
        GAP,
        left(
            f"To:  {d.of('Any authorized law enforcement officer', 'The United States Marshal or any officer of Immigration and Customs Enforcement')}"
        ),
        GAP,
    ]
    rows += [
        left("YOU ARE COMMANDED to arrest and bring before a United States magistrate judge"),
        left("without unnecessary delay the person named here:"),
        left(name),
        GAP,
    ]
    rows += [
        left("who is accused of an offense based on the following document filed with the court:"),
        left("[X] Indictment  [ ] Information  [ ] Complaint  [ ] Violation Petition"),
        GAP,
    ]
    rows += [
        left(
            d.of(
                "This offense is briefly described as follows: reentry of removed alien, 8 U.S.C. 1326",
                "This offense is briefly described as follows: SPECIMEN OFFENSE, 18 U.S.C. 0000",
            )
        ),
        GAP,
        GAP,
    ]
    rows += [fed_judge(d)]
    return "judicial", "federal-arrest-warrant", "federal", rows


def writ(d: Draw) -> Made:
    rows = federal(d, us(d), d.docket("cr")) + [
        center(d.of("WRIT OF HABEAS CORPUS AD PROSEQUENDUM", "WRIT OF HABEAS CORPUS AD TESTIFICANDUM"), 13),
        GAP,
    ]
    rows += [left("TO: The Warden of the SPECIMEN JAIL, and the United States Marshal"), GAP]
    rows += [
        left("YOU ARE COMMANDED to produce the body of the prisoner named above before this court"),
        left(f"on {d.day} at 9:00 a.m., and to return the prisoner when the case has been heard."),
        GAP,
        left("SO ORDERED."),
        GAP,
        GAP,
        fed_judge(d),
    ]
    return "judicial", "writ", "federal", rows


def fed_order(d: Draw) -> Made:
    rows = federal(d, ("SPECIMEN PLAINTIFF", "SPECIMEN RESPONDENT"), d.docket("cv")) + [
        center(d.of("ORDER", "ORDER TO PRODUCE RECORDS", "ORDER GRANTING MOTION TO COMPEL"), 13),
        GAP,
    ]
    rows += [
        left("The court has read the papers and heard the parties."),
        GAP,
        left("IT IS HEREBY ORDERED that the custodian of records produce the files named in Schedule 1"),
        left("within fourteen days."),
        GAP,
        left(d.of("IT IS SO ORDERED.", "SO ORDERED.")),
        GAP,
        GAP,
        fed_judge(d),
    ]
    return "judicial", "court-order", "federal", rows


def fed_finding(d: Draw) -> Made:
    rows = federal(d, us(d), d.docket("mj")) + [
        center(d.of("PROBABLE CAUSE DETERMINATION", "JUDICIAL DETERMINATION OF PROBABLE CAUSE"), 13),
        GAP,
    ]
    rows += [
        left("Upon the sworn statement of the officer, the court finds probable cause to believe that"),
        left("the person named above committed an offense under 8 U.S.C. 1325."),
        GAP,
        GAP,
        fed_judge(d),
    ]
    return "judicial", "judicial-probable-cause-determination", "federal", rows


def civil_warrant(d: Draw) -> Made:
    rows = federal(d, ("In the Matter of the Inspection of", ""), d.docket("mc")) + [
        left("SPECIMEN WORKPLACE"),
        center(d.of("ADMINISTRATIVE INSPECTION WARRANT", "CIVIL INSPECTION WARRANT", "WARRANT OF INSPECTION"), 13),
        GAP,
    ]
    rows += [
        left("The court finds good cause. YOU ARE HEREBY AUTHORIZED to enter and inspect the place named above"),
        left("in the daytime, within ten days."),
        GAP,
        GAP,
        fed_judge(d),
    ]
    return "judicial", "civil-inspection-warrant", "federal", rows


def state_judge(d: Draw, label: str) -> Row:
    return {
        0: sign(label, text=f"Dated: {d.day}"),
        1: sign(d.judge.title(), label.upper(), text=f"DATED: {d.day}"),
        2: sign(f"Hon. {d.judge.title()}", label, right=False),
    }[d.style]


def ca_search(d: Draw) -> Made:
    rows = state(d, "California", ("THE PEOPLE OF THE STATE OF CALIFORNIA", ""), d.number("SW")) + [
        center(d.of("SEARCH WARRANT", "SEARCH WARRANT AND AFFIDAVIT"), 14),
        GAP,
    ]
    rows += [
        left("To any sheriff, police officer or peace officer in the County of Specimen:"),
        left("Proof by affidavit having been made before me, there is probable cause."),
        left("YOU ARE THEREFORE COMMANDED to search SPECIMEN PLACE for the things listed in Exhibit 1,"),
        left("and to bring them before this court."),
        GAP,
        left("Time of issuance: 10:15 a.m."),
        GAP,
        GAP,
        state_judge(d, "Judge of the Superior Court"),
    ]
    return "judicial", "state-search-warrant", "own-state", rows


def ca_bench(d: Draw) -> Made:
    rows = state(d, "California", ("THE PEOPLE OF THE STATE OF CALIFORNIA", d.person), d.number("BA")) + [center("BENCH WARRANT", 14), GAP]
    rows += [
        left("TO ANY PEACE OFFICER: the defendant failed to appear as ordered."),
        left("YOU ARE COMMANDED to arrest the defendant and bring the defendant before this court."),
        left(d.of("This warrant remains in force until executed or recalled.", "No bail. Night service is allowed.")),
        GAP,
        GAP,
        state_judge(d, "Judge of the Superior Court"),
    ]
    return "judicial", "bench-warrant", "own-state", rows


def ny_arrest(d: Draw) -> Made:
    rows = state(d, "New York", ("THE PEOPLE OF THE STATE OF NEW YORK", d.person), d.number("CR-")) + [
        center(d.of("WARRANT OF ARREST", "ARREST WARRANT"), 14),
        GAP,
    ]
    rows += [
        left("TO ANY POLICE OFFICER OF THE STATE: an accusatory instrument was filed with this court."),
        left("YOU ARE DIRECTED TO ARREST the defendant and bring the defendant before this court."),
        GAP,
        GAP,
        state_judge(d, d.by("Judge of the Criminal Court", "Justice of the Supreme Court", "County Judge")),
    ]
    return "judicial", "state-arrest-warrant", "other-state", rows


def tx_arrest(d: Draw) -> Made:
    rows = state(d, "Texas", ("THE STATE OF TEXAS", d.person), d.number("F-")) + [center(d.of("WARRANT OF ARREST", "CAPIAS"), 14), GAP]
    rows += [
        left("IN THE NAME OF THE STATE OF TEXAS: to any sheriff or peace officer of Texas."),
        left("YOU ARE HEREBY COMMANDED to arrest the defendant named above."),
        GAP,
        GAP,
        state_judge(d, d.by("District Judge", "Judge, County Court at Law", "Justice of the Peace")),
    ]
    return "judicial", "state-arrest-warrant", "other-state", rows


def protective(d: Draw) -> Made:
    rows = state(d, "California", ("SPECIMEN PROTECTED", "SPECIMEN RESTRAINED"), d.number("FL")) + [
        center(d.of("RESTRAINING ORDER AFTER HEARING", "CRIMINAL PROTECTIVE ORDER"), 13),
        GAP,
    ]
    rows += [
        left("THE COURT ORDERS that the restrained person must not contact or come near the protected person."),
        left("This order stays in force until 2029 unless the court changes it."),
        GAP,
        GAP,
        state_judge(d, "Judicial Officer"),
    ]
    return "judicial", "protective-order", "own-state", rows


def state_order(d: Draw) -> Made:
    rows = state(d, "California", ("SPECIMEN PETITIONER", "SPECIMEN RESPONDENT"), d.number("CV")) + [
        center(d.of("ORDER", "ORDER TO PRODUCE RECORDS", "FINDINGS AND ORDER AFTER HEARING"), 13),
        GAP,
    ]
    rows += [
        left("After hearing, and for good cause:"),
        left("IT IS ORDERED that the records named in Exhibit 1 be produced."),
        GAP,
        GAP,
        state_judge(d, "Judge of the Superior Court"),
    ]
    return "judicial", "court-order", "own-state", rows


# ------------------------------------------------------------------------------------------------ papers of clerks and attorneys


def ao88(d: Draw) -> Made:
    rows = [] if d.style else [left("AO 88B (Rev. 02/14) Subpoena to Produce Documents", 8)]
    rows += federal(d, ("SPECIMEN PLAINTIFF", "SPECIMEN COMPANY"), d.docket("cv")) + [
        center("SUBPOENA TO PRODUCE DOCUMENTS, INFORMATION, OR OBJECTS", 12),
        center("IN A CIVIL ACTION", 12),
        GAP,
        left("To: SPECIMEN CUSTODIAN"),
        left(f"YOU ARE COMMANDED to produce at the time, date and place below: {d.day}"),
        GAP,
        GAP,
    ]
    rows += [d.random.choice([sign("Attorney's signature"), sign("Signature of Clerk or Deputy Clerk")])]
    return "court-issued", "judicial-subpoena", "federal", rows


def ao110(d: Draw) -> Made:
    rows = federal(d, ("SPECIMEN GRAND JURY", ""), d.docket("gj")) + [
        center("SUBPOENA TO TESTIFY BEFORE A GRAND JURY", 12),
        GAP,
        left("YOU ARE COMMANDED to appear before the grand jury on the day below."),
        GAP,
        GAP,
        sign("Signature of Clerk or Deputy Clerk"),
    ]
    return "court-issued", "grand-jury-subpoena", "federal", rows


def ca_subpoena(d: Draw) -> Made:
    rows = state(d, "California", ("SPECIMEN PLAINTIFF", "SPECIMEN DEFENDANT"), d.number("CV")) + [
        center("CIVIL SUBPOENA", 13),
        GAP,
        left("YOU ARE ORDERED TO APPEAR as a witness on the day below."),
        GAP,
        GAP,
        sign("Attorney for Plaintiff"),
    ]
    return "court-issued", "judicial-subpoena", "own-state", rows


# ------------------------------------------------------------------------------------------------ papers of agencies


def dhs(d: Draw, number: str) -> list[Row]:
    head = {
        0: [left("U.S. DEPARTMENT OF HOMELAND SECURITY")],
        1: [center("DEPARTMENT OF HOMELAND SECURITY", 12), center("U.S. Immigration and Customs Enforcement")],
        2: [two("Department of Homeland Security", f"Form {number}")],
    }[d.style]
    return [*head, GAP]


def tail(d: Draw, number: str, rev: str) -> list[Row]:
    return [GAP, left(f"{d.by('Form ', 'DHS Form ', '')}{number} ({rev})", 8)]


def i200(d: Draw) -> Made:
    rows = dhs(d, "I-200") + [
        center(d.by("Warrant for Arrest of Alien", "WARRANT FOR ARREST OF ALIEN", "Warrant for Arrest of Alien"), 14),
        GAP,
        two("File No. A000 000 000", f"Date: {d.day}"),
    ]
    rows += [
        left("To: Any immigration officer authorized under sections 236 and 287 of the Immigration and"),
        left("Nationality Act to serve warrants of arrest for immigration violations"),
        GAP,
        left("I have determined that there is probable cause to believe that SPECIMEN PERSON is removable"),
        left("from the United States."),
        left("YOU ARE COMMANDED to arrest and take into custody the person named above."),
        GAP,
        GAP,
        sign("(Signature of Authorized Immigration Officer)", "(Printed Name and Title of Authorized Immigration Officer)"),
        *tail(d, "I-200", "Rev. 09/16"),
    ]
    return "administrative", "administrative-warrant", None, rows


def i205(d: Draw) -> Made:
    rows = dhs(d, "I-205") + [
        center("WARRANT OF REMOVAL/DEPORTATION", 14),
        GAP,
        two("File No: A000 000 000", f"Date: {d.day}"),
        left("To any immigration officer of the United States Department of Homeland Security:"),
        left("SPECIMEN PERSON is subject to removal, based upon a final order by an immigration judge"),
        left("in exclusion, deportation, or removal proceedings."),
        GAP,
        GAP,
        sign("(Signature of immigration officer)", "(Title of immigration officer)"),
        *tail(d, "I-205", "8/07"),
    ]
    return "administrative", "administrative-warrant", None, rows


def i247a(d: Draw) -> Made:
    rows = dhs(d, "I-247A") + [
        center("IMMIGRATION DETAINER - NOTICE OF ACTION", 13),
        GAP,
        left("TO: SPECIMEN JAIL"),
        left("FROM: SPECIMEN FIELD OFFICE"),
        left("DHS has determined that probable cause exists that the subject is a removable alien."),
        left("IT IS THEREFORE REQUESTED THAT YOU: notify DHS before the alien is released, and maintain"),
        left("custody of the alien for a period not to exceed 48 hours."),
        GAP,
        GAP,
        sign("(Name and title of Immigration Officer)", "(Signature of Immigration Officer)"),
        *tail(d, "I-247A", "3/17"),
    ]
    return "administrative", "detainer", None, rows


def i247n(d: Draw) -> Made:
    rows = dhs(d, "I-247N") + [
        center("REQUEST FOR VOLUNTARY NOTIFICATION OF RELEASE OF SUSPECTED PRIORITY ALIEN", 11),
        GAP,
        left("Date: 03/03/2016"),
        left("TO: SPECIMEN JAIL"),
        left("This request does not request or authorize that you hold the subject."),
        GAP,
        sign("(Signature of Immigration Officer)"),
        *tail(d, "I-247N", "5/15"),
    ]
    return "administrative", "notification-request", None, rows


def i862(d: Draw) -> Made:
    rows = dhs(d, "I-862") + [
        center("NOTICE TO APPEAR", 14),
        GAP,
        left("In removal proceedings under section 240 of the Immigration and Nationality Act:"),
        left("You are an alien present in the United States who has not been admitted."),
        left("YOU ARE ORDERED to appear before an immigration judge of the United States Department of Justice."),
        GAP,
        sign("(Signature and Title of Issuing Officer)"),
        *tail(d, "I-862", "Rev. 6/22"),
    ]
    return "administrative", "notice-to-appear", None, rows


def i286(d: Draw) -> Made:
    number, title = d.random.choice(
        [("I-286", "NOTICE OF CUSTODY DETERMINATION"), ("I-203", "ORDER TO DETAIN OR RELEASE ALIEN"), ("I-220B", "ORDER OF SUPERVISION")]
    )
    rows = dhs(d, number) + [
        center(title, 13),
        GAP,
        left("Pursuant to the authority contained in section 236 of the Immigration and Nationality Act"),
        left("you shall be detained pending a final administrative determination."),
        GAP,
        sign("(Signature of Immigration Officer)"),
        *tail(d, number, "Rev. 1/15"),
    ]
    return "administrative", "none", None, rows


def ij_order(d: Draw) -> Made:
    rows = [
        center("UNITED STATES DEPARTMENT OF JUSTICE", 12),
        center("EXECUTIVE OFFICE FOR IMMIGRATION REVIEW", 12),
        center("IMMIGRATION COURT", 12),
        center("SPECIMEN CITY"),
        GAP,
        two("In the Matter of SPECIMEN PERSON", "File: A000-000-000"),
        center(d.of("ORDER OF THE IMMIGRATION JUDGE", "ORDER"), 13),
        GAP,
        left("IT IS HEREBY ORDERED that the respondent be removed from the United States."),
        GAP,
        GAP,
        sign("SPECIMEN JUDGE", "Immigration Judge"),
    ]
    return "administrative", "immigration-judge-order", None, rows


def ij_subpoena(d: Draw) -> Made:
    rows = [
        center("EXECUTIVE OFFICE FOR IMMIGRATION REVIEW", 12),
        center("IMMIGRATION COURT", 12),
        GAP,
        center("SUBPOENA", 13),
        GAP,
        left("Under 8 C.F.R. 1003.35 you are hereby commanded to appear before the immigration judge."),
        GAP,
        GAP,
        sign("Immigration Judge"),
    ]
    return "administrative", "immigration-court-subpoena", None, rows


def i138(d: Draw) -> Made:
    rows = dhs(d, "I-138") + [
        center("IMMIGRATION ENFORCEMENT SUBPOENA", 13),
        GAP,
        left("By the service of this subpoena upon you, YOU ARE HEREBY COMMANDED to produce records"),
        left("under section 235(d)(4) of the Act, 8 U.S.C. 1225(d), and 8 C.F.R. 287.4."),
        GAP,
        GAP,
        sign("(Signature)", "Supervisory Special Agent"),
        *tail(d, "I-138", "6/09"),
    ]
    return "administrative", "administrative-subpoena", None, rows


def customs(d: Draw) -> Made:
    rows = [
        center("DEPARTMENT OF HOMELAND SECURITY", 12),
        GAP,
        center("SUMMONS", 14),
        center("to appear and/or produce records"),
        GAP,
        left("By the authority of title 19, United States Code, 19 U.S.C. 1509, you must produce records"),
        left("of customs transactions."),
        GAP,
        GAP,
        sign("Special Agent"),
    ]
    return "administrative", "customs-summons", None, rows


def i9(d: Draw) -> Made:
    rows = [
        center("U.S. Department of Homeland Security", 12),
        center("Homeland Security Investigations", 12),
        GAP,
        center("NOTICE OF INSPECTION", 13),
        GAP,
        left("Employers must show Forms I-9, Employment Eligibility Verification, after three business days'"),
        left("notice (8 C.F.R. 274a.2)."),
        GAP,
        GAP,
        sign("Auditor"),
    ]
    return "administrative", "i-9-notice", None, rows


def letter(d: Draw) -> Made:
    rows = [
        left("SPECIMEN AGENCY"),
        left(d.day),
        GAP,
        left("Dear Principal:"),
        GAP,
        left("We are looking for a person and ask for your help. We have a warrant and may come back with a"),
        left("federal judge's order. Please tell us where the person is today."),
        GAP,
        left("Sincerely,"),
        GAP,
        sign("Special Agent", right=False),
    ]
    return "none", "none", None, rows


MAKERS: dict[str, Maker] = {
    "search-warrant": ao93, "arrest-warrant": ao442, "writ": writ, "federal-order": fed_order, "finding": fed_finding, "civil-warrant": civil_warrant,
    "ca-search": ca_search, "ca-bench": ca_bench, "ny-arrest": ny_arrest, "tx-arrest": tx_arrest, "protective": protective, "state-order": state_order,
    "subpoena": ao88, "grand-jury": ao110, "ca-subpoena": ca_subpoena,
    "i-200": i200, "i-205": i205, "i-247a": i247a, "i-247n": i247n, "i-862": i862, "i-286": i286, "ij-order": ij_order, "ij-subpoena": ij_subpoena,
    "i-138": i138, "customs": customs, "i-9": i9, "letter": letter,
}  # fmt: skip


def specimen(name: str, seed: int, style: int) -> Specimen:
    """The specimen of a kind, a seed and a style; the same three, the same paper."""
    truth, paper, court, rows = MAKERS[name](Draw(seed, style))
    return Specimen(name, truth, paper, court, tuple([*rows, GAP, center("SPECIMEN", 8)]), style)


def text_of(one: Specimen) -> str:
    """The specimen as plain text; something written is given in type."""
    return "\n".join(line for row in one.rows for line in _lines(row)) + "\n"


def _lines(row: Row) -> Iterator[str]:
    if row.form == "center":
        yield row.text.center(90).rstrip()
    elif row.form == "two":
        yield f"{row.text:<48}{row.right}".rstrip()
    elif row.form == "sign":
        pad = " " * 48 if row.right else ""
        written = "/s/ SPECIMEN SIGNATURE" if row.ink else "______________________"
        yield f"{row.text:<48}{written}" if row.right else f"{row.text}  {written}".strip()
        yield from (pad + words for words in row.under)
    elif row.form == "break":
        yield "\f"
    else:
        yield row.text
