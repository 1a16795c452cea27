"""Finding personal data in passages: by form, by the words right before, by the head of a column.

What is searched is the plain text (``plain``), which leads back to the original. Whatever folds has the length of what it folds
(``_level``), so that places found in one are places in the other.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kheo.democracy.sensitive.finding import Finding, Passage
from kheo.democracy.sensitive.kinds import HISTORY, KINDS, MEASURED, NO_BIRTH, OF_A_THING, PLACE_CODES
from kheo.democracy.sensitive.plain import plain
from kheo.democracy.sensitive.values import masked

AROUND = 45  # characters of context on each side
_FREE = r"(?<![\w@])(?<!\d[.,/\-])"
_ENDS = r"(?!\w)(?![.,\-]\d)(?!/\w)"
_TWELVE = re.compile(rf"{_FREE}\d{{3}}(?:[ .]?\d){{9}}{_ENDS}")
_NINE = re.compile(rf"{_FREE}(?:\d{{9}}|\d{{3}}[ .]\d{{3}}[ .]\d{{3}}){_ENDS}")
_MOBILE = re.compile(
    rf"(?<![\w@])(?<!\d[.,/\-])(?:\(?(?:\+|00)?84\)?[ .\-]?(?:\(0\) ?)?|\(?0)[35789](?:\)?[ .\-]?\d){{8}}{_ENDS}"
)
_GLUED = re.compile(r"(?<!\d)(?<!\d[.,/\-])(?:0[35789]\d{8}|\d{12})(?!\d)(?![.,\-/]\d)(?!/\w)")
_GROUPED = re.compile(r"(?<!\d)\d{1,4}(?P<by>[ .,\-/_])\d{1,4}(?:(?P=by)\d{1,4})+(?!\d)(?!(?P=by)\d)")
_TWO_NUMBERS = re.compile(r"(?<=\d{3})[/,](?=\+84|0[35789]\d{2})|(?<=\d{9})/(?=\d{9})")
_FIXED = re.compile(rf"{_FREE}\(?02\d{{1,2}}\)?[ .\-]?(?:\d[ .\-]?){{6,7}}\d{_ENDS}")
_LONG = re.compile(rf"{_FREE}\d(?:[ .\-]?\d){{5,18}}{_ENDS}")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+(?:@| ?[(\[] ?(?:at|@) ?[)\]] ?)(?:[\w-]+\.)+\w{2,}")
_DATE = re.compile(
    r"(?<![\w/.\-])(?:\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:19|20)\d{2}|(?:19|20)\d{2}-\d{1,2}-\d{1,2}"
    r"|\d{1,2} tháng \d{1,2}(?:,)? năm (?:19|20)\d{2})(?![\w/])",
    re.IGNORECASE,
)
_SHORT_DATE = re.compile(r"(?<![\w/.\-])\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}(?![\w/\-])(?!\.\d)")
_DAY_BEFORE = re.compile(r"(?:ngay|ngay:)?\s*(?:m[uo]ng)?\s*$")
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
_LIST_ROW = re.compile(r"\s*\d{1,4}\s*[.)\t| ]")
_WINDOW, _OVERLAP = 20_000, 400  # characters read at once: a paragraph has some hundred, a broken file all of it in one


@dataclass(frozen=True)
class _Hit:
    kind: str
    start: int
    end: int
    is_doubtful: bool = False


def look_in(passages: Sequence[Passage]) -> list[Finding]:
    """Everything found in *passages*, in their order; of two readings of the same characters the surer one."""
    found: list[Finding] = []
    births_listed = False
    for number, passage in enumerate(passages):
        read = plain(passage.text)
        level = _level(read.text)
        hits = _apart(_over_windows(passage, read.text, level, births_listed=births_listed))
        births_listed = births_listed or bool(KINDS["birth"].heading.search(level) and not hits)
        placed = [replace(hit, start=place[0], end=place[1]) for hit in hits for place in [read.span(hit.start, hit.end)]]
        found += [_finding(number, passage.place, passage.text, hit, placed) for hit in placed]
    return found


def _over_windows(passage: Passage, text: str, level: str, *, births_listed: bool) -> Iterator[_Hit]:
    """Hits in the whole *text*, of which a window is read at a time; what touches a window's edge the next one tells whole."""
    for start in range(0, max(1, len(text) - _OVERLAP), _WINDOW - _OVERLAP):
        end = min(len(text), start + _WINDOW)
        for hit in _hits(passage, text[start:end], level[start:end], births_listed=births_listed):
            if (hit.start or not start) and (start + hit.end < end or end == len(text)):
                yield replace(hit, start=start + hit.start, end=start + hit.end)


