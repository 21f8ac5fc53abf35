import json
import sys

with open(sys.argv[1], encoding="utf-8") as data:
    records = json.loads(data.read())
text = json.dumps(records, ensure_ascii=False, separators=(",", ":"))
print(len(records), "written" if len(text) > 40000000 else "short", records[0]["Email"])
