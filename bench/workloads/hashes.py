import hashlib
import hmac
import sys


def main(limit):
    text = ""
    for i in range(limit):
        text = hashlib.sha256((text + str(i)).encode()).hexdigest()
        text = hashlib.md5(text.encode()).hexdigest() + hmac.digest(b"a secret key", text.encode(), "sha256").hex()
    print(text)


main(int(sys.argv[1]))
