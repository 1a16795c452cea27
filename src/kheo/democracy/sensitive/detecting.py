"""Finding personal data in passages: by form, by the words right before, by the head of a column.

What is searched is the plain text (``plain``), which leads back to the original. Whatever folds has the length of what it folds
(``level``), so that places found in one are places in the other.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from kheo.democracy.sensitive.births import births
from kheo.democracy.sensitive.finding import Finding, Passage
from kheo.democracy.sensitive.headed import by_heading
from kheo.democracy.sensitive.hits import Hit, apart
from kheo.democracy.sensitive.joined import joined_in
from kheo.democracy.sensitive.kinds import KINDS
from kheo.democracy.sensitive.lookalikes import letters_as_digits
from kheo.democracy.sensitive.numbers import numbers
from kheo.democracy.sensitive.people import houses, names_somebody
from kheo.democracy.sensitive.plain import level, plain
from kheo.democracy.sensitive.telling import told

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+(?:@| ?[(\[] ?(?:at|@) ?[)\]] ?)(?:[\w-]+\.)+\w{2,}")
_MAIL_SIGN = re.compile(r"@|[(\[] ?at ?[)\]]")
_DIGIT = re.compile(r"\d")
_LIST_ROW = re.compile(r"\s*\d{1,4}\s*[.)\t| ]")
_MAY_BE_HEAD = re.compile(r"sinh|ntns", re.IGNORECASE)
_READINGS = 4  # of the same characters, at most: as a card, an account, a telephone, glued to a word
_WINDOW, _OVERLAP = 20_000, 400  # characters read at once: a paragraph has some hundred, a broken file all of it in one


def look_in(passages: Sequence[Passage], most: int) -> list[Finding] | None:
    """Everything found in *passages*, in their order; of two readings of the same characters the surer one.

    None when it is more than *most*: nobody could decide of it, and the machine has other work.
    """
    found: dict[int, list[Hit]] = {}
    births_listed, count = False, 0
    for number, passage in enumerate(passages):
        read = plain(passage.text)
        has_value = _DIGIT.search(read.text) or _MAIL_SIGN.search(read.text)
        if not has_value and (births_listed or not _MAY_BE_HEAD.search(read.text)):
            continue  # most lines of a text hold neither a number nor an address
        folded = level(read.text)
        readings = list(islice(_over_windows(passage, read.text, folded, births_listed=births_listed), most * _READINGS + 1))
        hits = apart(readings)
        count += len(hits)
        if count > most or len(readings) > most * _READINGS:
            return None
        births_listed = births_listed or bool(KINDS["birth"].heading.search(folded) and not hits)
        if hits:
            found[number] = [Hit(hit.kind, *read.span(hit.start, hit.end), hit.is_doubtful) for hit in hits]
    joined = joined_in(passages, found)
    for one in joined:
        for at, start, end in one.spans:
            kept = [hit for hit in found.get(at, ()) if hit.end <= start or hit.start >= end]
            found[at] = sorted([*kept, Hit(one.kind, start, end, one.is_doubtful)], key=lambda hit: hit.start)
    return told(passages, found, joined) if count + len(joined) <= most else None


def _over_windows(passage: Passage, text: str, folded: str, *, births_listed: bool) -> Iterator[Hit]:
    """Hits in the whole *text*, of which a window is read at a time; what touches a window's edge the next one tells whole."""
    for start in range(0, max(1, len(text) - _OVERLAP), _WINDOW - _OVERLAP):
        end = min(len(text), start + _WINDOW)
        for hit in _hits(passage, text[start:end], folded[start:end], births_listed=births_listed):
            if (hit.start or not start) and (start + hit.end < end or end == len(text)):
                yield Hit(hit.kind, start + hit.start, start + hit.end, hit.is_doubtful)


def _hits(passage: Passage, text: str, folded: str, *, births_listed: bool) -> Iterator[Hit]:
    read = letters_as_digits(text)
    if read != text:
        yield from _hits(passage, read, folded, births_listed=births_listed)
    if passage.heading:
        yield from by_heading(level(plain(passage.heading).text), text, passage)
    if passage.is_number:
        return
    yield from numbers(text, folded)
    for match in _MAIL.finditer(text) if _MAIL_SIGN.search(text) else ():
        is_masked = not set(match[0].lower()) - set("x@._+- ()[]")
        if not match[0].lower().endswith(".gov.vn") and not is_masked:
            yield Hit("mail", *match.span())
    yield from births(text, folded, births_listed=births_listed and bool(_LIST_ROW.match(text)))
    if names_somebody(text):
        yield from houses(text)
