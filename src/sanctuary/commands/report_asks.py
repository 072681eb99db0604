"""What a report asks for, before there is a record: who owes it, to whom and by when, and what to write down of each dealing."""

from sanctuary.account.catalog import reports_of
from sanctuary.account.definition import Definition
from sanctuary.account.fieldwords import said
from sanctuary.commands.printing import Printer
from sanctuary.law.jurisdiction import Law
from sanctuary.law.read_first import first_or_standing
from sanctuary.study.phrases import titled

__all__ = ["nil_said", "tell_asks", "tell_of_place"]


_NIL = {
    "certify": "where there was nothing, that is certified",
    "none": "where there was nothing, no report is owed",
    "state-nothing": "where there was nothing, none of what was read says what is owed",
}


def nil_said(one: Definition) -> str:
    """What is owed where there was nothing, in words, with what the report's file says of it."""
    note = one.nil.note.rstrip(".")
    return _NIL[one.nil.rule] + (f" ({note})" if note else "")


def tell_of_place(printer: Printer, law: Law) -> None:
    """The reports that the law of a place demands, each with who owes it to whom, and the command that tells its fields."""
    title, found = titled(law.place.file.title), reports_of(law)
    for line in first_or_standing(law.place, law.packs, "reports that it demands may be missing here"):
        printer.line(line)
    if not found:
        printer.line(f"No report that a law of {title} demands is in the packs. 'sanctuary report' lists all.")
        return
    printer.line(f"Reports that laws of {title} and above it demand, on {law.on}", style="bold")
    for name, one in sorted(found.items(), key=lambda pair: of_schools(pair[1]) and law.place.file.government != "district"):
        printer.heading(f"{name}: {one.title}")
        printer.line(_owed(one), indent=2)
        if one.note:
            printer.line(one.note, indent=2)
        printer.line(f"What to write down: sanctuary report {name}", indent=2)


def tell_asks(printer: Printer, one: Definition) -> None:
    """One report: who owes it, what an entry must say of each dealing, and the commands that write entries and run it."""
    printer.line(f"{one.id}: {one.title}", style="bold")
    printer.line(_owed(one))
    if one.note:
        printer.line(one.note)
    printer.heading("What to write down of each dealing, as it happens")
    for path, title in one.fields():
        printer.line(f"{said(path, title)} [{path}]", indent=2)
    printer.heading("The commands")
    printer.line("A record, once: sanctuary record init FOLDER", indent=2)
    printer.line("Each dealing, question by question: sanctuary record add FOLDER --ask", indent=2)
    printer.line(f"The report: sanctuary report {one.id} --record FOLDER", indent=2)


def _owed(one: Definition) -> str:
    """Who owes a report, to whom and by when, with its paragraph."""
    to = "; ".join(dict.fromkeys(f"to {due.to}, {due.every.replace('-', ' ')}{f', by {due.by}' if due.by else ''}" for due in one.due))
    return f"Owed by {one.who}{f': {to}' if to else ''} ({one.cites}); {nil_said(one)}."


def of_schools(one: Definition) -> bool:
    """Whether schools owe a report: those of police and jails stand before it, save for a district."""
    return "school" in one.who
