"""The number phrase: number + classifier + noun + modifiers, and what it counts."""

from dataclasses import dataclass, field
from itertools import pairwise

from .labels import Labels, field_run, level_at
from .lexicon import Mark
from .numerals import Numeral, is_year_word, numeral_at, words_at
from .sentence import QUOTE, Sentence
from .tokens import either

MOVEMENT = frozenset({"dvk", "danvan"})
_NO_COUNT_BEFORE = either(
    "thứ lần hạng khóa khoá điều khoản nq ct kl qđ kh hd mục tháng ngày quý tuổi đề khu thôn phường quận ấp"
    " khóm bản chương phần số câu"
)
_NUMBERED = either("tổ nhóm")  # «tổ 7» is a name when in digits
_YEAR = either("năm")
_OF_TOTAL = either("số")
_TOTAL = either("tổng trong con")
_YEAR_BEFORE = either("trong cả mỗi cuối đầu giữa hằng hàng từng qua các nhiều cùng sau những mấy nửa vài số")
_NAMELY = either("là như : nhất có cho")
_OWNERS = either("của tại ở trên thuộc do với trong từ gồm")
_OWNED = either("của")
_ABOUT = either("về")
_FROM, _TO = either("từ"), either("đến tới lên - mô hình")
_AFTER_INCREASE = either("thêm được")
_ENDS = either(", ; ) . ( ! ? và")


@dataclass
class Phrase:
    """A number and what it counts.

    ``family``: ``initiative`` (mô hình, điển hình), ``recipient`` (tập thể, cá nhân …), ``paper`` (giấy khen …),
    ``bare`` (no noun), ``other``. ``refusal`` says why it can be no figure.
    """

    numeral: Numeral
    family: str = "other"
    kinds: list[str] = field(default_factory=list)
    labels: Labels = field(default_factory=Labels)
    bare_field: bool = False
    paper: str | None = None
    loose: bool = False
    movement: bool = False
    foreign: bool = False
    noun_end: int = 0
    end: int = 0
    refusal: str | None = None

    @property
    def start(self) -> int:
        return self.numeral.start


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
    index = _nouns(sentence, phrase, index)
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
        phrase.end = _modifiers(sentence, phrase, index, city=city)
    elif phrase.family == "bare":
        phrase.end = _bare_labels(sentence, phrase, index, city=city)
    phrase.refusal = _refusal(sentence, numeral)
    return phrase


def _is_no_count(sentence: Sentence, numeral: Numeral) -> bool:
    before = sentence.word(numeral.start - 1)
    if not numeral.in_words and before in _YEAR and 1900 <= numeral.value <= 2200:
        return True
    if is_year_word(sentence.tokens[numeral.start]) and numeral.in_words:
        previous = sentence.tokens[numeral.start - 1] if numeral.start else None
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
    return bool(mark and mark.has("field", "field_intro", "level", "passive"))


def _nouns(sentence: Sentence, phrase: Phrase, index: int) -> int:
    """Read «mô hình, điển hình», «tập thể và cá nhân», «giấy khen» from *index*; return where they end."""
    counted: list[Mark] = []
    while (mark := sentence.marks.get(index)) is not None and _counts(sentence, counted, mark):
        counted.append(mark)
        index = mark.end
        step = index
        while sentence.is_joiner(step) or (sentence.word(step) == "(" and sentence.sense(step + 1, "noun")):
            step += 1
        following = sentence.marks.get(step)
        if following is None or not _goes_on(sentence, counted, following, joined=step > index):
            break
        index = step
    _decide_family(phrase, counted)
    return counted[-1].end if counted else index


def _counts(sentence: Sentence, before: list[Mark], mark: Mark) -> bool:
    """The phrase names something counted; «…, điển hình là mô hình …» only names examples."""
    namely = mark.senses.get("noun") == "dien_hinh" and bool(before) and sentence.word(mark.end) in _NAMELY
    return mark.has("noun", "recipient", "loose_recipient", "paper", "thing") and not namely


