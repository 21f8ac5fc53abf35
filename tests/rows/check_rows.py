#!/usr/bin/env python3
"""Fails where a row of a specification's case tables has no test, or a test names a row that does not exist.

The rows are those of *.txt in this folder; a line `NAME  why not` is a row that no test has to show. A test names its
rows in a comment: `// row: text/indexOf/1` or `// row: text/find/1, text/find/2: the same`.
"""
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROW = r"[\w.]+/[\w./]*\w"
MARKER = re.compile(rf"^\s*(?://|#)\s*row:\s*({ROW}(?:,\s*{ROW})*)", re.MULTILINE)
SUFFIXES = {".deluge", ".cpp", ".py"}


def listed_rows():
    """Every row, and whether a test must name it."""
    rows = {}
    for path in sorted(HERE.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            name, _, reason = line.partition(" ")
            if not name:
                continue
            if name in rows:
                sys.exit(f"{path.name}:{number}: {name} is listed twice")
            rows[name] = not reason.strip()
    return rows


def named_rows(root):
    """The rows that tests name, with the first place of each."""
    named = {}
    for path in sorted(root.rglob("*")):
        if path.suffix not in SUFFIXES or HERE in path.parents:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for match in MARKER.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            for name in re.split(r",\s*", match.group(1)):
                named.setdefault(name, f"{path.relative_to(root.parent)}:{line}")
    return named


def main():
    rows = listed_rows()
    named = named_rows(HERE.parent)
    areas = {row.split("/")[0] for row in rows}
    problems = [f"no test names the row {row}" for row, needed in rows.items() if needed and row not in named]
    problems += [f"{place}: no list has the row {row}" for row, place in named.items()
                 if row not in rows and row.split("/")[0] in areas]
    print("\n".join(problems) or f"{len(rows)} rows, each with a test")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
