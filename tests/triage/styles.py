"""Judges' papers as courts of several states and federal courts write them, and what undoes each; placeholders stand for every name."""

__all__ = ["CHANGES", "STYLES"]

STYLES = {
    ("fed docket order", "federal-arrest-warrant"): """UNITED STATES DISTRICT COURT
NORTHERN DISTRICT OF ILLINOIS
EASTERN DIVISION

UNITED STATES OF AMERICA      )
        v.                    )    No. 26 CR 221
ALPHA SPECIMEN               )    Judge S. Specimen

WARRANT FOR ARREST

TO: The United States Marshal and any Authorized United States Officer
YOU ARE HEREBY COMMANDED to arrest ALPHA SPECIMEN and bring him or her forthwith to the nearest magistrate
judge to answer an indictment charging wire fraud, in violation of Title 18, United States Code, Section 1343.

ENTERED: March 5, 2026
/s/ S. Specimen
UNITED STATES DISTRICT JUDGE
""",
    ("fed material witness", "federal-arrest-warrant"): """UNITED STATES DISTRICT COURT
for the District of New Mexico
United States of America v. ALPHA SPECIMEN           Case No. 26-MJ-00777
WARRANT FOR THE ARREST OF A WITNESS OR MATERIAL WITNESS IN A PENDING CRIMINAL CASE
To: Any authorized law enforcement officer
YOU ARE COMMANDED to arrest and bring before a United States magistrate judge without unnecessary delay ALPHA
SPECIMEN, a material witness under 18 U.S.C. § 3144.
Date: 03/02/2026           /s/ S. Specimen
                           Issuing officer's signature
                           S. Specimen, United States Magistrate Judge
""",
    ("fed writ", "writ"): """UNITED STATES DISTRICT COURT
CENTRAL DISTRICT OF CALIFORNIA

UNITED STATES OF AMERICA,             Case No. 2:26-cr-00123-ABC
         Plaintiff,
   v.
ALPHA SPECIMEN,
         Defendant.

WRIT OF HABEAS CORPUS AD PROSEQUENDUM

THE PRESIDENT OF THE UNITED STATES OF AMERICA to the Sheriff of Los Angeles County and the United States
Marshal, GREETINGS:
YOU ARE HEREBY COMMANDED to have the body of ALPHA SPECIMEN, detained by you, before the Honorable S. Specimen
 on March 20, 2026 at 9:00 a.m. for arraignment, and to return the prisoner thereafter.
WITNESS the Honorable S. Specimen.
Dated: March 9, 2026
/s/ S. Specimen
UNITED STATES MAGISTRATE JUDGE
""",
    ("ca search", "state-search-warrant"): """STATE OF CALIFORNIA - COUNTY OF SACRAMENTO
SEARCH WARRANT AND AFFIDAVIT
SUPERIOR COURT OF CALIFORNIA, COUNTY OF SACRAMENTO

Warrant No. 26SW00431

THE PEOPLE OF THE STATE OF CALIFORNIA TO ANY PEACE OFFICER IN THE COUNTY OF SACRAMENTO:
proof by affidavit, under penalty of perjury, having been made before me by Officer Specimen, that there is
probable cause to believe that the property described herein may be found at the location set forth herein and
 that it is lawfully seizable pursuant to Penal Code Section 1524.

YOU ARE THEREFORE COMMANDED TO SEARCH: the premises at 12 Specimen Street, and to seize the property
described, and to bring it forthwith before me, or this court.

GIVEN UNDER MY HAND and dated this 4th day of March, 2026, at 3:15 p.m.

/s/ S. Specimen
Judge of the Superior Court, County of Sacramento
Night search approved: NO
""",
    ("tx arrest", "state-arrest-warrant"): """CAUSE NO. 1788231
THE STATE OF TEXAS                    §     IN THE DISTRICT COURT
VS.                                   §     230TH JUDICIAL DISTRICT
ALPHA SPECIMEN                         §     HARRIS COUNTY, TEXAS

WARRANT OF ARREST

THE STATE OF TEXAS TO ANY SHERIFF OR PEACE OFFICER OF THE STATE OF TEXAS, GREETINGS:
You are hereby commanded to take the body of ALPHA SPECIMEN, and him safely keep so that he may be dealt with
according to law, and bring him before me instanter, to answer the State of Texas for an offense against the
laws of said State, namely: Burglary of a habitation, a felony.
Herein fail not, and make due return hereof showing how you have executed the same.
Witness my official signature this 9th day of January, 2026.

/s/ S. Specimen
Judge, 230th District Court
Harris County, Texas
""",
    ("il search", "state-search-warrant"): """STATE OF ILLINOIS            )
                             ) SS
COUNTY OF DUPAGE             )
IN THE CIRCUIT COURT OF THE EIGHTEENTH JUDICIAL CIRCUIT
Warrant No. 26MR000412
SEARCH WARRANT
TO: All Peace Officers of the State of Illinois
On this day, Officer Specimen, Complainant, has subscribed and sworn to a complaint for search warrant before
me. Upon examination of the complaint, I find that it states facts sufficient to show probable cause and
therefore command that you search the residence at 1 Example Lane and seize the articles named.
Time and date of issuance: 9:05 a.m., March 4, 2026
/s/ S. Specimen
JUDGE
""",
    ("or search", "state-search-warrant"): """IN THE CIRCUIT COURT OF THE STATE OF OREGON
FOR THE COUNTY OF MULTNOMAH

STATE OF OREGON                )
                               )   SEARCH WARRANT No. 26SW0912
COUNTY OF MULTNOMAH            )

TO ANY POLICE OFFICER IN THE STATE OF OREGON, GREETINGS:
Information on oath having this day been laid before me that evidence of the crime of theft is located at 20
SE Specimen Court, and it appearing to me that there is probable cause,
YOU ARE HEREBY COMMANDED to search the described premises for the described property, and to make return of
this warrant to me within five days after execution.
ISSUED over my hand on March 7, 2026 at 9:12 a.m.
/s/ S. Specimen
Circuit Court Judge
""",
    ("pa bench", "bench-warrant"): """COURT OF COMMON PLEAS OF PHILADELPHIA COUNTY, PENNSYLVANIA
CRIMINAL TRIAL DIVISION

COMMONWEALTH OF PENNSYLVANIA          :   CP-51-CR-0001234-2026
            v.                        :
ALPHA SPECIMEN                          :

BENCH WARRANT

AND NOW, this 6th day of March 2026, the defendant having failed to appear as ordered, the Sheriff of
Philadelphia County or any other police officer is hereby ordered to convey and deliver the defendant into the
 custody of the court.

BY THE COURT:
/s/ S. Specimen
J.
""",
    ("va capias", "bench-warrant"): """COMMONWEALTH OF VIRGINIA
CIRCUIT COURT OF FAIRFAX COUNTY
                                                Case No. FE-2026-123
COMMONWEALTH OF VIRGINIA v. ALPHA SPECIMEN
CAPIAS: BENCH WARRANT
TO ANY AUTHORIZED OFFICER: You are commanded in the name of the Commonwealth to arrest the Defendant forthwith
 and bring the Defendant before this Court to answer for failure to appear.
Date issued: March 2, 2026
/s/ S. Specimen
JUDGE
""",
    ("oh arrest", "state-arrest-warrant"): """IN THE COURT OF COMMON PLEAS
FRANKLIN COUNTY, OHIO
STATE OF OHIO,
     Plaintiff,                             Case No. 26CR-001234
vs.                                         Judge S. Specimen
ALPHA SPECIMEN,
     Defendant.
WARRANT TO ARREST
To the Sheriff of Franklin County: An indictment, a copy of which is attached, has been filed in this court
charging the defendant. You are ordered to arrest ALPHA SPECIMEN and bring said person before this court
without unnecessary delay.
IT IS SO ORDERED.
/s/ S. Specimen
JUDGE
March 4, 2026
""",
    ("mn search", "state-search-warrant"): """STATE OF MINNESOTA                              DISTRICT COURT
COUNTY OF HENNEPIN                              FOURTH JUDICIAL DISTRICT
                                                Court File No. 27-CR-26-1234
SEARCH WARRANT
TO: OFFICER S. SPECIMEN, A PEACE OFFICER OF THE STATE OF MINNESOTA
WHEREAS, the application was duly presented and read by the Court, and being fully advised in the premises,
NOW, THEREFORE, the Court finds that probable cause exists for the issuance of a search warrant.
NOW, THEREFORE, you, the peace officer aforesaid, are hereby commanded to enter and search between the hours
of 7 a.m. and 8 p.m. the described premises, and to seize the things listed.
BY THE COURT:
/s/ S. Specimen
JUDGE OF DISTRICT COURT
Dated: March 3, 2026
""",
    ("ca protective", "protective-order"): """SUPERIOR COURT OF CALIFORNIA, COUNTY OF ALAMEDA
Case Number: HF26012345
CRIMINAL PROTECTIVE ORDER - DOMESTIC VIOLENCE
THE PEOPLE OF THE STATE OF CALIFORNIA vs. DEFENDANT: S. SPECIMEN
GOOD CAUSE APPEARING, THE COURT ORDERS that the above-named defendant must not harass, strike, threaten, or
contact the protected persons named below.
This order expires on March 1, 2029.
Executed on: March 1, 2026
/s/ S. Specimen
JUDICIAL OFFICER  Judge of the Superior Court      Department: 12
""",
    ("az search", "state-search-warrant"): """IN THE SUPERIOR COURT OF ARIZONA
COUNTY OF PIMA
SEARCH WARRANT NO. SW 26-00321
TO ANY PEACE OFFICER IN THE STATE OF ARIZONA: Proof by affidavit having been made this day before me by
Officer Specimen, I am satisfied that there is probable cause to believe that stolen property is at the
premises known as 3 Example Drive. YOU ARE THEREFORE COMMANDED in the daytime to make a search of the premises
 and if you find the property to retain it in your custody.
Return this warrant to me within five business days of the date thereof.
Given under my hand and dated this 3rd day of March, 2026.
/s/ S. Specimen
Judge, Justice of the Peace or Magistrate
""",
    ("nm bench", "bench-warrant"): """STATE OF NEW MEXICO
COUNTY OF BERNALILLO
SECOND JUDICIAL DISTRICT COURT
STATE OF NEW MEXICO v. ALPHA SPECIMEN                D-202-CR-2026-00123
BENCH WARRANT
THE STATE OF NEW MEXICO TO ANY OFFICER AUTHORIZED TO EXECUTE THIS WARRANT: You are ordered to arrest the
defendant, who failed to appear at the time and place ordered, and bring the defendant before this court.
Dated: March 3, 2026
/s/ S. Specimen
District Judge
""",
    ("mo arrest", "state-arrest-warrant"): """IN THE 22ND JUDICIAL CIRCUIT COURT, CITY OF ST. LOUIS, MISSOURI
Judge: S. SPECIMEN            Case Number: 2622-CR01234
STATE OF MISSOURI vs. SPECIMEN, ALPHA
CRIMINAL ARREST WARRANT
The State of Missouri to any peace officer in the state of Missouri: You are commanded to arrest ALPHA
SPECIMEN, who is charged with stealing, alleged to have been committed within the jurisdiction of this court,
and to bring the person forthwith before this court.
3/4/2026        /s/ S. Specimen
Date            Judge
""",
    ("nc order arrest", "court-order"): """STATE OF NORTH CAROLINA                 In The General Court Of Justice
Mecklenburg County                      District Court Division
                                        File No. 26 CR 201234
STATE VERSUS
ALPHA SPECIMEN
ORDER FOR ARREST
To any officer with authority and jurisdiction to execute an Order for Arrest:
The Court finds that the defendant failed to appear on February 2, 2026 and it is ORDERED that you arrest the
defendant and bring the defendant before a judicial official without unnecessary delay.
Date: 2/3/2026       /s/ S. Specimen
[X] District Court Judge   [ ] Magistrate   [ ] Clerk of Superior Court
""",
}
"""By name and kind."""