def _level(text: str) -> str:
    """*text* without accents and capitals, character by character: as long as *text*."""
    return "".join(_bare(character) for character in text)


def _bare(character: str) -> str:
    low = unicodedata.normalize("NFD", character.lower())[:1]
    return {"đ": "d", "": character}.get(low, low)


def _hits(passage: Passage, text: str, level: str, *, births_listed: bool) -> Iterator[_Hit]:
    heading = _level(plain(passage.heading).text)
    yield from _by_heading(heading, text, passage)
    if passage.is_number:
        return
    yield from _numbers(text, level)
    for match in _MAIL.finditer(text):
        is_masked = not set(match[0].lower()) - set("x@._+- ()[]")
        if not match[0].lower().endswith(".gov.vn") and not is_masked:
            yield _Hit("mail", *match.span())
    yield from _births(text, level, births_listed=births_listed and bool(_LIST_ROW.match(text)))
    if any(_is_name(match[1]) for match in _PERSON.finditer(text)):
        yield from _houses(text)


def _houses(text: str) -> Iterator[_Hit]:
    """House numbers; «số 1 đường giao thông» is none: a street has a name."""
    for match in _HOUSE.finditer(text):
        street = _STREET.match(text, match.end())
        if street is None or street[1].isupper() or street[1].isdecimal():
            yield _Hit("address", *match.span())


def _by_heading(heading: str, text: str, passage: Passage) -> Iterator[_Hit]:
    """Values under a head that says what they are; a number has lost the noughts in front."""
    digits = sum(character.isdecimal() for character in text)
    whole = len(text) - len(text.lstrip()), len(text.rstrip())
    plain = digits and all(character.isdecimal() or character in " .-+" for character in text.strip())
    if plain and KINDS["identity"].heading.search(heading) and 9 <= digits <= 12:
        yield _Hit("identity" if digits > 9 or passage.is_number else "old_identity", *whole)
    elif plain and KINDS["old_identity"].heading.search(heading) and 8 <= digits <= 12:
        yield _Hit("old_identity" if digits <= 9 else "identity", *whole)
    elif plain and KINDS["account"].heading.search(heading) and 6 <= digits <= 19:
        yield _Hit("account", *whole)
    elif plain and KINDS["telephone"].heading.search(heading) and 9 <= digits <= 11:
        yield _Hit("telephone", *whole)
    elif KINDS["birth"].heading.search(heading):
        for match in _DATE.finditer(text):
            yield _Hit("birth", *match.span())
    elif KINDS["address"].heading.search(heading):
        yield from _houses(text)


def _numbers(text: str, level: str) -> Iterator[_Hit]:
    text = _TWO_NUMBERS.sub(" ", text)  # «0912345678/0987654321»: two numbers, none of a paper
    yield from _twelve(text, level)
    yield from _accounts(text, level)
    yield from _nine(text, level)
    yield from _telephones(text, level)
    yield from _spelt_apart(text, level)
    yield from _glued(text, level)


def _spelt_apart(text: str, level: str) -> Iterator[_Hit]:
    """Numbers in groups with a sign of any kind between («036-075-001-234», «0 9 1 2 …»), where a word says what they are."""
    for match in _GROUPED.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if len(digits) == 12 and _named("identity", level, match.start()):
            yield _Hit("identity", *match.span())
        elif len(digits) == 9 and _named("old_identity", level, match.start()):
            yield _Hit("old_identity", *match.span())
        elif len(digits) == 10 and digits[0] == "0" and _named("telephone", level, match.start()):
            yield _Hit("telephone", *match.span())
        elif len(digits) == 10 and re.match("0[35789]", digits) and match["by"] in "/_-":
            yield _Hit("telephone", *match.span(), is_doubtful=True)


def _glued(text: str, level: str) -> Iterator[_Hit]:
    """Numbers without a blank between them and a word; of a telephone no word before says so surely."""
    for match in _GLUED.finditer(text):
        if len(match[0]) == 12:
            if _named("identity", level, match.start()):
                yield _Hit("identity", *match.span())
        elif not OF_A_THING.search(_before(level, match.start())) and not _named("account", level, match.start()):
            yield _Hit("telephone", *match.span(), is_doubtful=not _named("telephone", level, match.start()))


def _twelve(text: str, level: str) -> Iterator[_Hit]:
    for match in _TWELVE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        named = _named("identity", level, match.start()) or _named("old_identity", level, match.start())
        if named or (int(digits[:3]) in PLACE_CODES and not _is_thing(level, match)):
            yield _Hit("identity", *match.span())


