#!/usr/bin/env python3
"""Lists the rows of the case tables in a specification: extract_rows.py AREA SPECIFICATION.md > tests/rows/AREA.txt

A row's name is AREA/HEADING/NUMBER: `text/indexOf/2` is the second case below the heading of indexOf. Tables of cases
begin with a column `input`. Tables that number their functions themselves (`| L4 | contains | …`) give AREA/L4. The
lists are checked in, the specifications are not; check_rows.py compares the lists with the tests.
"""
import re
import sys

HEADING = re.compile(r"^#{2,4}\s+(?:[\d.]+\s+)?`?([^`]+?)`?(?:\s+[—(].*)?$")
OWN_NUMBER = re.compile(r"^([LMC])(\d+)(?:[–-](\d+))?$")


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def rows(area, lines):
    heading, count, columns = "", 0, []
    for line in lines:
        if line.startswith("#"):
            match = HEADING.match(line)
            heading, count = (match.group(1) if match else line.strip("# ")).replace(" ", "_"), 0
        if not line.startswith("|"):
            columns = []
            continue
        if not columns:
            columns = cells(line)
            continue
        first = cells(line)[0]
        if set(first) <= set("-: "):
            continue
        own = OWN_NUMBER.match(first)
        if columns[0] == "input":
            count += 1
            yield f"{area}/{heading}/{count}"
        elif own:
            for number in range(int(own.group(2)), int(own.group(3) or own.group(2)) + 1):
                yield f"{area}/{own.group(1)}{number}"


def main():
    area, path = sys.argv[1:3]
    with open(path, encoding="utf-8") as spec:
        print("\n".join(rows(area, spec)))


if __name__ == "__main__":
    main()
