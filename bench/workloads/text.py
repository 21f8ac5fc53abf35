import sys


def main(limit):
    text = ""
    for i in range(limit):
        text += "item" + str(i % 100) + ","
    count = total = 0
    for part in text.split(","):
        if part != "":
            count += 1
            total += len(part)
    print(len(text), count, total)


main(int(sys.argv[1]))