def _accounts(text: str, level: str) -> Iterator[_Hit]:
    """Accounts by the word before them, cards by their check digit; one at the State Treasury is nobody's own."""
    for match in _LONG.finditer(text):
        around = level[max(0, match.start() - 80) : match.end() + 80]
        if (_named("account", level, match.start()) and "kho bac" not in around) or _is_card(re.sub(r"\D", "", match[0])):
            yield _Hit("account", *match.span())


def _nine(text: str, level: str) -> Iterator[_Hit]:
    for match in _NINE.finditer(text):
        if _named("old_identity", level, match.start()) or _named("identity", level, match.start()):
            yield _Hit("old_identity", *match.span())
        elif match[0].isdecimal() and not _is_thing(level, match) and not _named("account", level, match.start()):
            yield _Hit("old_identity", *match.span(), is_doubtful=True)


def _telephones(text: str, level: str) -> Iterator[_Hit]:
    """Mobile numbers by their form; of a fixed line only those named so are sure."""
    for pattern in (_MOBILE, _FIXED):
        for match in pattern.finditer(text):
            if not OF_A_THING.search(_before(level, match.start())) and not _named("account", level, match.start()):
                named = _named("telephone", level, match.start())
                yield _Hit("telephone", *match.span(), is_doubtful=pattern is _FIXED and not named)


def _before(level: str, start: int, many: int = 100) -> str:
    """The *many* characters right before *start*: words that say what a number is stand no further off."""
    return level[max(0, start - many) : start]


def _named(kind: str, level: str, start: int) -> bool:
    return KINDS[kind].context.search(_before(level, start, 60)) is not None


def _is_thing(level: str, match: re.Match[str]) -> bool:
    return bool(MEASURED.match(level, match.end()) or OF_A_THING.search(_before(level, match.start())))


def _is_card(digits: str) -> bool:
    """A bank's card: sixteen digits that begin with 9704 (domestic), 4 or 5, and whose check digit is right (Luhn)."""
    if len(digits) != 16 or not (digits.startswith("9704") or digits[0] in "45"):
        return False
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _births(text: str, level: str, *, births_listed: bool) -> Iterator[_Hit]:
    for match in (*_DATE.finditer(text), *_SHORT_DATE.finditer(text)):
        before = (
            _DAY_BEFORE.sub("", _before(level, match.start())) if " th" in match[0].lower() else _before(level, match.start())
        )
        named = KINDS["birth"].context.search(before[-60:])
        if named and not _speaks_of_no_birth(before, named[1]) and not HISTORY.search(before[-90:]):
            yield _Hit("birth", *match.span())
        elif not named and births_listed and match.re is _DATE:
            yield _Hit("birth", *match.span(), is_doubtful=True)


def _speaks_of_no_birth(before: str, word: str) -> bool:
    """«học sinh ngày …», «hy sinh ngày …»: the word before «sinh» decides."""
    if not word.startswith("sinh"):
        return False
    words = before[: before.rindex(word)].split()
    return bool(words) and words[-1] in NO_BIRTH


def _is_name(words: str) -> bool:
    """Two words or more that begin with a capital: «Trần Văn A», not «Bà con»."""
    first = words.split()[:2]
    return all(word[0].isupper() for word in first)


def _apart(hits: Iterator[_Hit]) -> list[_Hit]:
    """No two that share characters: the sure before the doubtful, then the longer; in the order of the text."""
    kept: list[_Hit] = []
    taken: set[int] = set()
    for hit in sorted(hits, key=lambda one: (one.is_doubtful, one.start - one.end)):
        if taken.isdisjoint(range(hit.start, hit.end)):
            kept.append(hit)
            taken.update(range(hit.start, hit.end))
    return sorted(kept, key=lambda one: one.start)


def _finding(number: int, place: str, text: str, hit: _Hit, hits: list[_Hit]) -> Finding:
    def part(start: int, end: int) -> str:
        """Characters from *start* to *end* with what else was found there masked."""
        pieces, at = [], start
        for other in hits:
            if other.start < end and other.end > start:
                pieces += [text[at : max(at, other.start)], "…" if other.end > end or other.start < start else masked(
                    other.kind, text[other.start : other.end]
                )]  # fmt: skip
                at = other.end
        return "".join([*pieces, text[at:end]])

    before, after = max(0, hit.start - AROUND), min(len(text), hit.end + AROUND)
    lead, tail = part(before, hit.start).lstrip("…"), part(hit.end, after).rstrip("…")
    return Finding(
        kind=hit.kind,
        place=place,
        before=("…" if before else "") + lead,
        shown=masked(hit.kind, text[hit.start : hit.end]),
        after=tail + ("…" if after < len(text) else ""),
        is_doubtful=hit.is_doubtful,
        passage=number,
        start=hit.start,
        end=hit.end,
    )
