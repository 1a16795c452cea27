"""How a value looks once it is masked: as long as it was, with as much as its owner needs to know the line again."""

import re
from collections.abc import Sequence
from itertools import accumulate

from kheo.democracy.sensitive.kinds import KINDS
from kheo.democracy.sensitive.lookalikes import as_digits
from kheo.democracy.sensitive.plain import shown_digits

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def masked(kind: str, value: str) -> str:
    """*value* with its digits as «x» but for the last ones that its kind keeps; an e-mail address wholly.

    Of a day the year stays, wherever it stands, and nothing else.
    """
    if kind == "mail":
        return "".join("x" if character.isalnum() else character for character in value)
    digits = shown_digits(value) if kind == "address" else as_digits(shown_digits(value))
    if kind == "birth":
        year = _YEAR.search(digits)
        kept = range(*year.span()) if year else range(0)
        return "".join("x" if digit.isdecimal() and at not in kept else value[at] for at, digit in enumerate(digits))
    left = sum(digit.isdecimal() for digit in digits) - KINDS[kind].keeps
    shown = []
    for character, digit in zip(value, digits, strict=True):
        shown.append("x" if digit.isdecimal() and left > 0 else character)
        left -= digit.isdecimal()
    return "".join(shown)


def masked_pieces(kind: str, pieces: Sequence[str]) -> list[str]:
    """*pieces* of one value, masked as the whole is."""
    whole = masked(kind, "".join(pieces))
    ends = list(accumulate(len(piece) for piece in pieces))
    return [whole[end - len(piece) : end] for piece, end in zip(pieces, ends, strict=True)]
