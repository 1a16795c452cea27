"""The labels that stand before or behind a number: field, level, subject.

«lĩnh vực kinh tế 120 mô hình», «120 mô hình thuộc lĩnh vực kinh tế», «cấp huyện: 12», «tập thể 31, cá nhân 6».
"""

from dataclasses import dataclass, field

from .lexicon import Mark
from .numerals import numeral_at
from .sentence import JOINERS, Sentence
from .tokens import either

MAIN_FIELDS = frozenset({"economy", "culture_society", "defence_security", "political_system"})
_STARTS = either(": ; . ( - * , + và")
_SEGMENT = either(", và")
_MANY = "many"


@dataclass
class Labels:
    """What the labels of one number say; a set with two values says nothing certain."""

    fields: list[str] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.fields or self.levels or self.subjects)

    def dimensions(self) -> dict[str, str]:
        found = {}
        for name, values in (("subject", self.subjects), ("field", _one_field(self.fields)), ("level", self.levels)):
            if len(set(values)) == 1:
                found[name] = values[0]
        return found


def _one_field(values: list[str]) -> list[str]:
    """A run of fields is the one main field in it; «other» counts only alone, two main fields are none."""
    main = list(dict.fromkeys(value for value in values if value in MAIN_FIELDS))
    return main or [value for value in values if value == "other"][:1]


def field_run(sentence: Sentence, start: int) -> tuple[list[str], int]:
    """Read a run of field names from *start*: «văn hóa, xã hội»; return values and the end of the run.

    The last name is left to the next number when it stands right before it: «… lĩnh vực kinh tế, văn hóa 80».
    """
    pieces: list[tuple[int, int, str]] = []
    index = start
    while (value := sentence.sense(index, "field")) is not None:
        mark = sentence.marks[index]
        pieces.append((mark.start, mark.end, value))
        index = mark.end
        while sentence.is_joiner(index) and sentence.word(index) != "+":
            if sentence.sense(index + 1, "field") is None:
                break
            index += 1
    while len(pieces) > 1 and _number_follows(sentence, pieces[-1][1]) and _comma_before(sentence, pieces):
        pieces = _without_last_segment(sentence, pieces)
    if not pieces:
        return [], start
    return [value for *_, value in pieces], pieces[-1][1]


def _number_follows(sentence: Sentence, index: int) -> bool:
    while index < len(sentence) and (sentence.sense(index, "link") or sentence.word(index) == ":"):
        index = sentence.marks[index].end if index in sentence.marks else index + 1
    return index < len(sentence) and numeral_at(sentence.tokens, index) is not None


def _comma_before(sentence: Sentence, pieces: list[tuple[int, int, str]]) -> bool:
    return any(sentence.word(start - 1) in _SEGMENT for start, *_ in pieces[1:])


