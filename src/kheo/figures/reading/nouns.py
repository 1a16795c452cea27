"""The nouns behind a number: «mô hình, điển hình», «tập thể và cá nhân», «giấy khen»."""

from .lexicon import Mark
from .numerals import numeral_at
from .phrase import Phrase
from .sentence import Sentence
from .tokens import either

_NAMELY = either("là như : nhất có cho")


def read_nouns(sentence: Sentence, phrase: Phrase, index: int) -> int:
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
