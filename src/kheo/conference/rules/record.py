"""The frozen record of a day: one way to write it down, and its digest."""

import hashlib
import json
from typing import Any

FORMAT = 1


def canonical(content: Any) -> bytes:
    """*content* (what JSON holds) as bytes: keys sorted, no blanks, UTF-8; equal content gives equal bytes on every machine."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def digest(content: Any) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


def digest_of_text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
