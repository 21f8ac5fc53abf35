import sys


def main(limit):
    numbers = []
    x = 42
    for _ in range(limit):
        x = x * 16807 % 2147483647
        numbers.append(x)
    numbers.sort()
    total = 0
    place = 0
    for number in numbers:
        place += 1
        total = (total + number * (place % 7)) % 1000000007
    print(total)


main(int(sys.argv[1]))