CHANGES = (
    ("va capias", "/s/ S. Specimen", "/s/ S. Specimen, Court Reporter, for"),
    ("va capias", "/s/ S. Specimen", "/s/ S. Specimen for"),
    ("tx arrest", "Herein fail not", "[Proposed] - submitted by the District Attorney\nHerein fail not"),
    ("tx arrest", "WARRANT OF ARREST", "WARRANT OF ARREST\nRECALLED 02/01/2026"),
    ("tx arrest", "CAUSE NO.", "DRAFT - NOT FILED\nCAUSE NO."),
    ("or search", "SEARCH WARRANT No", "AFFIDAVIT FOR SEARCH WARRANT No"),
    ("il search", "SEARCH WARRANT\n", "SEARCH WARRANT\nNOT ISSUED - insufficient facts\n"),
    ("az search", "Return this warrant", "The Court refuses to issue this warrant.\nReturn this warrant"),
    ("mo arrest", "CRIMINAL ARREST WARRANT", "CRIMINAL ARREST WARRANT\nWARRANT PURGED 03/04/2026. Bail: $1,000"),
    ("mo arrest", "CRIMINAL ARREST WARRANT", "CRIMINAL ARREST WARRANT\nThis warrant has been satisfied and cleared."),
    ("mo arrest", "CRIMINAL ARREST WARRANT", "ARREST WARRANT (STAYED)"),
    ("mo arrest", "stealing", "being an alien subject to removal"),
    (
        "nm bench",
        "You are ordered to arrest",
        "Take into custody and remove from the United States the above-named alien. You are ordered to arrest",
    ),
    ("nm bench", "BENCH WARRANT", "ORDER CANCELING BENCH WARRANT"),
    ("nm bench", "BENCH WARRANT", "RE: BENCH WARRANT"),
    ("pa bench", "BY THE COURT:\n/s/ S. Specimen", "BY THE COURT:\n____________"),
    ("ca protective", "CRIMINAL PROTECTIVE ORDER", "ORDER TERMINATING CRIMINAL PROTECTIVE ORDER"),
)
"""What makes each no judge's paper in force: a style, what stands in it, and what stands there instead."""