def _without_last_segment(sentence: Sentence, pieces: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    cut = max(n for n in range(1, len(pieces)) if sentence.word(pieces[n][0] - 1) in _SEGMENT)
    return pieces[:cut]


def level_at(sentence: Sentence, index: int, *, city: bool) -> tuple[str | None, int]:
    """Read a level at *index*; None for two levels in one breath («cấp tỉnh, huyện»)."""
    mark = sentence.marks[index]
    level, end = mark.senses["level"], mark.end
    if city and mark.has("city_level"):
        level = "province"
    if (sentence.is_joiner(end) and sentence.sense(end + 1, "level_word")) and not _number_follows(
        sentence, sentence.marks[end + 1].end
    ):
        return None, sentence.marks[end + 1].end
    return level, end


def read_before(sentence: Sentence, start: int, number: int, *, city: bool) -> Labels:
    """Read the labels between *start* and the number at *number* that belong to it."""
    labels = Labels()
    bracketed = sentence.word(number - 1) == "(" and _label_ends(sentence, number - 1, start)  # «kinh tế (62 mô hình)»
    index = number - bracketed
    while index > start:
        mark = sentence.ending.get(index)
        recognising = mark is not None and _is_level_recognising(sentence, mark)
        if mark and (mark.has("link") or recognising) and not mark.has("level", "recipient"):
            index = mark.start
        elif sentence.word(index - 1) in {":", "-"}:
            index -= 1
        else:
            break
    run_end = index
    while index > start:
        mark = sentence.ending.get(index)
        if mark and mark.has("field", "level", "recipient") and mark.start >= start:
            index = mark.start
        elif index < run_end and sentence.word(index - 1) in JOINERS and _label_ends(sentence, index - 1, start):
            index -= 1
        else:
            break
    if index < run_end and (bracketed or _starts_clause(sentence, start, index)):
        _collect(sentence, index, run_end, labels, city=city)
    if not labels.fields:
        labels.fields = _leading_field(sentence, start, number)
    return labels


def _is_level_recognising(sentence: Sentence, mark: Mark) -> bool:
    """«cấp huyện công nhận 45» says the level; «đề nghị cấp huyện công nhận 4» only whom is asked."""
    level = sentence.ending.get(mark.start)
    if mark.senses.get("verb") != "recognised" or level is None or not level.has("level"):
        return False
    return sentence.before(level.start, "verb") != "proposed"


def _label_ends(sentence: Sentence, index: int, start: int) -> bool:
    mark = sentence.ending.get(index)
    return bool(mark and mark.start >= start and mark.has("field", "level", "recipient"))


def _starts_clause(sentence: Sentence, start: int, index: int) -> bool:
    """A label opens its clause, alone or behind «lĩnh vực», «mô hình», «ở», «trong đó»."""
    opening = ("field_intro", "part", "noun", "topic", "link", "verb", "adjective", "weak")
    while index > start:
        mark = sentence.ending.get(index)
        if mark and mark.has("noun"):
            return True
        if mark and mark.has(*opening):
            index = mark.start
        elif sentence.word(index - 1) == '"':
            index -= 1
        else:
            break
    return index <= start or sentence.word(index - 1) in _STARTS


def _collect(sentence: Sentence, start: int, end: int, labels: Labels, *, city: bool) -> None:
    index = start
    while index < end:
        mark = sentence.marks.get(index)
        if mark is None:
            index += 1
            continue
        if "level" in mark.senses:
            level, after = level_at(sentence, index, city=city)
            labels.levels.extend([level] if level else ["", "mixed"])
            index = after
            continue
        if "field" in mark.senses:
            labels.fields.append(mark.senses["field"])
        if "recipient" in mark.senses:
            labels.subjects.append(mark.senses["recipient"])
        index = mark.end


def _leading_field(sentence: Sentence, start: int, number: int) -> list[str]:
    """«Trên lĩnh vực kinh tế, toàn xã có 12 mô hình»: a field opens the clause, other words follow."""
    found: list[str] = []
    for mark in sentence.between(start, number, "field_intro"):
        if mark.senses["field_intro"] == _MANY:
            found = []
            continue
        opens = mark.start <= start or sentence.word(mark.start - 1) in _STARTS
        opens = opens or sentence.before(mark.start, "part") is not None or sentence.word(mark.start - 1) in _PREPOSITIONS
        bare = mark.senses["field_intro"] == "about"
        if bare and not sentence.has(max(start, mark.start - 3), mark.end, "topic"):
            continue
        if opens or bare:
            values, end = field_run(sentence, mark.end)
            if sentence.find(frozenset({";", "."}), end, number) is None:
                found = values or found
    return found


_PREPOSITIONS = either("trong trên với ở về riêng như thuộc")


def read_after(sentence: Sentence, start: int, end: int, *, city: bool) -> Labels:
    """Read the labels behind a noun phrase, up to the first delimiter: «… được công nhận cấp tỉnh»."""
    labels = Labels()
    stop = sentence.find(frozenset({";", ")", "(", ":"}), start, end)
    comma = sentence.find(frozenset({","}), start, end)
    limit = min(x for x in (stop, comma, end) if x is not None)
    for mark in sentence.between(start, limit, "level"):
        level, after = level_at(sentence, mark.start, city=city)
        issuing = sentence.marks.get(after)
        agent = sentence.before(mark.start, "passive") is not None or (issuing and issuing.has("verb", "paper"))
        if level and not agent and not sentence.has(start, mark.start, "loose_recipient"):
            labels.levels.append(level)
    for mark in sentence.between(start, limit, "field_intro"):
        if mark.senses["field_intro"] == "one":
            labels.fields, _ = field_run(sentence, mark.end)
            break
    return labels
