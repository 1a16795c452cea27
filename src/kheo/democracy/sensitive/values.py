"""How a value looks once it is masked: as long as it was, with as much as its owner needs to know the line again."""

from kheo.democracy.sensitive.kinds import KINDS


def masked(kind: str, value: str) -> str:
    """*value* with its digits as «x» but for the last ones that its kind keeps; an e-mail address wholly."""
    if kind == "mail":
        return "".join("x" if character.isalnum() else character for character in value)
    left = sum(character.isdecimal() for character in value) - KINDS[kind].keeps
    shown = []
    for character in value:
        hide = character.isdecimal() and left > 0
        left -= character.isdecimal()
        shown.append("x" if hide else character)
    return "".join(shown)
