"""Numbers that belong to somebody: by their form, and by the words right before them."""

import re
from collections.abc import Iterator

from kheo.democracy.sensitive.hits import Hit, before, is_thing, named
from kheo.democracy.sensitive.kinds import OF_A_THING, PLACE_CODES

_FREE = r"(?<![\w@])(?<!\d[.,/\-])"
_ENDS = r"(?!\w)(?![.,\-]\d)(?!/\w)"
_TWELVE = re.compile(rf"{_FREE}\d{{3}}(?:[ .]?\d){{9}}{_ENDS}")
_NINE = re.compile(rf"{_FREE}(?:\d{{9}}|\d{{3}}[ .]\d{{3}}[ .]\d{{3}}){_ENDS}")
_MOBILE = re.compile(
    rf"(?<![\w@])(?<!\d[.,/\-])(?:\(?(?:\+|00)?84\)?[ .\-]?(?:\(0\) ?)?|\(?0)[35789](?:\)?[ .\-]?\d){{8}}{_ENDS}"
)
_GLUED = re.compile(r"(?<!\d)(?<!\d[.,/\-])(?:0[35789]\d{8}|\d{12})(?!\d)(?![.,\-/]\d)(?!/\w)")
_PARTED = re.compile(r"(?<![\w@])(?<!\d[.,/\-])\d{2,4}(?:(?: ?[.\-_~*|:] ?| )\d{2,4}){2,5}(?!\w)(?! ?[.\-_~*|:] ?\d)(?!/\w)")
_GROUPED = re.compile(r"(?<!\d)\d{1,4}(?P<by>[ .,\-/_~*|:])\d{1,4}(?:(?P=by)\d{1,4})+(?!\d)(?!(?P=by)\d)")
_TWO_NUMBERS = re.compile(r"(?<=\d{3})[/,](?=\+84|0[35789]\d{2})|(?<=\d{9})/(?=\d{9})")
_FIXED = re.compile(rf"{_FREE}\(?02\d{{1,2}}\)?[ .\-]?(?:\d[ .\-]?){{6,7}}\d{_ENDS}")
_EVEN = re.compile(
    r"\d{3}(?: ?[.\-] ?\d{3}){3}|\d{4}(?: ?[.\-] ?\d{4}){2}|0\d{3} ?[.\-] ?\d{3} ?[.\-] ?\d{3}|0\d{2} ?[.\-] ?\d{3} ?[.\-] ?\d{4}"
)
_LONG = re.compile(rf"{_FREE}\d(?:[ .\-]?\d){{5,18}}{_ENDS}")


def numbers(text: str, level: str) -> Iterator[Hit]:
    text = _TWO_NUMBERS.sub(" ", text)  # «0912345678/0987654321»: two numbers, none of a paper
    yield from _twelve(text, level)
    yield from _accounts(text, level)
    yield from _nine(text, level)
    yield from _telephones(text, level)
    yield from _spelt_apart(text, level)
    yield from _parted(text, level)
    yield from _glued(text, level)


def _twelve(text: str, level: str) -> Iterator[Hit]:
    for match in _TWELVE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        is_named = named("identity", level, match.start()) or named("old_identity", level, match.start())
        if is_named or (int(digits[:3]) in PLACE_CODES and not is_thing(level, match)):
            yield Hit("identity", *match.span())


def _nine(text: str, level: str) -> Iterator[Hit]:
    for match in _NINE.finditer(text):
        if named("old_identity", level, match.start()) or named("identity", level, match.start()):
            yield Hit("old_identity", *match.span())
        elif match[0].isdecimal() and not is_thing(level, match) and not named("account", level, match.start()):
            yield Hit("old_identity", *match.span(), is_doubtful=True)


def _accounts(text: str, level: str) -> Iterator[Hit]:
    """Accounts by the word before them, cards by their check digit; one at the State Treasury is nobody's own."""
    for match in _LONG.finditer(text):
        around = level[max(0, match.start() - 80) : match.end() + 80]
        if (named("account", level, match.start()) and "kho bac" not in around) or _is_card(re.sub(r"\D", "", match[0])):
            yield Hit("account", *match.span())


def _is_card(digits: str) -> bool:
    """A bank's card: sixteen digits that begin with 9704 (domestic), 4 or 5, and whose check digit is right (Luhn)."""
    if len(digits) != 16 or not (digits.startswith("9704") or digits[0] in "45"):
        return False
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _telephones(text: str, level: str) -> Iterator[Hit]:
    """Mobile numbers by their form; of a fixed line only those named so are sure."""
    for pattern in (_MOBILE, _FIXED):
        for match in pattern.finditer(text):
            if not OF_A_THING.search(before(level, match.start())) and not named("account", level, match.start()):
                is_named = named("telephone", level, match.start())
                yield Hit("telephone", *match.span(), is_doubtful=pattern is _FIXED and not is_named)


def _spelt_apart(text: str, level: str) -> Iterator[Hit]:
    """Numbers in groups with a sign of any kind between («036-075-001-234», «0 9 1 2 …»), where a word says what they are."""
    for match in _GROUPED.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        kind = _kind_of(digits, level, match.start())
        if kind:
            yield Hit(kind, *match.span())
        elif len(digits) == 10 and re.match("0[35789]", digits) and match["by"] in "/_-":
            yield Hit("telephone", *match.span(), is_doubtful=True)


def _parted(text: str, level: str) -> Iterator[Hit]:
    """Groups with more than one sign between («0912 - 345 - 678», «036 . 075-001 234»): named, or parted as nothing else is."""
    for match in _PARTED.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        kind = _kind_of(digits, level, match.start())
        if kind:
            yield Hit(kind, *match.span())
        elif not _EVEN.fullmatch(match[0]) or is_thing(level, match) or named("account", level, match.start()):
            continue
        elif len(digits) == 12 and int(digits[:3]) in PLACE_CODES:
            yield Hit("identity", *match.span(), is_doubtful=True)
        elif len(digits) == 10 and re.match("0[35789]", digits):
            yield Hit("telephone", *match.span(), is_doubtful=True)


def _kind_of(digits: str, level: str, start: int) -> str:
    """What the word before says that *digits* are, if their number fits."""
    if len(digits) == 12 and named("identity", level, start):
        return "identity"
    if len(digits) == 9 and named("old_identity", level, start):
        return "old_identity"
    return "telephone" if len(digits) == 10 and digits[0] == "0" and named("telephone", level, start) else ""


def _glued(text: str, level: str) -> Iterator[Hit]:
    """Numbers without a blank between them and a word; of a telephone no word before says so surely."""
    for match in _GLUED.finditer(text):
        if len(match[0]) == 12:
            if named("identity", level, match.start()):
                yield Hit("identity", *match.span())
        elif not OF_A_THING.search(before(level, match.start())) and not named("account", level, match.start()):
            yield Hit("telephone", *match.span(), is_doubtful=not named("telephone", level, match.start()))
