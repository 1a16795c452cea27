"""Which step of the movement a count has reached: what the verbs before and behind it say, taken together."""

from .clauses import AWARDS, INITIATIVE_KEYS, coordinated, following, preceding
from .counts import Count
from .lists import ListTracker
from .phrase import Phrase
from .scope import clause_start
from .sentence import Sentence
from .tokens import either

_STRONG = frozenset(INITIATIVE_KEYS) - {"operating"}
_IS, _NUMBER, _OUT_OF = either("là"), either("số"), either("trong")
_BY, _FROM = either("do"), either("từ")
_CHAIN = 20  # counts: no passive rules longer lists than that
_PARALLEL, _CLOSES = either(";"), either(", ; . ) và có vì trong đạt")
_NAMED_BEFORE = either("là : lên đạt")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def govern(sentence: Sentence, counts: list[Count], index: int, start: int, tracker: ListTracker) -> None:
    """Decide which step the count belongs to; see the module ``clauses`` for the verbs."""
    count = counts[index]
    ahead = preceding(sentence, start, count.phrase)
    limit = counts[index + 1].phrase.start if index + 1 < len(counts) else len(sentence)
    behind, count.spoken = following(sentence, count.phrase, limit)
    clause = max(start, clause_start(sentence, count.phrase.start))
    if behind in _STRONG and clause > start:
        ahead = preceding(sentence, clause, count.phrase)
    if count.family == "recipient":
        step = _step_of_people(sentence, counts, index, ahead, behind)
    elif count.family == "paper":
        step = count.phrase.paper
    else:
        step = _step_of_initiative(sentence, counts, index, ahead, behind)
    count.step = step if step != "none" else None
    total = count.total
    if total is not None and count.own and count.step != total.step:
        if not (count.step == "operating" and total.step != "registered"):
            count.total = None
            tracker.leave()
        else:
            count.step, count.own = total.step, False


def _step_of_initiative(sentence: Sentence, counts: list[Count], index: int, ahead: str | None, behind: str | None) -> str | None:
    """The verb before wins, then the one behind; running is said by so many words that any other verb outranks it."""
    count = counts[index]
    count.own = True
    # «44/50 mô hình đăng ký», «hiện có 216 mô hình do các cấp hội đăng ký»: registered speaks of the plan, of the owner
    aside = count.phrase.numeral.shape == "ratio" or sentence.word(count.phrase.end) in _BY
    of_planned = aside and ahead == "operating"
    if ahead in _STRONG:
        return ahead
    if behind in _STRONG and not of_planned:
        return behind
    if "none" in {ahead, behind}:
        return None
    if "operating" in {ahead, behind} and not (count.family == "bare" and ahead != "operating"):
        return "operating"
    count.own = count.family == "bare" and count.total is None
    return _implied(sentence, counts, index, ahead)


def _implied(sentence: Sentence, counts: list[Count], index: int, ahead: str | None) -> str | None:
    """No verb of its own: the total's, the one shared with its neighbours, or a bare «có»."""
    count = counts[index]
    if count.total is not None:
        return count.total.step
    if sentence.word(count.phrase.start - 1) in _FROM:
        return "operating"  # «Từ 12 mô hình của năm 2018, … nhân rộng …»: not what the start has grown to
    if count.family == "bare":
        return _carried(sentence, counts, index) or _equated(sentence, count)
    shared = _shared_behind(sentence, counts, index)
    if shared in _STRONG and _differs(count, counts[index + 1]):
        return shared
    if ahead == "weak":
        return "operating"
    return _carried(sentence, counts, index) or shared or ("operating" if _is_pool(sentence, count) else None)


def _is_pool(sentence: Sentence, count: Count) -> bool:
    """«Trong (tổng) số 64 mô hình … có …»: what others are picked from is there."""
    lead = [sentence.word(count.phrase.start - step) for step in (3, 2, 1)]
    return lead[-1] in _NUMBER and bool(_OUT_OF & set(lead))


def _equated(sentence: Sentence, count: Count) -> str | None:
    """«mô hình trong lĩnh vực kinh tế là 45»: the number of those there are, when no verb says more."""
    start = count.phrase.start
    named = sentence.word(start - 1) in _IS and bool(count.phrase.labels.fields) and sentence.has(0, start, "noun")
    return "operating" if named and not sentence.has(0, start, "verb", "paper", "verb_behind") else None


