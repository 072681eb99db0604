"""Specimens of papers of agencies, and of letters."""

from triage.layout import GAP, Draw, Made, Row, center, left, sign, two


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
