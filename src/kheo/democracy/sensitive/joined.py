"""Values that are broken over two lines, paragraphs or cells, and those whose word stands in the one before.

«CCCD 0360 7500⏎1234», «Số tài khoản:⏎1903…», a number written a digit to a cell. Only what crosses from one passage into the next
is looked for here, over a few characters on both sides; what a passage says by itself was found before.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kheo.democracy.sensitive.births import births
from kheo.democracy.sensitive.finding import Passage, Span
from kheo.democracy.sensitive.headed import by_heading
from kheo.democracy.sensitive.hits import Hit, Joined, apart, before, named
from kheo.democracy.sensitive.kinds import KINDS, MEASURED, OF_A_THING, PLACE_CODES
from kheo.democracy.sensitive.lookalikes import LETTERS, letters_as_digits
from kheo.democracy.sensitive.numbers import numbers
from kheo.democracy.sensitive.plain import Plain, level, plain

_ONE = rf"[\d{LETTERS}]"
_STARTS = re.compile(rf"[\s\W_]{{0,4}}{_ONE}")
_OPEN = re.compile(rf"{_ONE}[\s\W_]{{0,4}}$")
_SIGN = rf"[\d{LETTERS}\s.\-,/()+]"
_ONLY_NUMBER = re.compile(rf"{_SIGN}{{1,40}}")
_AT_JOINT = " .-,"
_NUMBER_FIRST, _NUMBER_LAST = re.compile(rf"^{_SIGN}+"), re.compile(rf"{_SIGN}+$")
_BORN = re.compile(r"sinh.{1,40}\d", re.IGNORECASE)
_YEAR_WORD = re.compile(r"(?<!\w)(?:nam sinh|sinh nam|s\.?n\.?)\s*[:(]?\s*$")
_REACH, _MOST_PARTS = 60, 20  # characters on both sides; parts: twelve digits a cell each, and the word before
_LEAST_DIGITS, _MOST_DIGITS = 6, 40  # of a short day; of a long account and of what stands around it
_LEAST_ACCOUNT = (
    9  # digits, if only the word in the passage before calls them an account: «Tổng số tài khoản | 125000» counts some
)
_LEAST_DOUBTFUL = 3  # digits in the next line, where no word says what they are: «26. Thu …» is a row of a list
_LEAST_REST = 5  # digits of an account that goes on: not «12 hộ», not a year

FLOW, ROW, COLUMN = "flow", "row", "column"


@dataclass(frozen=True)
class _Part:
    """Characters of a passage's plain text from *start* to before *end*, which take part in a joining."""

    number: int
    read: Plain
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.read.text[self.start : self.end]


def joined_in(passages: Sequence[Passage], hits: Mapping[int, Sequence[Hit]]) -> list[Joined]:
    """What is broken over *passages*, none of it twice; *hits* are those found within a passage."""
    found: dict[Joined, None] = {}
    taken: dict[tuple[int, int], Joined] = {}
    for one in _candidates(passages, hits):
        places = [(span.passage, at) for span in one.spans for at in range(span.start, span.end)]
        rivals = {taken[place] for place in places if place in taken}
        if any(len(rival.spans) >= len(one.spans) for rival in rivals) or not _gives_more(one, passages, hits):
            continue
        for rival in rivals:  # nine of twelve cells were a number too
            found.pop(rival, None)
        found[one] = None
        taken |= dict.fromkeys(places, one)
    return list(found)


def _candidates(passages: Sequence[Passage], hits: Mapping[int, Sequence[Hit]]) -> Iterator[Joined]:
    chains: dict[tuple[str, str], list[int]] = {}
    for number, passage in enumerate(passages):
        if not passage.text.strip():
            continue
        starts = _STARTS.match(passage.text) is not None
        is_told = any(not hit.is_doubtful and not passage.text[: hit.start].strip() for hit in hits.get(number, ())[:1])
        goes_on = starts and _ONLY_NUMBER.fullmatch(passage.text) is not None
        for way, key in ((FLOW, passage.flow), (ROW, passage.row), (COLUMN, passage.column)):
            if key:
                chain = chains.get((way, key), [])
                if chain and starts and not is_told:
                    yield from _of_chain(passages, [*chain, number], way)
                chains[way, key] = [*chain[-_MOST_PARTS if way != COLUMN else -1 :], number] if goes_on else [number]


