"""What was proved, written for solvers of others: `--certificates FOLDER` of `assess` and `compare`."""

import hashlib
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.printing import Outputs
from sanctuary.documents import as_json
from sanctuary.engine.certificates import Ledger
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law
from sanctuary.law.used import packs_used

__all__ = ["Certificates", "ledger_for", "write_certificates"]

SCHEMA = "sanctuary.certificates/1"

Certificates = Annotated[str, Parameter(help="A new folder for what was proved: DIMACS CNF and a table of its variables for each.")]


def ledger_for(folder: str) -> Ledger | None:
    """A ledger where a folder is named; refuses one that holds something."""
    if not folder:
        return None
    home = Path(folder)
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise RequestError(f"{home}: not an empty folder. Name one that does not exist yet; nothing there is overwritten.")
    return Ledger()


def write_certificates(folder: str, ledger: Ledger, *laws: Law) -> int:
    """How many certificates were written: for each `NNNN.cnf` and `NNNN.tsv`, and `index.json` with what each claims."""
    index = []
    home = Path(folder)
    with Outputs() as outputs:
        for number, one in enumerate(ledger.certificates, 1):
            formula, name = one.dimacs().encode(), f"{number:04d}"
            outputs.place(home / f"{name}.cnf").write_bytes(formula)
            outputs.place(home / f"{name}.tsv").write_bytes(one.table().encode())
            index.append(
                {
                    "file": f"{name}.cnf",
                    "claim": one.claim,
                    "place": one.place,
                    "on": one.on,
                    "action": one.action,
                    "sha256": hashlib.sha256(formula).hexdigest(),
                }
            )
        packs = {used.id: used for law in laws for used in packs_used(law)}
        report = {"schema": SCHEMA, "packs": list(packs.values()), "certificates": index}
        outputs.place(home / "index.json").write_bytes((as_json(report) + "\n").encode())
    return len(index)
