"""Days of birth: a day counts as one beside a word that says so, or in the rows of a list under such a head."""

import re
from collections.abc import Iterator

from kheo.democracy.sensitive.hits import Hit, before
from kheo.democracy.sensitive.kinds import HISTORY, KINDS, NO_BIRTH

DATE = re.compile(
    r"(?<![\w/.\-])(?:\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:19|20)\d{2}|(?:19|20)\d{2}-\d{1,2}-\d{1,2}"
    r"|\d{1,2} tháng \d{1,2}(?:,)? năm (?:19|20)\d{2})(?![\w/])",
    re.IGNORECASE,
)
_SHORT_DATE = re.compile(r"(?<![\w/.\-])\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}(?![\w/\-])(?!\.\d)")
_DAY_BEFORE = re.compile(r"(?:ngay|ngay:)?\s*(?:m[uo]ng)?\s*$")


def births(text: str, level: str, *, births_listed: bool) -> Iterator[Hit]:
    for match in (*DATE.finditer(text), *_SHORT_DATE.finditer(text)):
        words = before(level, match.start())
        if " th" in match[0].lower():
            words = _DAY_BEFORE.sub("", words)
        said = KINDS["birth"].context.search(words[-60:])
        if said and not _speaks_of_no_birth(words, said[1]) and not HISTORY.search(words[-90:]):
            yield Hit("birth", *match.span())
        elif not said and births_listed and match.re is DATE:
            yield Hit("birth", *match.span(), is_doubtful=True)


def _speaks_of_no_birth(said: str, word: str) -> bool:
    """«học sinh ngày …», «hy sinh ngày …»: the word before «sinh» decides."""
    if not word.startswith("sinh"):
        return False
    words = said[: said.rindex(word)].split()
    return bool(words) and words[-1] in NO_BIRTH
