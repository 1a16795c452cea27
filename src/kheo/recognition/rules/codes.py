"""The code of a certificate: 80 random bits in Crockford's base 32, printed in groups of four.

The alphabet leaves out I, L, O and U (https://www.crockford.com/base32.html), so a code read aloud or typed from paper comes
back whole: small letters, missing or extra hyphens, O for 0 and I or L for 1 are understood.
"""

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
BITS = LENGTH * 5
CODE_PRINTED = re.compile(rf"(?<![\w-])[{ALPHABET}]{{4}}(?:-[{ALPHABET}]{{4}}){{3}}(?![\w-])")
"""A code as certificates print it, somewhere in a text."""
_FOLD = str.maketrans("OIL", "011")
_BETWEEN = re.compile(r"[\s\-‐‑–—.]+")


def code_of(number: int) -> str:
    """Write *number* (0 ≤ number < 2⁸⁰) as a code of 16 characters."""
    if not 0 <= number < 1 << BITS:
        raise ValueError(number)
    return "".join(ALPHABET[number >> shift & 31] for shift in range(BITS - 5, -1, -5))


def printed(code: str) -> str:
    """``K7QF9M2DT4XW8HJ3`` → ``K7QF-9M2D-T4XW-8HJ3``."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def normalise(text: str) -> str | None:
    """The code that *text* means, or None when it cannot be one."""
    code = _BETWEEN.sub("", text[:100]).upper().translate(_FOLD)
    return code if len(code) == LENGTH and all(letter in ALPHABET for letter in code) else None