def _gives_more(one: Joined, passages: Sequence[Passage], hits: Mapping[int, Sequence[Hit]]) -> bool:
    """Whether *one* says more than what was found within its passages: it is surer, or it holds that and goes on."""
    value = "".join(passages[at].text[start:end] for at, start, end in one.spans)
    last = one.spans[-1]
    text = passages[last.passage].text
    is_rest = last.end - last.start >= _LEAST_REST and not MEASURED.match(level(plain(text[last.end : last.end + 20]).text))
    goes_on = (
        _ONLY_NUMBER.fullmatch(text) or (one.kind == "identity" and _has_place(value)) or (one.kind == "account" and is_rest)
    )
    for span in one.spans:
        for hit in hits.get(span.passage, ()):
            if hit.start < span.end and hit.end > span.start:
                is_held = span.start <= hit.start and hit.end <= span.end
                if one.is_doubtful or not (hit.is_doubtful or (is_held and goes_on)):
                    return False
    return True


def _has_place(value: str) -> bool:
    """Whether the digits of *value* are those of a personal identity number."""
    digits = "".join(character for character in value if character.isdecimal())
    return len(digits) == 12 and int(digits[:3]) in PLACE_CODES


def _of_chain(passages: Sequence[Passage], chain: list[int], way: str) -> Iterator[Joined]:
    """What of a *chain*, whose middle holds numbers alone, ends in its last part, the longest first."""
    if way != COLUMN:
        yield from _beside_a_word(passages, chain[-2], chain[-1], way)
    if way != FLOW and passages[chain[-1]].is_number and len(passages[chain[-1]].text) > 1:
        return  # a sum in a cell; one digit to a cell is a form to be filled in
    if way == COLUMN and not passages[chain[-1]].heading:
        return
    for first in _beginnings(passages, chain, way):
        yield from _broken(_parts(passages, chain[first:]), passages, way)


def _beginnings(passages: Sequence[Passage], chain: list[int], way: str) -> list[int]:
    """Where in *chain* a value may begin: at the words before its numbers; where a head or other words are, in the last but one.

    A column of numbers without a word is no chain: read so, any three of them make a number of somebody's.
    """
    first, last = passages[chain[0]].text, passages[chain[-1]]
    is_said = last.heading or not _ONLY_NUMBER.fullmatch(last.text)
    begins = {len(chain) - 2} if is_said else set()
    if way != COLUMN and not _ONLY_NUMBER.fullmatch(first):
        begins.add(0)
    return [begin for begin in sorted(begins) if _may_begin(passages, chain[begin:])]


def _may_begin(passages: Sequence[Passage], chain: list[int]) -> bool:
    """Whether there are digits enough, or a day of birth stands open: «sinh ngày 02 tháng 9 năm⏎1975»."""
    digits = _digits_from(passages, chain)
    return _LEAST_DIGITS <= digits <= _MOST_DIGITS or _BORN.search(passages[chain[0]].text[-_REACH:]) is not None


def _digits_from(passages: Sequence[Passage], chain: list[int]) -> int:
    middle = sum(character.isdecimal() for number in chain[1:-1] for character in passages[number].text[:_REACH])
    around = _digits_at(passages[chain[0]].text[-_REACH:], at_end=True) + _digits_at(passages[chain[-1]].text[:_REACH])
    return middle + around


def _digits_at(text: str, *, at_end: bool = False) -> int:
    """Digits of the number at the beginning of *text*, or at its end."""
    run = (_NUMBER_LAST if at_end else _NUMBER_FIRST).search(text)
    return sum(character.isdecimal() for character in run[0]) if run else 0


def _parts(passages: Sequence[Passage], numbers_of: list[int]) -> list[_Part]:
    parts = []
    for place, number in enumerate(numbers_of):
        read = plain(passages[number].text)
        length = len(read.text)
        is_last = place == len(numbers_of) - 1
        parts.append(_Part(number, read, max(0, length - _REACH) if place == 0 else 0, _REACH if is_last else length))
    return [_Part(one.number, one.read, one.start, min(one.end, len(one.read.text))) for one in parts]


