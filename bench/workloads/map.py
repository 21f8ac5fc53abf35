import sys


def main(limit):
    values = {}
    for i in range(limit):
        values["key" + str(i)] = i
    total = 0
    for i in range(limit):
        total += values["key" + str(i * 7919 % limit)]
    print(total)


main(int(sys.argv[1]))
