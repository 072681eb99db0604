"""No text that somebody sends stops a scan: repeated openings, blanks and long words end in work that the processor hardly notices."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

_READ = """
import sys
from pathlib import Path
from sanctuary.scan.reading import read_file
from sanctuary.scan.scan import classified
classified(read_file(Path(sys.argv[1]), sys.argv[1]))
"""
_SECONDS = 90
"""Of the processor; each text below takes about one. Before its pattern was bounded each took minutes and more."""


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        (".xml", "<label>" + " " * 2_000 + "<input/>"),
        (".c", "#endif /*" + " x" * 150_000 + "*/"),
        (".py", "q = 'SELECT Id FROM A'\n" * 15_000),
        (".sql", "function " + "a" * 390_000),
        (".sql", "function abcdefgh(x) " * 18_000),
        (".php", "\n" * 390_000),
        (".rb", "\n" * 390_000),
        (".md", "a|b\n" + " " * 50_000 + "x\n"),
    ],
    ids=["label", "comment", "selects", "name", "functions", "lines", "classes", "rule"],
)
def test_what_repeats_ends(tmp_path: Path, ending: str, text: str) -> None:
    """In a process that the system ends when it has used what a hundred such files need."""
    path = tmp_path / f"made{ending}"
    path.write_text(text, "utf-8")
    limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))  # noqa: E731 - one line of it
    ended = subprocess.run([sys.executable, "-c", _READ, str(path)], preexec_fn=limit, check=False, capture_output=True)
    assert ended.returncode == 0