def _goes_on(sentence: Sentence, counted: list[Mark], following: Mark, *, joined: bool) -> bool:
    """«mô hình, điển hình» are counted together; «mô hình điển hình» is a noun with its adjective."""
    if counted[0].has("paper"):
        return joined and following.has("paper")
    if not joined:
        people = all(mark.has("recipient", "loose_recipient") for mark in counted)
        return people and following.has("recipient")
    loosely = ("loose_recipient",) if not counted[0].has("noun") else ()  # «8 mô hình, xã Hai 6 mô hình»
    return following.has("noun", "recipient", "thing", *loosely) and not _labels_next(sentence, following)


def _labels_next(sentence: Sentence, mark: Mark) -> bool:
    """«tập thể 316 mô hình, cá nhân 16 mô hình»: the word before a number is that number's label."""
    index = mark.end
    while index in sentence.marks and sentence.sense(index, "link"):
        index = sentence.marks[index].end
    return index < len(sentence) and numeral_at(sentence.tokens, index) is not None


def _decide_family(phrase: Phrase, counted: list[Mark]) -> None:
    people = [mark for mark in counted if mark.has("recipient", "loose_recipient") and not mark.has("noun")]
    subjects = [mark.senses.get("recipient") or mark.senses["loose_recipient"] for mark in people]
    phrase.kinds = [mark.senses["noun"] for mark in counted if mark.has("noun")]
    phrase.loose = any(not mark.has("recipient") for mark in people)
    things = any(mark.has("thing") and not mark.has("noun", "recipient", "loose_recipient") for mark in counted)
    papers = [mark.senses["paper"] for mark in counted if mark.has("paper")]
    if phrase.kinds:
        phrase.family = "initiative"
        phrase.labels.subjects = subjects
        if things:
            phrase.kinds, phrase.foreign = ["mo_hinh", "dien_hinh"], True
    elif papers:
        phrase.family, phrase.paper = "paper", papers[-1]
    elif subjects and not things:
        phrase.family = "recipient"
        phrase.labels.subjects = subjects


def _modifiers(sentence: Sentence, phrase: Phrase, index: int, *, city: bool) -> int:
    """Read what stands right behind the noun; return where the phrase ends."""
    while index < len(sentence):
        if sentence.word(index) == QUOTE:
            close = sentence.closing_quote(index)
            if close is None:
                index += 1
                continue
            if sentence.has(index, close, "topic") and _names_movement(sentence, index, close):
                phrase.movement, phrase.foreign = True, False
            elif phrase.family == "initiative" and not phrase.movement:
                phrase.foreign = True
                return close + 1
            index = close + 1
            continue
        step = _one_modifier(sentence, phrase, index, city=city)
        if step == index:
            break
        index = step
    if phrase.family == "initiative" and not phrase.movement:
        joined = sentence.is_joiner(index) and sentence.sense(index + 1, "thing")
        if _names_movement(sentence, index, _stop(sentence, index, index + 9)):
            phrase.movement = True
        elif joined or _is_foreign(sentence, index):
            phrase.foreign = True
    return index


def _names_movement(sentence: Sentence, start: int, end: int) -> bool:
    return any(mark.senses["topic"] in MOVEMENT for mark in sentence.between(start, end, "topic"))


def _stop(sentence: Sentence, start: int, end: int) -> int:
    found = sentence.find(_ENDS - either("và"), start, end)
    return end if found is None else found


