"""What the program raises, found in its source: each message with the values of its constants, and X for what changes."""

import ast
import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import sanctuary

__all__ = ["NEVER", "PASSED_ON", "Raised", "raised_in"]

SOURCE = Path(sanctuary.__path__[0])
ERRORS = ("RecordError", "RequestError", "TamperError", "EvidenceError", "error")
"""What a page shows; a PackError is the author's of a pack, and stops the start."""

NEVER: Mapping[str, str] = {
    "record/agent.py": "keys that a command line holds open; the desk's writer holds its own",
    "record/approval.py": "two passphrases at a command line, which no browser takes",
    "record/persons.py": "who may open a record, at a command line",
    "record/restoring.py": "a record that is put back, at a command line",
    "record/sample.py": "what an auditor draws, at a command line",
    "record/publish.py": "publishing, at a command line; of it the desk gives receipts (RECEIPTS)",
    "record/settings.py:need_publishable": "a record that is begun, or gets a witness, at a command line",
    "record/settings.py:need_witness_address": "the same",
    "account/catalog.py": "a report is chosen from those that there are",
    "account/report.py": "the period is the last that ended",
    "account/notice.py": "no field is filled at the desk",
    "desk/behind/agencies.py": "an agency is made at a command line",
    "desk/behind/reminding.py": "mail is sent at a command line",
    "desk/provider.py": "a file of the operator, read at the start",
    "desk/serving.py": "the start",
    "desk/settings.py": "the start",
    "desk/outbox/writer.py": "the start",
}
"""Modules, and functions of them, whose messages no page shows, each with why."""

PASSED_ON: Mapping[str, str] = {
    "record/entry.py": "what does not fit the schema, and the clock of a duty",
    "record/importing.py": "rows of a table, each by its own refusal; a field that none is called so",
    "record/opened.py": "what a head has lost; a refusal of the store",
    "record/settings.py": "a refusal of what was read; a witness's key",
    "record/store.py": "a driver's error by its sort",
    "record/terms.py": "what whoever asks says of two approvers",
    "account/asking.py": "a refusal of the record",
    "desk/behind/taking.py": "a refusal of the record or of a mapping",
}
"""Modules that pass on words of others, each with whose."""

RECEIPTS = ("not published yet", "No receipt was made")
"""Words of what publishing refuses where a receipt is asked for."""


@dataclass(frozen=True)
class Raised:
    """A message, and where it is raised."""

    where: str
    text: str

    @property
    def passed_on(self) -> bool:
        """Whether it has no words of its own."""
        return not any(part.isalpha() and len(part) > 1 for part in self.text.replace("X", " ").replace(":", " ").replace(".", " ").split())


def raised_in(folder: str) -> Iterator[Raised]:
    """Every message that a module, or those of a folder, raise and a page may show."""
    for path in sorted((SOURCE / folder).rglob("*.py")) if (SOURCE / folder).is_dir() else [SOURCE / folder]:
        name = str(path.relative_to(SOURCE))
        module = importlib.import_module(f"sanctuary.{name.removesuffix('.py').removesuffix('/__init__').replace('/', '.')}")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        left_out = {id(part) for one in tree.body if f"{name}:{getattr(one, 'name', '')}" in NEVER for part in ast.walk(one)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS and node.args and id(node) not in left_out:
                for text in texts_of(node.args[0], vars(module)):
                    if name not in NEVER or (name == "record/publish.py" and any(one in text for one in RECEIPTS)):
                        yield Raised(f"{name}:{node.lineno}", text)


def texts_of(node: ast.expr, known: Mapping[str, object]) -> list[str]:
    """The texts that an expression can be: constants of its module filled in, both of two that it chooses from, X for what changes."""
    if isinstance(node, ast.JoinedStr):
        found = [""]
        for one in node.values:
            found = [start + end for start in found for end in texts_of(one, known)]
        return found
    if isinstance(node, ast.FormattedValue):
        return texts_of(node.value, known)
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [start + end for start in texts_of(node.left, known) for end in texts_of(node.right, known)]
    if isinstance(node, ast.IfExp):
        return [*texts_of(node.body, known), *texts_of(node.orelse, known)]
    if isinstance(node, ast.Name) and isinstance(known.get(node.id), str):
        return [str(known[node.id])]
    return ["X"]
