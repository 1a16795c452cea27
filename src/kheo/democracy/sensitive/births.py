"""Days and years of birth: beside a word that says so, behind a person's name, or in the rows of a list under such a head."""

import re
from collections.abc import Iterator

from kheo.democracy.sensitive.hits import Hit, before
from kheo.democracy.sensitive.kinds import HISTORY, KINDS, MANY_PEOPLE, NO_BIRTH, NO_YEAR_OF_BIRTH
from kheo.democracy.sensitive.people import named_before

DATE = re.compile(
    r"(?<![\w/.\-])(?:\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:19|20)\d{2}|(?:19|20)\d{2}-\d{1,2}-\d{1,2}"
    r"|\d{1,2} tháng \d{1,2}(?:,)? năm (?:19|20)\d{2})(?![\w/])",
    re.IGNORECASE,
)
_SHORT_DATE = re.compile(r"(?<![\w/.\-])\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}(?![\w/\-])(?!\.\d)")
_DAY_BEFORE = re.compile(r"(?:ngay|ngay:)?\s*(?:m[uo]ng)?\s*$")
_YEAR = r"(?:19|20)\d{2}(?!\w)(?![/.\-]\d)"
_SAID_YEAR = re.compile(
    r"(?<!\w)(sinh nam|nam sinh|sinh vao(?: nam)?|sinh thang|ngay,? thang,? nam sinh|ngay sinh|ntns|sinh|s\.?n\.?)\s*"
    rf"(?:\([^()]{{1,20}}\)\s*)?[:.\-(]?\s*(?:la\s*)?((?:(?:thang\s*)?\d{{1,2}}\s?[/.\-]\s?|thang \d{{1,2}},? nam )?{_YEAR})"
)
_SHORT_YEAR = re.compile(r"(?<!\w)(?:sinh nam|nam sinh)\s*:?\s*('?\d{2})(?!\w)(?![/.\-,]\d)(?!\s*(?:-|den|ho|nguoi|chau|em)\b)")
_YEARS = re.compile(r"\s*(?:-|,|den|va|toi)\s*(?:het\s*)?(?:nam\s*)?(?:19|20)\d{2}(?!\d)|\s*(?:tro (?:len|di|ve|xuong)|den nay)")
_BEGINS = re.compile(r"(?:^|[(,;:|\t\-])\s*$")
_IN_BRACKETS = re.compile(rf"\(\s*({_YEAR})\s*\)")
_BARE_YEAR = re.compile(rf"(?<=[\s,;|\-(]){_YEAR}")
ONLY_A_YEAR = re.compile(rf"\s*((?:\d{{1,2}}\s?[/.\-]\s?)?{_YEAR})\s*")


def births(text: str, level: str, *, births_listed: bool) -> Iterator[Hit]:
    for match in (*DATE.finditer(text), *_SHORT_DATE.finditer(text)):
        words = before(level, match.start())
        if " th" in match[0].lower():
            words = _DAY_BEFORE.sub("", words)
        said = KINDS["birth"].context.search(words[-60:])
        if said and not _speaks_of_no_birth(text[: match.start()], words, said[1]) and not HISTORY.search(words[-90:]):
            yield Hit("birth", *match.span())
        elif not said and births_listed and match.re is DATE:
            yield Hit("birth", *match.span(), is_doubtful=True)
    yield from _said_years(text, level)
    yield from _years_behind_names(text, level, births_listed=births_listed)


def _said_years(text: str, level: str) -> Iterator[Hit]:
    """«sinh năm 1987», «SN 1987»; of years that bound an age («công dân sinh năm 2008», «từ 1975 đến 1980») nobody is told."""
    for match in _SHORT_YEAR.finditer(level):
        words = before(level, match.start())
        if not MANY_PEOPLE.search(words) and not _speaks_of_no_birth(text[: match.start()], words, ""):
            yield Hit("birth_year", *match.span(1))
    for match in _SAID_YEAR.finditer(level):
        words = before(level, match.start())
        is_short = match[1].startswith("s") and "i" not in match[1]
        is_of_many = _YEARS.match(level, match.end()) or MANY_PEOPLE.search(words)
        is_other = NO_YEAR_OF_BIRTH.search(words) if is_short else _speaks_of_no_birth(text[: match.start()], words, "")
        if match[1] == "sinh" and not (_BEGINS.search(words) or named_before(text, match.start())):
            continue  # «thuỷ sinh 2026»
        if not (is_of_many or is_other or HISTORY.search(words[-90:])):
            yield Hit("birth_year", *match.span(2))


def _years_behind_names(text: str, level: str, *, births_listed: bool) -> Iterator[Hit]:
    """«ông Trần Văn A (1987)»; in a list headed so also without brackets. Sure only of one who is called ông, bà, anh …"""
    patterns = (_IN_BRACKETS, _BARE_YEAR) if births_listed else (_IN_BRACKETS,)
    for pattern in patterns:
        for match in pattern.finditer(text):
            person = named_before(text, match.start(), least=2 if births_listed else 3)
            if person and not HISTORY.search(before(level, match.start(), 90)):
                yield Hit("birth_year", *match.span(pattern.groups), is_doubtful=not person.is_called)


def _speaks_of_no_birth(text: str, words: str, word: str) -> bool:
    """«học sinh ngày …», «hy sinh ngày …»: the word before «sinh» decides; in «Nguyễn Văn An sinh ngày …» it is a name."""
    if word and not word.startswith("sinh"):
        return False
    left = words[: words.rindex(word)] if word else words
    last = left.split()[-1:]
    return last != [] and last[0] in NO_BIRTH and not _is_a_name(text, len(words) - len(left.rstrip()))


def _is_a_name(text: str, from_end: int) -> bool:
    """Whether the word that ends *from_end* characters before the end of *text* is the last of a person's name."""
    person = named_before(text, len(text) - from_end)
    return person is not None and not text[len(text) - from_end :].strip().isupper()
