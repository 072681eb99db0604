#!/usr/bin/env bash
# Walks `sanctuary triage` as a new user would and says which of its promises it keeps.
#
#   tests/walks/triage.sh [CLONE] [PART...]
#
# CLONE is a folder in which `make setup` has run (the current one if none is named). Parts: kinds, classes, traps, adversarial, files, bounds,
# private, decide, cards, docs, time; all if none is named. It prints one line for each promise, the processor time of each part, and how many
# were kept; it ends with 1 if one was not. Papers are drawn by the makers of the tests, whose placeholders are marked SPECIMEN.
set -u
clone="$(cd "${1:-.}" && pwd)" || exit 2
shift || true
if [ ! -x "$clone/.venv/bin/python" ]; then
  echo "$clone has no .venv: run 'make setup' there first." >&2
  exit 2
fi
tests="$(cd "$(dirname "$0")/.." && pwd)"
PYTHONPATH="$tests" exec "$clone/.venv/bin/python" "$tests/walks/triage_parts.py" "$clone" "$@"
