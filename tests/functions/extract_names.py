#!/usr/bin/env python3
"""Lists the names in the checklists of the specifications: extract_names.py FOLDER > tests/functions/names.txt

FOLDER has builtins-*.md (a table under "Checklist"), collections.md (the tables of L, M and C rows) and language.md (§8). The list
is checked in, the specifications are not; check.py compares it with the records and the cases.
"""
import pathlib
import re
import sys

ENCRYPTION = "SHA1 sha256 sha512 md5 hmacsha1 hmacsha256 hmacsha512 aesEncode aesDecode aesEncode128 aesDecode128 " \
             "base64Encode base64Decode base64DecodeToFile urlEncode urlDecode"
IN_NAMESPACE = {name.lower() for name in ENCRYPTION.split()}


def checklist(lines):
    inside = False
    for line in lines:
        if line.startswith("## "):
            inside = "Checklist" in line
        if inside and re.match(r"\| \d+ \|", line):
            cells = line.strip().strip("|").split("|")
            yield from re.findall(r"`([^`]+)`", cells[1] + cells[2])


def collections(lines):
    for line in lines:
        row = re.match(r"\| [LMC]\d+(?:–\d+)? \| ([^|]*)\|", line)
        if row:
            words = row.group(1).replace("accept alias", "").replace("see §5", "")
            yield from re.findall(r"[A-Za-z]\w+", words)


def index_of_language(lines):
    inside = False
    for line in lines:
        if line.startswith("## "):
            inside = line.startswith("## 8")
        row = re.match(r"(?:Collection|List|Map|Logical|Conversion|Text|Number|Date-time|File|Encryption/encoding): (.*)", line)
        if inside and row:
            words = re.sub(r"Type check:|utilities|XML/JSON", "", row.group(1))
            for name in re.findall(r"[A-Za-z]\w+", words):
                yield "zoho.encryption." + name if name.lower() in IN_NAMESPACE else name


def main():
    folder = pathlib.Path(sys.argv[1])
    names = {}
    for path in sorted(folder.glob("builtins-*.md")) + [folder / "collections.md", folder / "language.md"]:
        read = {"collections.md": collections, "language.md": index_of_language}.get(path.name, checklist)
        for name in read(path.read_text(encoding="utf-8").splitlines()):
            names.setdefault(name.lower(), name)
    print("\n".join(sorted(names.values(), key=str.lower)))


if __name__ == "__main__":
    main()
