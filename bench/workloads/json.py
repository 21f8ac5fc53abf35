import json
import sys

with open(sys.argv[1], encoding="utf-8") as data:
    text = json.dumps(json.loads(data.read()), ensure_ascii=False, separators=(",", ":"))
print(len(text))
