import re
import sys


def main(limit):
    lines = ["2024-03-" + str(10 + i % 20) + "  user" + str(i) + ".name@example.com called +1 (555) 010-" + str(1000 + i)
             + ", ticket #" + str(i * 7) + "; " for i in range(1000)]
    log = ",".join(lines) * limit
    sizes = 0
    sizes += len(re.sub(r"[a-z0-9.]+@[a-z]+\.[a-z]+", "<mail>", log))
    sizes += len(re.sub(r"(\d{4})-(\d{2})-(\d{2})", r"\3/\2/\1 at", log))
    sizes += len(re.sub(r"[^0-9]", "", log))
    sizes += len(re.sub(r"\s+", " ", log))
    sizes += len(re.sub(r"#(\d+)", r"[\1]", log))
    sizes += len(re.sub(r"\(\d+\) ", "", log))
    print(len(log), sizes, str(re.fullmatch(r".*ticket #[0-9]+; ", log) is not None).lower())


main(int(sys.argv[1]))