def _one_modifier(sentence: Sentence, phrase: Phrase, index: int, *, city: bool) -> int:
    """Return the token behind one modifier at *index*, or *index* when there is none."""
    mark = sentence.marks.get(index)
    if mark is None or (sentence.word(index) in _OWNED and sentence.sense(index + 1, "recipient")):
        return index + (sentence.sense(index + 1, "recipient") is not None and sentence.word(index) in _OWNED)
    if mark.senses.get("topic") in MOVEMENT:
        phrase.movement, phrase.foreign = True, False
        return mark.end if not mark.has("field_intro") else _field_modifier(sentence, phrase, mark)
    if mark.has("level"):
        return _level_modifier(sentence, phrase, index, city=city)
    if phrase.family == "initiative" and mark.has("recipient"):
        return _owner(sentence, phrase, index)
    if phrase.family == "initiative" and mark.has("field_intro", "field"):
        return _field_modifier(sentence, phrase, mark)
    skipped = mark.has("adjective") or mark.senses.get("noun") == "dien_hinh" or (phrase.kinds and mark.has("subset"))
    return mark.end if skipped else index


def _level_modifier(sentence: Sentence, phrase: Phrase, index: int, *, city: bool) -> int:
    level, end = level_at(sentence, index, city=city)
    issuing = sentence.marks.get(end)
    if issuing and issuing.has("verb") and phrase.family == "recipient":
        return index
    if phrase.family == "initiative":
        phrase.labels.levels.extend([level] if level else ["", "mixed"])
    return end


def _owner(sentence: Sentence, phrase: Phrase, index: int) -> int:
    """«mô hình tập thể», «mô hình của tập thể, cá nhân»."""
    while (owner := sentence.sense(index, "recipient")) is not None:
        phrase.labels.subjects.append(owner)
        index = sentence.marks[index].end
        if sentence.is_joiner(index) and sentence.sense(index + 1, "recipient"):
            index += 1
    return index


def _field_modifier(sentence: Sentence, phrase: Phrase, mark: Mark) -> int:
    """«thuộc lĩnh vực kinh tế», «kinh tế»; «trên các lĩnh vực …» names all of them and so none."""
    intro = mark.senses.get("field_intro")
    values, end = field_run(sentence, mark.end if intro else mark.start)
    if intro == "many":
        return max(end, mark.end)
    if any(value != "extra" for value in values):
        phrase.labels.fields.extend(values)
        phrase.bare_field = intro is None
        return end
    return mark.end if intro == "one" else mark.start


def _is_foreign(sentence: Sentence, index: int) -> bool:
    """A word nobody expects behind «44 mô hình» says that something else is counted: «mô hình trồng nấm»."""
    if index >= len(sentence) or sentence.tokens[index].kind != "word":
        return False
    mark = sentence.marks.get(index)
    if mark is None:
        return True
    if sentence.word(index) in _ABOUT:
        return True
    return mark.has("thing", "topic") or not mark.has(
        "follower", "verb", "verb_behind", "weak", "passive", "part", "noun", "level", "increase", "plan", "barrier", "skip",
        "link", "recipient", "paper", "highlight", "subset", "approximate", "adjective", "field_intro",
    )  # fmt: skip


def _bare_labels(sentence: Sentence, phrase: Phrase, index: int, *, city: bool) -> int:
    mark = sentence.marks.get(index)
    if mark and mark.has("field_intro") and mark.senses["field_intro"] != "many":
        values, end = field_run(sentence, mark.end)
        if values:
            phrase.labels.fields = values
            return end
    elif mark and mark.has("field"):
        phrase.labels.fields, end = field_run(sentence, index)
        return end
    elif mark and mark.has("level"):
        level, end = level_at(sentence, index, city=city)
        phrase.labels.levels = [level] if level else ["", "mixed"]
        return end
    return index


def _refusal(sentence: Sentence, numeral: Numeral) -> str | None:
    if numeral.shape in {"range", "share", "date"}:
        return numeral.shape
    mark = sentence.ending.get(numeral.start)
    if mark and mark.has("approximate"):
        return "approximate"
    if mark and mark.has("increase"):
        return "increase"
    if sentence.word(numeral.start - 1) in _AFTER_INCREASE and sentence.before(numeral.start - 1, "increase"):
        return "increase"
    if numeral.in_words and numeral.value == 1:
        return "article"
    return None
