"""``python -m kheo.democracy.sensitive.pdf_child < PDF``: the text of each page as JSON, made in a process of its own.

A PDF may be made to take all the memory and time there is (``documents.apart``); only this process ends of it.
"""

import io
import json
import sys

from pypdf import PdfReader

from kheo.documents.apart import limit_this_process

MEMORY = 700 << 20
PAGES = 300  # a settlement of accounts with its tables has some hundred


def main() -> None:
    limit_this_process(MEMORY)
    reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
    pages = [page.extract_text() for page in reader.pages[:PAGES]]
    sys.stdout.write(json.dumps({"pages": pages, "left": max(0, len(reader.pages) - PAGES)}))


if __name__ == "__main__":
    main()
