"""Runs from_node.mjs where koffi is, with what the header declares.

usage: from_node.py LIBSLUICE SLUICE_H"""

import json
import os
import pathlib
import subprocess
import sys

from c_header import Header

HERE = pathlib.Path(__file__).resolve().parent
NPM = HERE.parent / "npm"
if not (NPM / "node_modules/koffi").is_dir():
    sys.exit("koffi is not installed: ./dev test does it")
done = subprocess.run([os.environ.get("NODE", "node"), HERE / "from_node.mjs", pathlib.Path(sys.argv[1]).resolve()], cwd=NPM, text=True, timeout=100,
                      input=json.dumps(Header(sys.argv[2]).for_koffi()))
sys.exit(done.returncode)