def _beside_a_word(passages: Sequence[Passage], lead_at: int, number: int, way: str) -> Iterator[Joined]:
    """A value whole in passage *number*, the word for it at the end of *lead_at*, the one before."""
    lead = passages[lead_at].text[-_REACH:].rstrip()
    if lead[-1:].isdecimal():
        return
    said = plain(lead).text
    folded = level(said).rstrip() + " "
    if not any(kind.context.search(folded) or _YEAR_WORD.search(folded) for kind in KINDS.values()):
        return
    passage = passages[number]
    read = plain(passage.text)
    part = _Part(number, read, 0, min(_REACH, len(read.text)))
    text = letters_as_digits(part.text)
    at = len(folded)
    together, shown = folded + level(text), said.rstrip().ljust(at)[:at] + text
    start = at + len(text) - len(text.lstrip())
    told = [*numbers(" " * at + text, together), *births(shown, together, births_listed=False)]
    if way == ROW:
        told += [Hit(hit.kind, at + hit.start, at + hit.end) for hit in by_heading(folded, text, passage)]
    for hit in apart(one for one in told if one.start == start):
        digits = sum(one.isdecimal() for one in text[hit.start - at : hit.end - at])
        is_count = hit.kind == "account" and digits < _LEAST_ACCOUNT
        if not is_count and (hit.kind in {"birth", "birth_year"} or named(hit.kind, together, hit.start)):
            yield Joined(hit.kind, False, (_span(part, hit.start - at, hit.end - at),))


def _broken(parts: list[_Part], passages: Sequence[Passage], way: str) -> Iterator[Joined]:
    """A value that begins in the first part, or after the word in it, and ends in the last."""
    cells = [passages[part.number] for part in parts]
    if way != FLOW and any(cell.is_number and len(cell.text) > 1 for cell in cells):
        return
    least = len(parts) - (0 if _OPEN.search(parts[0].text) else 1)
    for signs, between in ((_AT_JOINT, " "), (" ", "")):
        text, places = _laid_together(parts, signs, between)
        read = letters_as_digits(text)
        folded = level(text)
        told = [*births(read, folded, births_listed=False), *(numbers(read, folded) if between else ())]
        if between and cells[-1].heading and all(_ONLY_NUMBER.fullmatch(part.text) for part in parts):
            told += by_heading(level(plain(cells[-1].heading).text), read, cells[-1])
        for hit in apart(told):
            spans = _spans(parts, places[hit.start : hit.end])
            if len(spans) < max(2, least) or spans[-1].passage != parts[-1].number:
                continue
            one = _sure_enough(hit, read, folded, cells, way)
            if one and (spans[-1].end - spans[-1].start >= _LEAST_DOUBTFUL or not one.is_doubtful):
                yield Joined(one.kind, one.is_doubtful, spans)


def _sure_enough(hit: Hit, text: str, folded: str, cells: list[Passage], way: str) -> Hit | None:
    """*hit* as sure as its neighbourhood makes it; None where only the form speaks for it and the form is not enough."""
    digits = "".join(one for one in text[hit.start : hit.end] if one.isdecimal())
    heading = level(plain(cells[-1].heading).text)
    is_headed = way != ROW and KINDS[hit.kind].heading.search(heading) is not None
    if way == COLUMN:
        fits = _has_place(digits) or (len(digits) == 10 and digits[0] == "0")
        return hit if is_headed and fits and len(cells) == 2 else None
    is_named = (
        named(hit.kind, folded, hit.start) or named("identity", folded, hit.start) or named("old_identity", folded, hit.start)
    )
    if is_named or is_headed or hit.kind in {"birth", "birth_year"}:
        return hit
    is_thing = MEASURED.match(folded, hit.end) or OF_A_THING.search(before(folded, hit.start))
    has_words = not all(_ONLY_NUMBER.fullmatch(cell.text) for cell in cells)
    is_like_one = (digits[0] == "0" and len(digits) in {10, 11, 12}) or len(digits) == 16
    if way == FLOW and has_words and len(cells) == 2 and is_like_one and not is_thing:
        return Hit(hit.kind, hit.start, hit.end, is_doubtful=True)
    return None


def _laid_together(parts: list[_Part], signs: str, between: str) -> tuple[str, list[tuple[int, int]]]:
    """The text of *parts* as one line, *signs* at its joints left out; of each character its part and place (a joint: -1)."""
    text, places = "", []
    for index, part in enumerate(parts):
        own = part.text
        start = len(own) - len(own.lstrip(signs)) if index else 0
        end = len(own.rstrip(signs)) if index < len(parts) - 1 else len(own)
        if index:
            text += between
            places += [(-1, -1)] * len(between)
        text += own[start:end]
        places += [(index, at) for at in range(start, end)]
    return text, places


def _spans(parts: list[_Part], places: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    found: dict[int, list[int]] = {}
    for index, at in places:
        if index >= 0:
            found.setdefault(index, []).append(at)
    return tuple(_span(parts[index], min(ats), max(ats) + 1) for index, ats in sorted(found.items()))


def _span(part: _Part, start: int, end: int) -> Span:
    return Span(part.number, *part.read.span(part.start + start, part.start + end))
