"""Who is spoken of, and where they live: house numbers count only beside a person."""

import re
from collections.abc import Iterator

from kheo.democracy.sensitive.hits import Hit

_PERSON = re.compile(
    r"(?<!\w)(?:(?:hộ|gia đình)\s+)?(?:ông|bà|anh|chị|cháu|hộ|chủ hộ|gia đình|đồng chí)\s+((?:[^\W\d_]+\s+){1,4}[^\W\d_]+)",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"(?<!\w)(?:số nhà|SN|nhà số)\s*\d{1,4}[A-Z]?(?:/\d{1,4}[A-Z]?)*(?:,?\s*(?:ngõ|ngách|hẻm|kiệt)\s*\d{1,4}[A-Z]?)*"
    r"|(?<!\w)số\s+\d{1,4}[A-Z]?(?:/\d{1,4}[A-Z]?)*,?\s*(?:ngõ|ngách|hẻm|kiệt)\s*\d{1,4}[A-Z]?"
    r"|(?<!\w)số\s+\d{1,4}[A-Z]?(?:/\d{1,4}[A-Z]?)*(?=,?\s*(?:đường|phố)\s)",
    re.IGNORECASE,
)
_STREET = re.compile(r",?\s*(?:đường|phố)\s+(\w)", re.IGNORECASE)


def _is_name(words: str) -> bool:
    """Two words or more that begin with a capital: «Trần Văn A», not «Bà con»."""
    first = words.split()[:2]
    return all(word[0].isupper() for word in first)


def names_somebody(text: str) -> bool:
    return any(_is_name(match[1]) for match in _PERSON.finditer(text))


def houses(text: str) -> Iterator[Hit]:
    """House numbers; «số 1 đường giao thông» is none: a street has a name."""
    for match in _HOUSE.finditer(text):
        street = _STREET.match(text, match.end())
        if street is None or street[1].isupper() or street[1].isdecimal():
            yield Hit("address", *match.span())
