"""Which verb a number belongs to: the one before it, the passive behind it, or the one it shares with its neighbours."""

from .lexicon import Mark
from .numerals import numeral_at
from .phrase import Phrase
from .sentence import Sentence
from .tokens import either

INITIATIVE_KEYS = {
    "registered": "initiatives.registered",
    "operating": "initiatives.operating",
    "recognised": "initiatives.recognised",
    "replicated": "initiatives.replicated",
    "proposed": "initiatives.proposed",
    "commendations": "commendations",
    "medals": "medals",
}
AWARDS = frozenset({"commendations", "medals", "proposed", "recognised"})
# Several verbs for one number («xây dựng và được công nhận 30»): the furthest step it has certainly reached.
_PRECEDENCE = ("proposed", "medals", "recognised", "registered", "commendations", "operating", "replicated", "none")
_CONNECTIVE = either(", / - & và hoặc được đã để vừa cùng xét việc lễ trao tặng cấp quyết định tổ chức tiếp tục rồi sẽ")
_STOP, _COMMA, _COLON = either("; ( ) :"), either(","), either(":")
_NOT = either("chưa không")
_OF = either("của")
_ACCORDING = either("theo")
_LONG = 25  # tokens: a looser recipient further than that from its verb is somebody else


def preceding(sentence: Sentence, start: int, phrase: Phrase) -> str | None:
    """Return the step the words between *start* and the number say of it; ``weak`` for a bare «có», None for nothing."""
    number = phrase.start
    people = phrase.family in {"recipient", "paper"}
    marks = [mark for mark in sentence.between(start, number, "verb", "paper", "weak") if not _is_label(sentence, mark)]
    lead = number - (sentence.word(number - 1) in _COLON)  # «Tổng cộng: 3 mô hình»
    fallback = "weak" if sentence.before(lead, "classifier") == "total" and not people else None
    for position in range(len(marks) - 1, -1, -1):
        mark = marks[position]
        if mark.senses.get("weak") == "with":
            fallback = fallback or ("weak" if _only_links(sentence, mark.end, number) and not people else None)
            continue
        step = None if mark.has("verb_behind") and not mark.has("verb") else _step(mark)
        if step is None:
            if _only_links(sentence, mark.end, number) and not (people and mark.has("part")):
                return _inverted(sentence, mark, start) or (None if people else "weak")
            continue
        if people and step not in AWARDS and not (step == "none" or phrase.movement):
            continue
        if people and phrase.loose and number - mark.end > _LONG:
            return None
        return _resolve(sentence, [m for m in marks[: position + 1] if m.senses.get("weak") != "with"], people=people)
    return fallback


def _inverted(sentence: Sentence, there_is: Mark, start: int) -> str | None:
    """«Được Tỉnh ủy biểu dương có 3 điển hình»: the passive opens the clause, «có» comes behind its verb."""
    verb = sentence.ending.get(there_is.start)
    if verb is None or not verb.has("verb") or _step(verb) not in AWARDS:
        return None
    clause = max((index + 1 for index in range(start, verb.start) if sentence.word(index) in _STOP | _COMMA), default=start)
    return _step(verb) if sentence.has(clause, clause + 3, "passive") else None


def _step(mark: Mark) -> str | None:
    return mark.senses.get("paper") or mark.senses.get("verb") or mark.senses.get("verb_behind")


def _is_label(sentence: Sentence, mark: Mark) -> bool:
    """«phát triển kinh tế», «giữ vững an ninh»: a verb inside the name of a field."""
    return mark.has("field") and sentence.sense(mark.end, "field") is not None


def _only_links(sentence: Sentence, start: int, end: int) -> bool:
    index = start
    while index < end:
        mark = sentence.marks.get(index)
        if mark is None or not mark.has("link", "classifier", "approximate", "increase", "weak"):
            return False
        index = mark.end
    return True


def _resolve(sentence: Sentence, marks: list[Mark], *, people: bool) -> str | None:
    """Join the nearest verb with those coordinated to it, and with the verb that governs it."""
    chain = [marks[-1]]
    rest = marks[:-1]
    while rest and _step(rest[-1]) and _connected(sentence, rest[-1].end, chain[0].start):
        chain.insert(0, rest.pop())
    steps = [step for mark in chain if (step := _step(mark))]
    if people:
        steps = [step for step in steps if step in AWARDS or step == "none"] or steps
    if sentence.word(chain[0].start - 1) in _NOT:
        return "none"
    governor = next((mark for mark in reversed(rest) if _step(mark)), None)
    if governor is not None and (governed := _governed(sentence, governor, chain[0], steps[-1])):
        return governed
    if "proposed" in steps and sentence.word(chain[0].start - 1) in _ACCORDING:
        steps.remove("proposed")
    if not steps or steps[-1] == "none":
        return "none" if steps else None
    if people and {"commendations", "recognised"} <= set(steps):
        return "commendations"
    return min(steps, key=_PRECEDENCE.index)


def _governed(sentence: Sentence, governor: Mark, verb: Mark, step: str) -> str | None:
    """«đề nghị UBND huyện khen thưởng 18»: proposed; «đề nghị các xã nhân rộng 12»: asked for, not done."""
    between = _words(sentence, governor.end, verb.start)
    if _step(governor) == "proposed" and not _STOP & between and sentence.word(governor.start - 1) not in _ACCORDING:
        return "proposed" if step in AWARDS else "none"
    if _step(governor) == "registered" and step == "operating" and not (_STOP | _COMMA) & between:
        return "registered"  # «đăng ký với Ban Chỉ đạo xây dựng 2 mô hình»
    return None


def _words(sentence: Sentence, start: int, end: int) -> set[str]:
    return {sentence.word(index) for index in range(start, end)}


