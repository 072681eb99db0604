"""Papers that the walk through `sanctuary triage` has read: texts of our own and specimens drawn by the tests, with placeholders."""

import io

import cv2
import docx
import numpy as np
import pypdf
from fpdf import FPDF

from triage.adversarial import adversarial
from triage.drawn import image_of, pdf_of
from triage.specimens import MAKERS, specimen, text_of

__all__ = [
    "adversarial_texts",
    "canary_papers",
    "files_of_all_forms",
    "forms_by_hand",
    "pages_to_time",
    "specimens_as_text",
    "traps",
    "unlike",
]

WARRANT = """                    UNITED STATES DISTRICT COURT
                      District of Specimen

UNITED STATES OF AMERICA                        Case No. {number}
v.
{name}

                          {title}

{body}

DATED: {day}                            {sign}
                                                {who}
{foot}
"""
USUAL = {
    "number": "0:26-cr-00001-SPA", "name": "SPECIMEN DEFENDANT", "title": "ARREST WARRANT", "day": "March 3, 2026",
    "sign": "/s/ SPECIMEN", "foot": "",
    "body": "YOU ARE COMMANDED to arrest and bring before the court the person named above.", "who": "UNITED STATES MAGISTRATE JUDGE",
}  # fmt: skip
REENTRY = "YOU ARE COMMANDED to arrest the person named above, who is charged with reentry of a removed alien, 8 U.S.C. 1326."
AGENCY = "U.S. Department of Homeland Security\nU.S. Immigration and Customs Enforcement\n\n"
OLDER = AGENCY + (
    "IMMIGRATION DETAINER - REQUEST FOR VOLUNTARY ACTION\n\nSubject: SPECIMEN PERSON\nDate: {day}\nTO: SPECIMEN County Jail\n"
    "MAINTAIN CUSTODY of the alien for a period not to exceed 48 hours.\n/s/ SPECIMEN OFFICER\nImmigration Officer\n"
    "DHS Form I-247D (5/15)\n"
)


def warrant(**changed: str) -> str:
    """A federal arrest warrant, in force but for what is changed."""
    return WARRANT.format(**{**USUAL, **changed})


def specimens_as_text() -> dict[str, tuple[str, str, str | None]]:
    """By name the text of each kind in each style, its class and its kind."""
    drawn = {f"{name}-style-{style}": specimen(name, 7, style) for name in MAKERS for style in range(3)}
    return {name: (text_of(one), one.truth, one.paper) for name, one in drawn.items()}


def forms_by_hand() -> dict[str, tuple[str, str, str | None]]:
    """Kinds that the makers do not draw."""
    officer = "\nDate: March 2, 2026\n/s/ SPECIMEN OFFICER\nImmigration Officer\n"
    subpoena = {"title": "SUBPOENA TO PRODUCE DOCUMENTS, INFORMATION, OR OBJECTS", "who": "Attorney for Plaintiff"}
    return {
        "i-203": (
            AGENCY + "ORDER TO DETAIN OR RELEASE ALIEN\n\nTo: Officer in Charge\nPlease detain the alien named: SPECIMEN PERSON\n"
            + officer + "Form I-203 (Rev. 3/00)\n", "administrative", "none",
        ),
        "i-247d": (OLDER.format(day="05/01/2016"), "administrative", "detainer"),
        "i-247x": (
            AGENCY + "REQUEST FOR VOLUNTARY TRANSFER\n\nSubject: SPECIMEN PERSON\nDate: 05/01/2016\nTO: SPECIMEN Jail\n/s/ SPECIMEN\n"
            "Immigration Officer\nDHS Form I-247X (9/15)\n", "administrative", "transfer-request",
        ),
        "ao-88b": (
            warrant(**subpoena, body="YOU ARE COMMANDED to produce at the time and place below the documents listed."),
            "court-issued", "judicial-subpoena",
        ),
        "badge": ("Special agent badge\nBadge no. SPECIMEN\nDepartment of Homeland Security\nAuthorized by law\n", "none", "none"),
        "bench-warrant": (warrant(title="BENCH WARRANT"), "judicial", "bench-warrant"),
    }  # fmt: skip


def unlike() -> dict[str, tuple[str, str]]:
    """A text of each class."""
    return {
        "a-judges-warrant": (warrant(), "judicial"),
        "an-attorneys-subpoena": (forms_by_hand()["ao-88b"][0], "court-issued"),
        "a-detainer": (text_of(specimen("i-247a", 1, 0)), "administrative"),
        "a-letter": (
            "Dear Custodian:\n\nA judge signed a warrant; please hold the person for us until noon.\n\nSincerely,\nSPECIMEN OFFICER\n",
            "none",
        ),
        "a-warrant-without-a-signature": (warrant(sign="______________________"), "unknown"),
        "too-little-text": ("court 12\n", "unreadable"),
    }


