"""Specimens of papers that courts issue: by judges, by clerks and attorneys."""

from triage.layout import GAP, Draw, Made, Row, center, federal, left, sign, state, us


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


def state_judge(d: Draw, label: str, day: str = "") -> Row:
    return {
        0: sign(label, text=f"Dated: {day or d.day}"),
        1: sign(d.judge.title(), label.upper(), text=f"DATED: {day or d.day}"),
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
        state_judge(d, "Judge of the Superior Court", d.late_day),
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
