"""Writes `src/sanctuary/packs/words.txt`: words that papers of courts and agencies use, by which a page is told to be misread.

    python tools/words.py

They are the words of four letters or more that the project's own descriptions of law and of papers use, with the names of months: no
list of anybody else's is needed, and none of names. It is run anew when many papers of a new kind have been described.
"""

import re
from pathlib import Path

PACKS = Path("src/sanctuary/packs")
WORDS = PACKS / "words.txt"
MONTHS = "january february march april june july august september october november december"


def main() -> None:
    """Write the list, one word to a line, in order."""
    sources = [*PACKS.glob("*/law/*.md"), *PACKS.glob("*/triage/*.toml")]
    found = set(MONTHS.split())
    for path in sources:
        text = path.read_text(encoding="utf-8")
        # What stands on papers is told in capitals, too; in words about law a capital begins a name.
        found |= set(re.findall(r"\b[a-z]{4,}\b", text.lower() if path.parent.name == "triage" else text))
    WORDS.write_text("".join(f"{word}\n" for word in sorted(found)), encoding="utf-8")


if __name__ == "__main__":
    main()
