import sys


def main(limit):
    names = []
    x = 42
    for _ in range(limit):
        x = x * 16807 % 2147483647
        names.append("customer " + str(x % 200000))
    distinct = list(dict.fromkeys(names))
    names.sort()
    numbers = ",".join(names).replace("customer ", "").split(",")
    print(len(distinct), names[limit // 2], numbers[limit - 1])


main(int(sys.argv[1]))
