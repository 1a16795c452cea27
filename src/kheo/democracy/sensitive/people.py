"""Who is spoken of, and where they live: house numbers and years count only beside a person."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kheo.democracy.sensitive.hits import Hit
from kheo.democracy.sensitive.kinds import CALLED, FAMILIES, NO_PERSON

_PERSON = re.compile(
    r"(?<!\w)(?:(?:hộ|gia đình)\s+)?(?:ông|bà|anh|chị|cháu|hộ|chủ hộ|gia đình|đồng chí)\s+((?:[^\W\d_]+\s+){1,4}[^\W\d_]+)",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"(?<!\w)(?:số nhà|SN|nhà số)\s*(?!(?:19|20)\d{2}(?!\w))\d{1,4}[A-Z]?(?:/\d{1,4}[A-Z]?)*"
    r"(?:,?\s*(?:ngõ|ngách|hẻm|kiệt)\s*\d{1,4}[A-Z]?)*"
    r"|(?<!\w)số\s+\d{1,4}[A-Z]?(?:/\d{1,4}[A-Z]?)*,?\s*(?:ngõ|ngách|hẻm|kiệt)\s*\d{1,4}[A-Z]?"
    r"|(?<!\w)số\s+\d{1,4}[A-Z]?(?:/\d{1,4}[A-Z]?)*(?=,?\s*(?:đường|phố)\s)",
    re.IGNORECASE,
)
_STREET = re.compile(r",?\s*(?:đường|phố)\s+(\w)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_BETWEEN = re.compile(r"[\s,;|\-]*$")
_SHORTEST_NAME = 2  # words


@dataclass(frozen=True)
class Person:
    """*is_called*: ông, bà, anh … stands before the name."""

    is_called: bool


def names_somebody(text: str) -> bool:
    return any(_is_name(match[1]) for match in _PERSON.finditer(text))


def named_before(text: str, at: int, least: int = 3) -> Person | None:
    """The person whose name ends right before *at*: one called ông, bà …, or *least* words that begin with a family's name.

    «đường Nguyễn Văn Trỗi», «Trường Lê Hồng Phong» are no persons: the word before the name says so.
    """
    words = _WORD.findall(_BETWEEN.sub("", text[max(0, at - 80) : at]))
    large = next((count for count, word in enumerate(reversed(words)) if not word[0].isupper()), len(words))
    chain = words[-large - 1 :] if large else []
    for place, word in enumerate(chain):
        left = len(chain) - place
        if word.lower() in CALLED and left > _SHORTEST_NAME:
            return Person(is_called=True)
        if word[0].isupper() and word.lower() in FAMILIES:
            return Person(is_called=False) if left >= least else None
        if word.lower() in NO_PERSON:
            return None
    return None


def _is_name(words: str) -> bool:
    """Two words or more that begin with a capital: «Trần Văn A», not «Bà con»."""
    first = words.split()[:2]
    return all(word[0].isupper() for word in first)


def houses(text: str) -> Iterator[Hit]:
    """House numbers; «số 1 đường giao thông» is none: a street has a name."""
    for match in _HOUSE.finditer(text):
        street = _STREET.match(text, match.end())
        if street is None or street[1].isupper() or street[1].isdecimal():
            yield Hit("address", *match.span())