def traps() -> dict[str, tuple[str, str, str]]:
    """A text, its class, and words that the answer must have."""
    search = {
        "title": "SEARCH AND SEIZURE WARRANT",
        "body": "YOU ARE COMMANDED to search the place described in Attachment A on or before March 5, 2026.",
    }
    gone = "a line of its own says"
    return {
        "as-it-is": (warrant(), "judicial", "something is written at a judge's place"),
        "blank-signature": (warrant(sign="______________________"), "unknown", "it seems empty"),
        "page-1-of-2": (warrant(foot="Page 1 of 2"), "unknown", "page"),
        "other-name": (
            warrant(name="SPECIMEN ALPHA", body="YOU ARE COMMANDED to arrest Bravo Example and bring that person before the court."),
            "unknown", "differ",
        ),
        "recalled": (warrant(foot="RECALLED March 4, 2026"), "unknown", gone),
        "quashed": (warrant(title="ORDER QUASHING ARREST WARRANT"), "unknown", "quash"),
        "vacated": (warrant(foot="The warrant was vacated on March 4, 2026."), "unknown", "vacate"),
        "denied": (warrant(foot="DENIED"), "unknown", gone),
        "application-for-one": (warrant(title="APPLICATION FOR AN ARREST WARRANT"), "unknown", "application"),
        "proposed": (warrant(title="[PROPOSED] ORDER"), "unknown", "proposed"),
        "out-of-date": (warrant(**search), "unknown", "out of date"),
        "officers-warrant-under-a-caption": (
            "UNITED STATES DISTRICT COURT\nDistrict of Specimen\nCase No. 0:26-mj-00001\n\n" + text_of(specimen("i-200", 1, 0)),
            "unknown", "disagree",
        ),
        "immigration-judges-order": (text_of(specimen("ij-order", 1, 0)), "administrative", "immigration"),
        "reentry-with-ice-as-officer": (
            warrant(body=f"To: Any special agent of Immigration and Customs Enforcement\n\n{REENTRY}"), "judicial", "case number",
        ),
        "clerk-after-an-indictment": (warrant(who="Deputy Clerk"), "court-issued", "a clerk"),
        "older-detainer-issued-before": (OLDER.format(day="04/01/2017"), "administrative", "one issued before remains"),
        "older-detainer-issued-after": (OLDER.format(day="04/03/2017"), "administrative", "bears a later day"),
    }  # fmt: skip


def adversarial_texts() -> list[str]:
    """Texts that no judge decided, or whose decision is undone or cannot be seen."""
    return [text for _, text in adversarial() if text.strip()]


def _encoded(image: object, form: str) -> bytes:
    return bytes(cv2.imencode(form, np.asarray(image))[1])


def _scan(name: str, seed: int, style: int, damage: str = "", quality: str = "scan") -> object:
    return image_of(pdf_of(specimen(name, seed, style), seed), 0, quality, damage, seed)  # type: ignore[arg-type]


def files_of_all_forms() -> dict[str, tuple[bytes, list[str], int]]:
    """By name the bytes of a file, the classes of its papers, and how many pages it has."""
    text = pdf_of(specimen("arrest-warrant", 5, 0), 5)
    packet = pypdf.PdfWriter()
    for raw in (pdf_of(specimen("i-200", 5, 0), 5), text, pdf_of(specimen("letter", 5, 0), 5)):
        packet.append(io.BytesIO(raw))
    document = docx.Document()
    for line in warrant().splitlines():
        document.add_paragraph(line.strip())
    both = {"packet.pdf": packet.write, "word.docx": document.save}
    made = {}
    for name, write in both.items():
        write(held := io.BytesIO())
        made[name] = held.getvalue()
    pictures = FPDF(unit="pt", format="letter")
    pictures.add_page()
    pictures.image(io.BytesIO(_encoded(_scan("ca-bench", 2, 1), ".png")), 0, 0, 612, 792)
    return {
        "text.pdf": (text, ["judicial"], 1),
        "packet.pdf": (made["packet.pdf"], ["administrative", "judicial", "none"], 3),
        "word.docx": (made["word.docx"], ["judicial"], 1),
        "plain.txt": (warrant().encode(), ["judicial"], 1),
        "scan.pdf": (bytes(pictures.output()), ["judicial"], 1),
        "scan.png": (_encoded(_scan("arrest-warrant", 5, 0), ".png"), ["judicial"], 1),
        "photograph.jpg": (_encoded(_scan("arrest-warrant", 5, 0, quality="photograph"), ".jpg"), ["judicial"], 1),
        "turned.webp": (_encoded(_scan("i-200", 5, 0, "turned"), ".webp"), ["administrative"], 1),
        "upside-down.tiff": (_encoded(np.rot90(np.asarray(_scan("i-200", 5, 0)), 2), ".tiff"), ["administrative"], 1),
        "cropped.jpg": (_encoded(_scan("arrest-warrant", 5, 0, "cropped"), ".jpg"), ["unknown"], 1),
    }


def canary_papers() -> tuple[dict[str, bytes], list[str]]:
    """Papers with values that stand nowhere else, and these values."""
    values = ["Quillonbraxter", "Vexmorrow", "86420", "1987", "Zyglenport"]
    text = warrant(
        name="QUILLONBRAXTER VEXMORROW, born 04/19/1987", number="7:31-cr-86420-QZX",
        body="YOU ARE COMMANDED to arrest Quillonbraxter Vexmorrow of 17 Zyglenport Road and bring that person before the court.",
    )  # fmt: skip
    page = FPDF(unit="pt", format="letter")
    page.add_page()
    page.set_font("times", "", 11)
    for at, line in enumerate(text.splitlines()):
        page.text(60, 60 + 18 * at, line.strip())
    pdf = bytes(page.output())
    image = _encoded(image_of(pdf, 0, "scan", "", 1), ".png")
    return {"values.txt": text.encode(), "values.pdf": pdf, "values.png": image}, values


def pages_to_time() -> list[bytes]:
    """A page to begin with, and five more."""
    names = ["arrest-warrant", "ca-bench", "i-200", "search-warrant", "protective", "i-247a"]
    return [_encoded(_scan(name, n, n % 2, quality="photograph" if n % 2 else "scan"), ".png") for n, name in enumerate(names)]
