"""How a value looks once it is masked: as long as it was, with as much as its owner needs to know the line again."""

import re

from kheo.democracy.sensitive.kinds import KINDS

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def masked(kind: str, value: str) -> str:
    """*value* with its digits as «x» but for the last ones that its kind keeps; an e-mail address wholly.

    Of a day the year stays, wherever it stands, and nothing else.
    """
    if kind == "mail":
        return "".join("x" if character.isalnum() else character for character in value)
    if kind == "birth":
        year = _YEAR.search(value)
        kept = range(*year.span()) if year else range(0)
        return "".join("x" if one.isdecimal() and at not in kept else one for at, one in enumerate(value))
    left = sum(character.isdecimal() for character in value) - KINDS[kind].keeps
    shown = []
    for character in value:
        hide = character.isdecimal() and left > 0
        left -= character.isdecimal()
        shown.append("x" if hide else character)
    return "".join(shown)
