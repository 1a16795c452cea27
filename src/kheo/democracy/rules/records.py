"""The frozen record of what was published: one way to write it down, and its digest."""

import hashlib
import json
from typing import Any


def digest(content: Any) -> str:
    """SHA-256 of *content* (what JSON holds): keys sorted, no blanks, UTF-8; equal content gives equal digests everywhere."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
