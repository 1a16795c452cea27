"""The number phrase: number + classifier + noun + modifiers."""

from itertools import pairwise

from .labels import field_run
from .modifiers import read_bare_labels, read_modifiers
from .nouns import read_nouns
from .numerals import Numeral, is_year_word, numeral_at, words_at
from .phrase import Phrase
from .sentence import Sentence
from .tokens import either

_NO_COUNT_BEFORE = either(
    "thứ lần hạng khóa khoá điều khoản nq ct kl qđ kh hd mục tháng ngày quý tuổi đề khu thôn phường quận ấp"
    " khóm bản chương phần số câu"
)
_NUMBERED = either("tổ nhóm")  # «tổ 7» is a name when in digits
_YEAR = either("năm")
_OF_TOTAL = either("số")
_TOTAL = either("tổng trong con")
_YEAR_BEFORE = either("trong cả mỗi cuối đầu giữa hằng hàng từng qua các nhiều cùng sau những mấy nửa vài số")
_WHOLE = either("cả")
_OWNERS = either("của tại ở trên thuộc do với trong từ gồm")
_OWNED = either("của")
_RUNNING = either("đang")
_FROM, _TO = either("từ"), either("đến tới lên - mô hình")
_AFTER_INCREASE = either("thêm được")
_ENDS = either(", ; ) . ( ! ? và")


def phrases_of(sentence: Sentence, *, city: bool) -> list[Phrase]:
    """Return every counted phrase of the sentence from left to right; years, dates and codes are left out."""
    found, index = [], 0
    while index < len(sentence):
        numeral = numeral_at(sentence.tokens, index)
        if numeral is None:
            index += 1
            continue
        phrase = _read(sentence, numeral, city=city)
        if phrase is not None:
            found.append(phrase)
        index = max(numeral.end, phrase.end if phrase else 0)
    _mark_ranges(sentence, found)
    return found


def _mark_ranges(sentence: Sentence, phrases: list[Phrase]) -> None:
    """«từ 1 đến 3 mô hình», «từ 30 lên 44»: both ends are no count of their own."""
    for left, right in pairwise(phrases):
        between = [sentence.word(index) for index in range(left.end, right.start)]
        if sentence.word(left.start - 1) in _FROM and between and set(between) <= _TO:
            left.refusal = right.refusal = "range"


def _read(sentence: Sentence, numeral: Numeral, *, city: bool) -> Phrase | None:
    if _is_no_count(sentence, numeral):
        return None
    phrase = Phrase(numeral)
    index = _past_spelling(sentence, numeral.end)
    if sentence.sense(index, "classifier"):
        index = sentence.marks[index].end
    index = read_nouns(sentence, phrase, index)
    if phrase.family == "other" and index == _past_spelling(sentence, numeral.end):
        phrase.family = "bare" if _stands_alone(sentence, index) else "other"
    if numeral.in_words and phrase.family in {"other", "bare"}:
        return None
    if numeral.shape == "date" and phrase.family in {"other", "bare"}:
        return None
    if phrase.loose and sentence.word(numeral.start - 1) in _OWNERS:
        phrase.family = "other"  # «15 mô hình của 10 đơn vị»: whose it is, not who is commended
    phrase.noun_end = phrase.end = index
    if phrase.family in {"initiative", "recipient", "paper"}:
        phrase.end = read_modifiers(sentence, phrase, index, city=city)
    elif phrase.family == "bare":
        phrase.end = read_bare_labels(sentence, phrase, index, city=city)
    phrase.refusal = _refusal(sentence, numeral, phrase.end)
    return phrase


def _is_no_count(sentence: Sentence, numeral: Numeral) -> bool:
    before = sentence.word(numeral.start - 1)
    if not numeral.in_words and before in _YEAR and 1900 <= numeral.value <= 2200:
        return True
    if is_year_word(sentence.tokens[numeral.start]) and numeral.in_words:
        previous = sentence.tokens[numeral.start - 1] if numeral.start else None
        if before in _WHOLE and sentence.sense(numeral.end, "noun"):
            return False  # «cả năm mô hình»: five of them
        if before in _YEAR_BEFORE or (previous is not None and previous.kind == "number"):
            return True
    if before in _OF_TOTAL and sentence.word(numeral.start - 2) in _TOTAL:
        return False
    return before in _NO_COUNT_BEFORE or (before in _NUMBERED and not numeral.in_words)


def _past_spelling(sentence: Sentence, index: int) -> int:
    """«44 (bốn mươi tư) mô hình»: the same number in words, in brackets."""
    if sentence.word(index) == "(" and index + 1 < len(sentence):
        spelt = words_at(sentence.tokens, index + 1)
        if spelt is not None and sentence.word(spelt.end) == ")":
            return spelt.end + 1
    return index


def _stands_alone(sentence: Sentence, index: int) -> bool:
    """No noun of its own follows: the sentence ends, goes on, or a label or a verb of recognising follows."""
    if index >= len(sentence) or sentence.word(index) in _ENDS:
        return True
    mark = sentence.marks.get(index)
    named = mark is not None and mark.has("field") and any(value != "extra" for value in field_run(sentence, index)[0])
    return named or bool(mark and mark.has("field_intro", "level", "passive"))


def _runs_then(sentence: Sentence, end: int) -> bool:
    """«từ 21 mô hình đang thực hiện, …», «Từ 12 mô hình của năm 2018, …»: a start that is itself a count."""
    now = sentence.word(end) in _RUNNING and sentence.sense(end + 1, "verb") == "operating"
    return now or (sentence.word(end) in _OWNED and sentence.word(end + 1) in _YEAR)


def _refusal(sentence: Sentence, numeral: Numeral, end: int) -> str | None:
    if numeral.shape in {"range", "share", "date"}:
        return numeral.shape
    before = sentence.word(numeral.start - 1)
    if before in _FROM and _runs_then(sentence, end):
        return None
    grown = before in _AFTER_INCREASE and sentence.before(numeral.start - 1, "increase")
    if grown or sentence.before(numeral.start, "increase"):
        return "approximate" if sentence.before(numeral.start, "approximate") else "increase"
    if sentence.before(numeral.start, "approximate"):
        return "approximate"
    return "article" if numeral.in_words and numeral.value == 1 else None
