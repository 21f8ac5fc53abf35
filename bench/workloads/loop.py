import sys


def main(limit):
    total = 0
    for i in range(limit):
        total = (total + i * 3) % 1000003
    print(total)


main(int(sys.argv[1]))
