import sys
from datetime import datetime, timedelta


def main(limit):
    start = datetime.fromisoformat("2000-01-01 00:00:00")
    total = 0
    for i in range(limit):
        text = (start + timedelta(minutes=i * 37)).isoformat(" ")
        moment = datetime.fromisoformat(text)
        total += moment.year + moment.month + moment.day + moment.hour + moment.minute
    print(total)


main(int(sys.argv[1]))
