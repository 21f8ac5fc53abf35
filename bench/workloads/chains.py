import sys


class Counter:
    def __init__(self):
        self.n = 0

    def add(self, step):
        self.n += step
        return self

    def value(self):
        return self.n


def main(limit):
    outer = {"a": {"b": {"c": Counter()}}}
    total = 0
    for _ in range(limit):
        total = (total + outer["a"]["b"]["c"].add(1).add(2).value()) % 1000003
    print(total)


main(int(sys.argv[1]))
