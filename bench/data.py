#!/usr/bin/env python3
"""Makes the input of the JSON workload: an array of CRM leads of the wanted size. The same size gives the same bytes."""
import json
import random
import sys

FIRST = ["Ada", "Noor", "Ravi", "Zoë", "Chen", "Olena", "Piotr", "Lucía", "Samir", "Emma", "Jürgen", "Ngozi"]
LAST = ["Smith", "Patel", "Müller", "García", "Ivanova", "Wang", "Kumar", "Rossi", "Okafor", "Dubois"]
STATUS = ["New", "Contacted", "Qualified", "Lost", "Won"]
SOURCE = ["Web", "Advertisement", "Cold Call", "Employee Referral", "Trade Show"]


def lead(n, rng):
    first, last = rng.choice(FIRST), rng.choice(LAST)
    return {
        "id": "%019d" % (4876876000000000000 + n * 13),
        "First_Name": first,
        "Last_Name": last,
        "Email": "%s.%s%d@Example.com" % (first, last, n),
        "Phone": "+1-555-%04d" % (n % 10000),
        "Company": '%s & Sons "Ltd"' % last,
        "Lead_Status": rng.choice(STATUS),
        "Lead_Source": rng.choice(SOURCE),
        "Annual_Revenue": rng.randint(0, 100000000) / 100,
        "No_of_Employees": rng.randint(1, 5000),
        "Created_Time": "20%02d-%02d-%02dT%02d:%02d:%02d+05:30" % (
            rng.randint(10, 25), rng.randint(1, 12), rng.randint(1, 28), rng.randint(0, 23), rng.randint(0, 59),
            rng.randint(0, 59)),
        "Owner": {"id": str(487687 + n % 50), "name": rng.choice(FIRST), "email": "owner%d@example.com" % (n % 50)},
        "Tag": [{"name": rng.choice(SOURCE), "id": str(n % 99)} for _ in range(n % 3)],
        "Converted": n % 2 == 1,
        "Description": None if n % 4 else "Met at the trade fair; wants an offer \u2014 by Friday. " * 2,
        "Address": {"Street": "%d Main Street" % (n % 999), "City": "Springfield", "Zip": "%05d" % (n % 99999)},
    }


def write(path, size):
    rng = random.Random(11)
    with open(path, "w", encoding="utf-8") as out:
        out.write("[")
        written = 1
        n = 0
        while written < size:
            text = json.dumps(lead(n, rng), ensure_ascii=False, separators=(",", ":"))
            out.write(("," if n else "") + text)
            written += len(text.encode()) + 1
            n += 1
        out.write("]")


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]))