def _connected(sentence: Sentence, start: int, end: int) -> bool:
    return all(sentence.word(index) in _CONNECTIVE for index in range(start, end))


def following(sentence: Sentence, phrase: Phrase, limit: int) -> tuple[str | None, int]:
    """Return the step said behind the phrase, up to *limit*, and where its verb ends.

    «… được Ban Chỉ đạo công nhận», «… hoạt động hiệu quả».
    """
    limit = _cut(sentence, phrase.end, limit)
    for passive in sentence.between(phrase.end, limit, "passive"):
        found = _after_passive(sentence, phrase, passive.end, limit)
        if found is not None:
            return _with_asked(sentence, *found, limit)
    if phrase.family == "recipient":
        return _registering(sentence, phrase, limit)
    index = _past_owners(sentence, phrase.end, limit)
    while (
        (mark := sentence.marks.get(index)) and mark.has("link", "follower", "adjective") and not mark.has("verb", "verb_behind")
    ):
        index = mark.end
    mark = sentence.marks.get(index)
    if mark is None or not mark.has("verb", "verb_behind") or mark.end > limit or _abuts(sentence, mark.end, limit):
        return None, phrase.end
    return _with_asked(sentence, mark.senses.get("verb_behind") or mark.senses["verb"], mark.end, limit)


def _past_owners(sentence: Sentence, start: int, limit: int) -> int:
    """«27 mô hình của 16 chi bộ và 6 đoàn thể đăng ký»: the owners, told by their number, part the count from its verb."""
    if sentence.word(start) not in _OF or start + 1 >= len(sentence) or numeral_at(sentence.tokens, start + 1) is None:
        return start
    verb = next(sentence.between(start, limit, "verb", "verb_behind"), None)
    return start if verb is None or (_STOP | _COMMA) & _words(sentence, start, verb.start) else verb.start


def _with_asked(sentence: Sentence, step: str, end: int, limit: int) -> tuple[str, int]:
    """«… đề nghị tỉnh khen thưởng»: what is asked for belongs to the asking."""
    if step != "proposed":
        return step, end
    asked = next((mark for mark in sentence.between(end, limit, "verb", "paper") if _step(mark) in AWARDS), None)
    if asked is None or _abuts(sentence, asked.end, limit) or _COMMA & _words(sentence, end, asked.start):
        return step, end
    return step, asked.end


def _registering(sentence: Sentence, phrase: Phrase, limit: int) -> tuple[str | None, int]:
    """Read what people do behind their number.

    «20 tập thể, 15 cá nhân đăng ký mô hình Dân vận khéo»: they count when no number of initiatives follows.
    """
    mark = sentence.marks.get(phrase.end)
    if mark is not None and mark.senses.get("verb") == "proposed":
        _, end = _with_asked(sentence, "proposed", mark.end, limit)
        return ("proposed", end) if end > mark.end else (None, phrase.end)  # «danh sách 17 tập thể đề nghị tỉnh biểu dương»
    if mark is None or mark.senses.get("verb") != "registered" or phrase.loose:
        return None, phrase.end
    counted = limit < len(sentence) and numeral_at(sentence.tokens, limit) is not None
    named = sentence.has(mark.end, min(limit, mark.end + 8), "noun", "topic")
    return ("registered", mark.end) if named and not counted else (None, phrase.end)


def _cut(sentence: Sentence, start: int, limit: int) -> int:
    """A new subject, a bracket or a list ends what is said of a count."""
    ends = [limit]
    ends += [index for index in range(start, limit) if sentence.word(index) in _STOP][:1]
    ends += [mark.start for mark in sentence.between(start, limit, "barrier", "part")][:1]
    return min(ends)


def _after_passive(sentence: Sentence, phrase: Phrase, start: int, limit: int) -> tuple[str, int] | None:
    marks = [m for m in sentence.between(start, limit, "verb", "verb_behind", "paper") if not _is_label(sentence, m)]
    while marks and _abuts(sentence, marks[-1].end, limit):
        marks.pop()
    said = [(step, mark.end) for mark in marks if (step := _step(mark))]
    if phrase.family in {"recipient", "paper"}:
        return next((pair for pair in said if pair[0] in AWARDS or pair[0] == "none"), None)
    comma = sentence.find(_COMMA, start, limit)
    while comma is not None and any(mark.start == comma + 1 for mark in marks):
        comma = sentence.find(_COMMA, comma + 1, limit)  # «được thẩm định, công nhận»
    near = [pair for pair in said if comma is None or pair[1] <= comma] or said[:1]
    strong = [pair for pair in near if pair[0] not in {"operating", "none"}]
    if strong:
        return min(strong, key=lambda pair: _PRECEDENCE.index(pair[0]))
    return near[0] if near else None


def _abuts(sentence: Sentence, end: int, number: int) -> bool:
    """A verb right before the next number speaks of that number; a «có» between them parts them."""
    if number >= len(sentence) or numeral_at(sentence.tokens, number) is None:
        return False
    return _only_links(sentence, end, number) and not sentence.has(end, number, "weak")


def coordinated(sentence: Sentence, start: int, right: Phrase) -> bool:
    """The count said up to *start* and the next share their verb: nothing that rules stands between them."""
    labelled = sentence.word(right.start - 1) in _COLON and sentence.before(right.start - 1, "recipient") is not None
    if _STOP & _words(sentence, start, right.start - labelled) - {";"}:
        return False
    between = list(sentence.between(start, right.start, "verb", "verb_behind", "paper", "part", "weak", "barrier"))
    return all(_step(mark) in {None, "operating"} and not mark.has("part", "barrier") for mark in between) and not any(
        mark.has("weak") and not mark.has("link") for mark in between
    )
