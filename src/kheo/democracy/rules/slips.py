"""The code of a slip: 60 random bits in the alphabet of certificates' codes, printed «K7QF-9M2D-T4XW».

Sixty bits against thirty wrong codes in ten minutes from one address: who guesses finds nothing in a lifetime.
"""

import re
import secrets

from kheo.recognition.rules.codes import ALPHABET

LENGTH = 12
_BETWEEN = re.compile(r"[\s\-‐‑–—.]+")
_FOLD = str.maketrans("OIL", "011")  # read aloud or typed from paper: O for 0, I or L for 1


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def printed_code(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def typed_code(text: str) -> str | None:
    """The code that *text* means, or None when it cannot be one."""
    code = _BETWEEN.sub("", text[:60]).upper().translate(_FOLD)
    return code if len(code) == LENGTH and all(letter in ALPHABET for letter in code) else None
