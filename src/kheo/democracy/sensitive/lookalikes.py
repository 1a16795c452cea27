"""Letters that stand for digits within a number: «O9I2 345 678», a Cyrillic «О».

People type them by mistake, machines that read scans take them for digits, whoever wants to get past a look may set them. One
counts as a digit only in a run that holds no other letter, has six digits and twice as many digits as such letters. None but a
nought begins a run: «B1234567» is a passport, «I.» a part.
"""

import re

_SHAPES = {
    "0": "OoОоΟοՕօ〇",
    "1": "lIІіӀӏΙιı",
    "2": "Z",
    "3": "ЗзƷʒ",
    "5": "SЅ",
    "8": "BВ",
}  # Latin, Cyrillic, Greek, Armenian
LETTERS = "".join(_SHAPES.values())
_AS_DIGITS = str.maketrans({letter: digit for digit, letters in _SHAPES.items() for letter in letters})
_ONE = rf"[\d{LETTERS}]"
_MAYBE = re.compile(rf"(?:\d[ .\-/]?[{LETTERS}]|[{LETTERS}][ .\-/]?\d)")
_RUN = re.compile(rf"(?<![^\W\d])[\d{_SHAPES['0']}](?:[ .\-/]{{0,3}}{_ONE}){{6,24}}(?!\w)")
_LEAST_DIGITS, _TIMES = 6, 2


def letters_as_digits(text: str) -> str:
    """*text*, as long as it was, with such letters as the digits they look like."""
    return _RUN.sub(_read, text) if _MAYBE.search(text) else text


def _read(run: re.Match[str]) -> str:
    digits = sum(character.isdecimal() for character in run[0])
    letters = sum(character in LETTERS for character in run[0])
    return run[0].translate(_AS_DIGITS) if digits >= _LEAST_DIGITS and digits >= _TIMES * letters else run[0]


def as_digits(value: str) -> str:
    """*value*, a number that was found, with its letters as digits wherever they stand."""
    return value.translate(_AS_DIGITS)
