"""What tests need of a machine beside Python packages. `.ci/run` installs what stands here; a test looks for such things by `need`.

Run as a program it prints the names of Debian's packages.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Need:
    """What is looked for, and the package of Debian that brings it."""

    path: Path
    package: str


NEEDS = {
    "CaDiCaL": Need(Path("/usr/bin/cadical"), "cadical"),
    "Chromium": Need(Path("/usr/bin/chromium"), "chromium"),
    "golang.org/x/mod": Need(Path("/usr/share/gocode/src/golang.org/x/mod"), "golang-golang-x-mod-dev"),
    "MariaDB": Need(Path("/usr/sbin/mariadbd"), "mariadb-server"),
    "Java": Need(Path("/usr/bin/java"), "default-jre-headless"),
    "typefaces for Chinese and Korean": Need(Path("/usr/share/fonts/opentype/noto"), "fonts-noto-cjk"),
}

EXCUSED = ("beside this checkout", "beside the project", "the superuser may write everywhere")
"""Reasons that stand even with --no-skip: outside records are no part of the project; a superuser is refused nothing."""


def need(name: str) -> Path:
    """Where something is; where it is not, the test is skipped, or fails in a run with --no-skip."""
    one = NEEDS[name]
    if not one.path.exists():
        pytest.skip(f"{name} is not on this machine ({one.path}; Debian's package {one.package})")
    return one.path


if __name__ == "__main__":
    sys.stdout.write("".join(f"{one.package}\n" for one in NEEDS.values()))
