"""Why a count is no figure: approximate, planned, of another thing, of another movement, or indistinct."""

from .clauses import AWARDS, coordinated, following
from .counts import Count, Memory
from .scope import before_semicolon, clause_start, is_planned, last_topic, opens_occasion, reason, topic_marks
from .sentence import QUOTE, Sentence
from .tokens import either

_FOR = either("vì")
_APART = either(", ;")
_NAME = 12  # tokens: the longest name of a medal


def refused(sentence: Sentence, counts: list[Count], index: int, memory: Memory) -> str | None:
    """Return why the count is no figure, or None."""
    count, phrase = counts[index], counts[index].phrase
    counts_one = phrase.refusal == "article" and _counts_one(sentence, counts, index)
    if count.step is None or (phrase.refusal is not None and not counts_one):
        return phrase.refusal
    if count.total is not None and not count.total.usable:
        return "total"
    if count.total is None and is_planned(sentence, clause_start(sentence, phrase.start), phrase):
        return "plan"
    if count.family in {"initiative", "bare"}:
        return _refused_initiative(sentence, counts, index, memory)
    return _refused_people(sentence, counts, index, memory)


def _counts_one(sentence: Sentence, counts: list[Count], index: int) -> bool:
    """«một» counts beside another number («hai tập thể và một cá nhân»), else it is the article."""
    count = counts[index]
    if count.step is None or count.step == "operating":
        return False
    awarded = count.family == "recipient" and count.step in AWARDS and not count.phrase.loose
    if awarded and sentence.sense(count.phrase.end, "passive") and count.spoken > count.phrase.end:
        return True  # «…, một tập thể được Chủ tịch UBND huyện tặng giấy khen»
    left = index > 0 and coordinated(sentence, counts[index - 1].phrase.end, count.phrase)
    right = index + 1 < len(counts) and coordinated(sentence, count.phrase.end, counts[index + 1].phrase)
    return left or right


def _refused_initiative(sentence: Sentence, counts: list[Count], index: int, memory: Memory) -> str | None:
    count, phrase = counts[index], counts[index].phrase
    if phrase.foreign:
        return "unknown_part" if count.total is not None else "foreign"
    if not phrase.movement:
        if _is_elsewhere(sentence, counts, index, memory):
            return "other"
        if count.total is None and (found := _refused_unnamed(sentence, counts, index)):
            return found
    return _without_dimension(count)


def _is_elsewhere(sentence: Sentence, counts: list[Count], index: int, memory: Memory) -> bool:
    """Another movement is what the award is given for, what the text speaks of, or nothing has named ours."""
    count = counts[index]
    topic = _topic_of(sentence, count, memory)
    if (topic is None and not memory.about_movement) or (topic == "other" and count.total is None):
        return True
    return count.step == "commendations" and reason(sentence, count.phrase.end, _reason_end(sentence, counts, index)) == "other"


def _refused_unnamed(sentence: Sentence, counts: list[Count], index: int) -> str | None:
    """«12 mô hình kinh tế» may be the farms of the place, «tiêu biểu là 3 mô hình …» only picks out examples."""
    count, phrase = counts[index], counts[index].phrase
    named = any(kind == "own" for _, kind in topic_marks(sentence, 0, phrase.start))
    counted = any(other.phrase.movement for other in counts[:index] if other.family == "initiative")
    if phrase.bare_field and (counted or not named):
        return "field_only"
    highlighted = not count.own and sentence.before(_before_links(sentence, phrase.start), "highlight")
    return "highlight" if highlighted else None


def _topic_of(sentence: Sentence, count: Count, memory: Memory) -> str | None:
    """«được Ban Chỉ đạo “Dân vận khéo” huyện công nhận»: the movement named in the count's own passive comes first."""
    named = reason(sentence, count.phrase.end, count.spoken)
    return named if named == "own" else last_topic(sentence, count.phrase.start, memory.topic)


