"""What stands right behind a counted noun: the movement, field, level and owner, or a word of another trade."""

from .labels import field_run, level_at
from .lexicon import Mark
from .phrase import MOVEMENT, Phrase
from .sentence import QUOTE, Sentence
from .tokens import either

_OWNED = either("của")
_ABOUT = either("về")
_ENDS = either(", ; ) . ( ! ? và")


def read_modifiers(sentence: Sentence, phrase: Phrase, index: int, *, city: bool) -> int:
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


def read_bare_labels(sentence: Sentence, phrase: Phrase, index: int, *, city: bool) -> int:
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