def _differs(left: Count, right: Count) -> bool:
    """«1.291 mô hình tập thể và 871 mô hình cá nhân»: two halves of one subject."""
    return (left.phrase.kinds, left.phrase.labels) != (right.phrase.kinds, right.phrase.labels)


def _step_of_people(sentence: Sentence, counts: list[Count], index: int, ahead: str | None, behind: str | None) -> str | None:
    count = counts[index]
    count.own = True
    said = behind or ahead
    if count.phrase.loose and said in {"recognised", "registered"}:
        return None  # «công nhận 15 thôn»: other titles
    if said == "none" and sentence.before(count.phrase.start, "verb") is None:
        shared = _shared_behind(sentence, counts, index)  # «thẩm định, ghi nhận 9 tập thể và 6 cá nhân được đề xuất khen thưởng»
        said = shared if shared in AWARDS else said
    count.own = said is not None
    return said or _implied_of_people(sentence, counts, index)


def _implied_of_people(sentence: Sentence, counts: list[Count], index: int) -> str | None:
    """No verb of their own: the total's, the one behind the last of them, or the one before the first."""
    count = counts[index]
    if count.total is not None and count.total.step and not count.phrase.loose:
        return count.total.step
    shared = _shared_behind(sentence, counts, index)
    if shared in AWARDS or (shared == "registered" and not count.phrase.loose):
        return shared
    carried = _carried(sentence, counts, index)
    left = counts[index - 1] if index else None
    if left is not None and left.family == "initiative" and carried not in {"commendations", "medals", "proposed"}:
        return carried if count.phrase.movement and carried == "recognised" else None
    return carried if carried in AWARDS else None


def _carried(sentence: Sentence, counts: list[Count], index: int) -> str | None:
    if index == 0 or counts[index - 1].step is None:
        return None
    left, right = counts[index - 1], counts[index].phrase
    if sentence.word(right.start - 1) in _PARALLEL:
        if right.loose and not left.phrase.loose and right.end < len(sentence) and sentence.word(right.end) not in _CLOSES:
            return None  # «tuyên dương 12 tập thể; 30 công đoàn cơ sở hưởng ứng»: they act, they are not commended
        if left.family == right.family:
            return left.step  # «5 mô hình được tuyên dương …; 8 mô hình …»: a list, each item opens with its number
    return left.step if coordinated(sentence, left.spoken, right) else None


def _shared_behind(sentence: Sentence, counts: list[Count], index: int) -> str | None:
    """«199 tập thể và 107 cá nhân đã được … khen thưởng»: the passive behind the last one rules them all."""
    for right in range(index + 1, min(len(counts), index + _CHAIN)):
        if not coordinated(sentence, counts[right - 1].phrase.end, counts[right].phrase):
            return None
        limit = counts[right + 1].phrase.start if right + 1 < len(counts) else len(sentence)
        step, _ = following(sentence, counts[right].phrase, limit)
        if step is not None:
            return step if step != "none" else None
    return None


def fill_noun(sentence: Sentence, counts: list[Count], index: int, start: int) -> None:
    """Give a number without a noun the noun of its neighbour or of its total, or let it go."""
    count = counts[index]
    if count.family != "bare":
        return
    phrase = count.phrase
    if count.total is not None and phrase.labels:
        return
    if _FIRST_YEAR <= phrase.numeral.value <= _LAST_YEAR and phrase.numeral.end - phrase.numeral.start == 1:
        count.step = None
        return
    named = list(sentence.between(start, phrase.start, "noun"))
    linked = sentence.word(phrase.start - 1) in _NAMED_BEFORE
    siblings = [other.phrase for other in counts if other.phrase.kinds]
    if count.step and named and linked:
        phrase.kinds = [mark.senses["noun"] for mark in named[-1:]]
        phrase.movement = bool(list(sentence.between(start, phrase.start, "topic")))
    elif count.step and siblings and (count.own or phrase.labels) and _is_tight(sentence, phrase):
        phrase.kinds = list(siblings[-1].kinds)
        phrase.movement = siblings[-1].movement
        phrase.foreign = siblings[-1].foreign
    else:
        count.step = None


def _is_tight(sentence: Sentence, phrase: Phrase) -> bool:
    """The verb or the label stands right beside the number."""
    index = phrase.start - (sentence.word(phrase.start - 1) == ":")
    mark = sentence.ending.get(index)
    return (
        bool(phrase.labels)
        or bool(mark and mark.has("verb", "link"))
        or sentence.sense(phrase.numeral.end, "passive") is not None
    )
