"""Says which functions of sluice.h the test with nulls and garbage does not call.

usage: every_entry.py SLUICE_H GARBAGE_TEST"""

import pathlib
import re
import sys

header, test = (pathlib.Path(each).read_text() for each in sys.argv[1:])
entries = set(re.findall(r"^SLUICE_API [^;(]*?(sluice_\w+)\(", header, re.M))
called = set(re.findall(r"\b(sluice_\w+)\(", test))
# They take no argument, or nothing that could be wrong.
harmless = {"sluice_version", "sluice_abi", "sluice_value_null", "sluice_value_from_boolean", "sluice_value_from_number",
            "sluice_value_from_double", "sluice_value_from_date_time", "sluice_value_from_date", "sluice_value_from_time"}
missing = sorted(entries - called - harmless)
if len(entries) < 100 or missing:
    sys.exit(f"{len(entries)} entries, not called: {missing}")
