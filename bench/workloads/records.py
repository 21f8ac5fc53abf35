import json
import sys

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def main(path):
    with open(path, encoding="utf-8") as file:
        records = json.loads(file.read())
    rows = []
    for record in records:
        if record["Lead_Status"] == "Lost":
            continue
        created = record["Created_Time"]
        rows.append({
            "leadId": record["id"],
            "name": record["First_Name"] + " " + record["Last_Name"],
            "email": record["Email"].lower(),
            "status": record["Lead_Status"],
            "revenue": record["Annual_Revenue"],
            "created": created[8:10] + "-" + MONTHS[int(created[5:7]) - 1] + "-" + created[0:4],
            "owner": record["Owner"]["name"],
            "city": record["Address"]["City"],
            "tags": [tag["name"] for tag in record["Tag"]],
        })
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    print(len(rows), "written" if text else "")


main(sys.argv[1])