def _without_dimension(count: Count) -> str | None:
    """A part that no dimension tells from its total would contradict it: a person has to look."""
    total = count.total
    if total is None or count.dimensions != total.dimensions or total.step in AWARDS - {"recognised"}:
        return None  # «tuyên dương 198 điển hình, trong đó có 17 điển hình tiêu biểu»: commended all the same
    return "no_dimension" if not count.own or count.step == total.step == "operating" else None


def _before_links(sentence: Sentence, index: int) -> int:
    while (mark := sentence.ending.get(index)) and mark.has("link", "weak") and not mark.has("highlight"):
        index = mark.start
    return index


def _refused_people(sentence: Sentence, counts: list[Count], index: int, memory: Memory) -> str | None:
    count = counts[index]
    if count.step in {"recognised", "registered"} and count.total is None and count.family == "recipient":
        return None if count.phrase.movement or sentence.has(0, len(sentence), "topic") else "other"
    if count.total is not None and count.total.family == "initiative":
        return None
    if (count.step == "medals" and _is_other_medal(sentence, counts, index)) or sentence.has(0, count.phrase.start, "contest"):
        return "other"
    end = _reason_end(sentence, counts, index)
    said = "own" if count.phrase.movement else reason(sentence, count.phrase.end, end)
    left = counts[index - 1] if index else None
    if said is None and left is not None and left.step == count.step and not count.own:
        return left.refused if left.refused == "other" else None
    if said is None:
        start = left.phrase.end if left else 0
        kinds = [kind for _, kind in topic_marks(sentence, start, count.phrase.start) if kind != "award"]
        said = kinds[-1] if kinds else None
    if said is None and before_semicolon(sentence, count.phrase.end, len(sentence)) == count.phrase.end:
        said = reason(sentence, end, len(sentence))  # «… 60 cá nhân; … 40 cá nhân có thành tích trong …»
    if said is None:
        said = "own" if memory.about_movement and (opens_occasion(sentence) or memory.topic != "other") else "other"
    return None if said == "own" else "other"


def _reason_end(sentence: Sentence, counts: list[Count], index: int) -> int:
    """Return where the reason of an award ends: at the next verb of awarding, or with the sentence."""
    last = index
    while last + 1 < len(counts) and _shares_reason(sentence, counts[last], counts[last + 1]):
        last += 1
    start = counts[last].phrase.end
    end = before_semicolon(sentence, start, len(sentence))
    if last + 1 < len(counts):
        end = min(end, counts[last + 1].phrase.start)
        own = [m for m in sentence.between(start, end, "verb", "paper") if m.senses.get("paper") or m.senses["verb"] in AWARDS]
        behind, _ = following(sentence, counts[last].phrase, end)
        own = own[1:] if behind is not None else own
        end = own[0].start if own else end
    return end


def _shares_reason(sentence: Sentence, left: Count, right: Count) -> bool:
    """«6 cá nhân trong học tập và làm theo Bác và 5 cá nhân trong phong trào …»: a reason in between is the left one's."""
    named = topic_marks(sentence, left.phrase.end, right.phrase.start)
    return not named and coordinated(sentence, left.phrase.end, right.phrase)


def _is_other_medal(sentence: Sentence, counts: list[Count], index: int) -> bool:
    """«Vì sự nghiệp giáo dục», «“Vì giai cấp nông dân”»: the medal nearest to the count bears another trade's name."""
    phrase = counts[index].phrase
    medals = [mark for mark in sentence.between(0, len(sentence), "paper") if mark.senses["paper"] == "medals"]
    ahead = [mark for mark in medals if mark.start <= phrase.start]
    nearest = ahead[-1] if ahead else next(iter(medals), None)
    if nearest is None:
        return False
    name = nearest.end + (sentence.word(nearest.end) == QUOTE)
    close = sentence.closing_quote(nearest.end) if name > nearest.end else None
    if close is None:
        ends = (i for i in range(name, len(sentence)) if sentence.tokens[i].kind == "number" or sentence.word(i) in _APART)
        close = min(next(ends, len(sentence)), name + _NAME)
    kinds = [kind for _, kind in topic_marks(sentence, name, close)]
    named = name > nearest.end or sentence.word(name) in _FOR
    return "own" not in kinds and (named or bool(kinds))
