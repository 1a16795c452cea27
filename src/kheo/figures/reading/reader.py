"""Reads a text sentence by sentence and puts every count in its place."""

from dataclasses import dataclass, field

from .clauses import AWARDS, INITIATIVE_KEYS, coordinated, following, preceding
from .counts import Count, Total
from .labels import Labels, read_after, read_before
from .lists import ListTracker, leaves_open, parts_before, total_of
from .phrases import Phrase, phrases_of
from .results import ReadFigure, Reading, Unmatched
from .scope import is_outlook, is_planned, last_topic, period_of, periods_of, place_of, reason, topic_marks
from .sentence import Sentence
from .sums import notes_on
from .tokens import Token, either, is_bare, sentences, tokenise

_COUNTED = frozenset({"initiative", "recipient", "paper", "bare"})
_STRONG = frozenset(INITIATIVE_KEYS) - {"operating"}
_SEMICOLON = either(";")
_TITLE_SENTENCES = 3
_NO_TOTAL = frozenset({"increase", "share", "range", "date", "article", "foreign", "other", "highlight"})
_OCCASION = ("nhân dịp", "dịp này", "tại hội nghị", "hội nghị", "tại buổi", "kết thúc", "tại lễ", "tại đại hội", "cũng tại")


@dataclass
class _Memory:
    """What earlier sentences leave to later ones."""

    topic: str | None = None
    about_movement: bool = False
    title_period: str | None = None
    title_year: int | None = None
    period: str | None = None
    total: Total | None = None
    list_open: bool = False
    totals: list[Total] = field(default_factory=list)


def extract(text: str) -> Reading:
    """Return every figure of the movement that *text* states, what could not be placed, and notes on sums.

    Positions are code points of *text* as given. Never fails: a text that says nothing gives an empty reading.
    """
    bare = is_bare(text)
    tokens = tokenise(text, bare=bare)
    read = [Sentence(part, bare=bare) for part in sentences(text, tokens)]
    city = _is_city(read)
    memory = _Memory(about_movement=_is_about_movement(read))
    figures: list[ReadFigure] = []
    unmatched: list[Unmatched] = []
    for number, sentence in enumerate(read):
        counts = _read_sentence(text, sentence, memory, city=city, opening=number < _TITLE_SENTENCES)
        for count in counts:
            if count.step and count.refused is None:
                figures.append(_figure(text, count))
            elif _is_worth_a_look(count):
                unmatched.append(Unmatched(text[_first(sentence, count).start : _first(sentence, count).end], count.quote))
    return Reading(figures, unmatched, notes_on(memory.totals))


def _is_city(read: list[Sentence]) -> bool:
    """«cấp thành phố» is the province's level in a city under the centre, or where the text has districts below it."""
    levels = {mark.senses["level"] for s in read for mark in s.between(0, len(s), "level") if not mark.has("city_level")}
    cities = any(s.has(0, len(s), "city_level") for s in read)
    return any(s.has(0, len(s), "central_city") for s in read) or (cities and "district" in levels)


def _is_about_movement(read: list[Sentence]) -> bool:
    named = [any(kind == "own" for _, kind in topic_marks(s, 0, len(s))) for s in read]
    return any(named[:_TITLE_SENTENCES]) or sum(named) > 1 or (any(named) and len(read) < 7)


def _first(sentence: Sentence, count: Count) -> Token:
    return sentence.tokens[count.phrase.start]


def _figure(text: str, count: Count) -> ReadFigure:
    return ReadFigure(
        key=INITIATIVE_KEYS[str(count.step)],
        value=count.value,
        dimensions=dict(sorted(count.dimensions.items())),
        period=count.period,
        place=count.place,
        quote=text[count.start : count.end],
        start=count.start,
        end=count.end,
    )


def _is_worth_a_look(count: Count) -> bool:
    if count.refused in {"other", "foreign", "article"}:
        return False
    if count.family == "initiative":
        return True
    return count.family in {"recipient", "paper"} and count.step in AWARDS and count.refused is not None


def _read_sentence(text: str, sentence: Sentence, memory: _Memory, *, city: bool, opening: bool) -> list[Count]:
    phrases = [phrase for phrase in phrases_of(sentence, city=city) if phrase.family in _COUNTED]
    counts = [Count(phrase) for phrase in phrases]
    _place_quotes(text, sentence, counts)
    periods = periods_of(sentence)
    tracker = ListTracker(sentence, memory.total, list_open=memory.list_open)
    for index, count in enumerate(counts):
        previous = counts[index - 1] if index else None
        start = previous.phrase.end if previous else 0
        limit = counts[index + 1].phrase.start if index + 1 < len(counts) else len(sentence)
        count.total = tracker.enter(start, count.phrase.start, previous)
        _label(sentence, count, start, limit, city=city)
        _govern(sentence, counts, index, start, tracker)
        _fill_noun(sentence, counts, index, start)
        _dimensions(count)
        own_period = period_of(periods, count.phrase, _before_semicolon(sentence, count.phrase.end, limit))
        count.period = own_period.text if own_period else None
        count.place = _place(text, sentence, counts, index)
        count.refused = _refused(sentence, counts, index, memory)
        if count.step and count.total is None and count.refused not in _NO_TOTAL:
            joined = previous is not None and previous.step == count.step and coordinated(sentence, previous.phrase, count.phrase)
            tracker.add_top(count, joined=joined)
    parts_before(counts)
    _share_level(sentence, counts)
    _inherit_period(sentence, counts, memory)
    _collect_totals(counts, memory)
    _remember(sentence, counts, tracker, periods, memory, opening=opening)
    return counts


def _place_quotes(text: str, sentence: Sentence, counts: list[Count]) -> None:
    for count in counts:
        first, last = sentence.tokens[count.phrase.start], sentence.tokens[max(count.phrase.end, count.phrase.numeral.end) - 1]
        count.start, count.end = first.start, last.end
        count.quote = text[count.start : count.end]


def _label(sentence: Sentence, count: Count, start: int, limit: int, *, city: bool) -> None:
    labels = count.phrase.labels
    before = read_before(sentence, start, count.phrase.start, city=city)
    after = Labels()
    if count.family in {"initiative", "bare"}:
        after = read_after(sentence, *_behind_brackets(sentence, count.phrase.end, limit), city=city)
    if count.family in {"initiative", "bare"}:
        labels.subjects = labels.subjects or before.subjects
        labels.fields = labels.fields or before.fields or after.fields
        labels.levels = labels.levels or before.levels or after.levels
    elif count.total is not None:
        labels.fields = labels.fields or before.fields


def _behind_brackets(sentence: Sentence, start: int, limit: int) -> tuple[int, int]:
    """«266 mô hình (gồm …) đạt tiêu chuẩn cấp cơ sở»: what follows the bracket still speaks of the number before it."""
    if sentence.word(start) != "(":
        return start, limit
    close = sentence.find(frozenset({")"}), start, len(sentence))
    if close is None:
        return start, limit
    numbers = [i for i in range(close + 1, len(sentence)) if sentence.tokens[i].kind == "number"]
    return close + 1, numbers[0] if numbers else len(sentence)


def _govern(sentence: Sentence, counts: list[Count], index: int, start: int, tracker: ListTracker) -> None:
    """Decide which step the count belongs to; see the module ``clauses`` for the verbs."""
    count = counts[index]
    ahead = preceding(sentence, start, count.phrase)
    limit = counts[index + 1].phrase.start if index + 1 < len(counts) else len(sentence)
    behind = following(sentence, count.phrase, limit)
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
    count = counts[index]
    count.own = True
    if ahead in _STRONG:
        return ahead
    if behind in _STRONG:
        return behind
    if ahead == "none" or behind == "none":
        return None
    if count.total is not None:
        count.own = "operating" in {ahead, behind}
        return "operating" if count.own else count.total.step
    if count.family == "bare":
        return ahead if ahead == "operating" else _carried(sentence, counts, index)
    if ahead == "operating" or behind == "operating":
        return "operating"
    count.own = False
    shared = _shared_behind(sentence, counts, index)
    if shared in _STRONG and _differs(count, counts[index + 1]):
        return shared
    if ahead == "weak":
        return "operating"
    return _carried(sentence, counts, index) or shared


def _differs(left: Count, right: Count) -> bool:
    """«1.291 mô hình tập thể và 871 mô hình cá nhân»: two halves of one subject."""
    return (left.phrase.kinds, left.phrase.labels.subjects) != (right.phrase.kinds, right.phrase.labels.subjects)


def _step_of_people(sentence: Sentence, counts: list[Count], index: int, ahead: str | None, behind: str | None) -> str | None:
    count = counts[index]
    count.own = True
    if behind is not None:
        return behind
    if ahead is not None:
        return ahead
    count.own = False
    if count.total is not None and count.total.step and not count.phrase.loose:
        return count.total.step
    shared = _shared_behind(sentence, counts, index)
    if shared in AWARDS:
        return shared
    carried = _carried(sentence, counts, index)
    left = counts[index - 1] if index else None
    if left is not None and left.family == "initiative" and carried not in {"commendations", "medals", "proposed"}:
        return carried if count.phrase.movement and carried == "recognised" else None
    return carried if carried in AWARDS else None


def _carried(sentence: Sentence, counts: list[Count], index: int) -> str | None:
    if index == 0 or counts[index - 1].step is None:
        return None
    left = counts[index - 1]
    return left.step if coordinated(sentence, left.phrase, counts[index].phrase) else None


def _shared_behind(sentence: Sentence, counts: list[Count], index: int) -> str | None:
    """«199 tập thể và 107 cá nhân đã được … khen thưởng»: the passive behind the last one rules them all."""
    for right in range(index + 1, len(counts)):
        if not coordinated(sentence, counts[right - 1].phrase, counts[right].phrase):
            return None
        limit = counts[right + 1].phrase.start if right + 1 < len(counts) else len(sentence)
        step = following(sentence, counts[right].phrase, limit)
        if step is not None:
            return step if step != "none" else None
    return None


def _fill_noun(sentence: Sentence, counts: list[Count], index: int, start: int) -> None:
    """Give a number without a noun the noun of its neighbour or of its total, or let it go."""
    count = counts[index]
    if count.family != "bare":
        return
    phrase = count.phrase
    if count.total is not None and phrase.labels:
        return
    if 1900 <= phrase.numeral.value <= 2100 and phrase.numeral.end - phrase.numeral.start == 1:
        count.step = None
        return
    named = [mark for mark in sentence.between(start, phrase.start, "noun")]
    linked = sentence.word(phrase.start - 1) in either("là : lên đạt")
    siblings = [other.phrase for other in counts if other.family == "initiative"]
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
    mark = sentence.ending.get(phrase.start)
    return bool(phrase.labels) or bool(mark and mark.has("verb", "link")) or sentence.sense(phrase.numeral.end, "passive") is not None


def _dimensions(count: Count) -> None:
    own = count.phrase.labels.dimensions()
    if len(set(count.phrase.kinds)) == 1:
        own["kind"] = count.phrase.kinds[0]
    if count.total is None:
        count.dimensions = own
        return
    inherited = dict(count.total.dimensions)
    if len(set(count.phrase.kinds)) > 1:
        inherited.pop("kind", None)
    count.dimensions = {**inherited, **own}


def _before_semicolon(sentence: Sentence, start: int, limit: int) -> int:
    found = sentence.find(_SEMICOLON, start, limit)
    return limit if found is None else found


def _place(text: str, sentence: Sentence, counts: list[Count], index: int) -> str | None:
    count = counts[index]
    begin = counts[index - 1].end if index else sentence.tokens[0].start
    found = place_of(text[begin : count.start])
    if found:
        return found
    if count.total is not None:
        return count.total.place
    return counts[index - 1].place if index else None


def _refused(sentence: Sentence, counts: list[Count], index: int, memory: _Memory) -> str | None:
    """Return why the count is no figure, or None."""
    count, phrase = counts[index], counts[index].phrase
    if phrase.refusal == "article" and not _counts_one(sentence, counts, index):
        return "article"
    if phrase.refusal not in {None, "article"}:
        return phrase.refusal
    if count.step is None:
        return None
    if count.total is not None and not count.total.usable:
        return "total"
    if count.total is None and is_planned(sentence, _clause_start(sentence, phrase.start), phrase):
        return "plan"
    if count.family in {"initiative", "bare"}:
        return _refused_initiative(sentence, counts, index, memory)
    return _refused_people(sentence, counts, index, memory)


def _clause_start(sentence: Sentence, before: int) -> int:
    marks = [index for index in range(before) if sentence.word(index) in _SEMICOLON]
    return marks[-1] + 1 if marks else 0


def _counts_one(sentence: Sentence, counts: list[Count], index: int) -> bool:
    """«một» counts beside another number («hai tập thể và một cá nhân»), else it is the article."""
    count = counts[index]
    if count.step is None or count.step == "operating":
        return False
    left = index > 0 and coordinated(sentence, counts[index - 1].phrase, count.phrase)
    right = index + 1 < len(counts) and coordinated(sentence, count.phrase, counts[index + 1].phrase)
    return left or right


def _refused_initiative(sentence: Sentence, counts: list[Count], index: int, memory: _Memory) -> str | None:
    count, phrase = counts[index], counts[index].phrase
    if phrase.movement and not phrase.foreign:
        return _without_dimension(count)
    if phrase.foreign:
        return "unknown_part" if count.total is not None else "foreign"
    if count.step == "commendations" and reason(sentence, phrase.end, _reason_end(sentence, counts, index)) == "other":
        return "other"
    topic = last_topic(sentence, phrase.start, memory.topic)
    if topic == "other" and count.total is None:
        return "other"
    if topic is None and not memory.about_movement:
        return "other"
    if phrase.bare_field and count.total is None and not phrase.movement:
        return "field_only"
    if not count.own and count.total is None and sentence.before(_before_links(sentence, phrase.start), "highlight"):
        return "highlight"
    return _without_dimension(count)


def _without_dimension(count: Count) -> str | None:
    """A part that no dimension tells from its total would contradict it: a person has to look."""
    if count.total is not None and not count.own and count.dimensions == count.total.dimensions:
        return "no_dimension"
    return None


def _before_links(sentence: Sentence, index: int) -> int:
    while (mark := sentence.ending.get(index)) and mark.has("link", "weak") and not mark.has("highlight"):
        index = mark.start
    return index


def _refused_people(sentence: Sentence, counts: list[Count], index: int, memory: _Memory) -> str | None:
    count = counts[index]
    if count.step in {"recognised", "registered"} and count.total is None and count.family == "recipient":
        return None if count.phrase.movement or sentence.has(0, len(sentence), "topic") else "other"
    if count.total is not None and count.total.family == "initiative":
        return None
    if count.step == "medals" and _is_other_medal(sentence):
        return "other"
    said = "own" if count.phrase.movement else reason(sentence, count.phrase.end, _reason_end(sentence, counts, index))
    if said is None:
        start = counts[index - 1].phrase.end if index else 0
        kinds = [kind for _, kind in topic_marks(sentence, start, count.phrase.start) if kind != "award"]
        said = kinds[-1] if kinds else None
    if said is None and index and counts[index - 1].step == count.step and not count.own:
        return counts[index - 1].refused if counts[index - 1].refused == "other" else None
    if said is None:
        occasion = " ".join(sentence.word(i) for i in range(4)).startswith(_OCCASION)
        said = "own" if memory.about_movement and (occasion or memory.topic != "other") else "other"
    return None if said == "own" else "other"


def _reason_end(sentence: Sentence, counts: list[Count], index: int) -> int:
    """Return where the reason of an award ends: at the next verb of awarding, or with the sentence."""
    last = index
    while last + 1 < len(counts) and coordinated(sentence, counts[last].phrase, counts[last + 1].phrase):
        last += 1
    start = counts[last].phrase.end
    end = _before_semicolon(sentence, start, len(sentence))
    if last + 1 < len(counts):
        end = min(end, counts[last + 1].phrase.start)
        own = [m for m in sentence.between(start, end, "verb", "paper") if m.senses.get("paper") or m.senses["verb"] in AWARDS]
        behind = following(sentence, counts[last].phrase, end)
        own = own[1:] if behind is not None else own
        end = own[0].start if own else end
    return end


def _is_other_medal(sentence: Sentence) -> bool:
    """«Vì sự nghiệp …» of another trade."""
    words = [token.word for token in sentence.tokens]
    for index in range(len(words) - 2):
        if tuple(words[index : index + 3]) in {("vì", "sự", "nghiệp"), ("vi", "su", "nghiep")}:
            own = sentence.has(index, min(len(sentence), index + 12), "topic")
            if not own:
                return True
    return False


def _share_level(sentence: Sentence, counts: list[Count]) -> None:
    """«217 mô hình tập thể, 142 mô hình cá nhân đạt cấp huyện»: the level behind the last holds for both."""
    for index in range(len(counts) - 2, -1, -1):
        left, right = counts[index], counts[index + 1]
        apart = {"subject", "kind"} & {n for n in right.dimensions if right.dimensions[n] != left.dimensions.get(n)}
        same = left.step == right.step and left.family == right.family == "initiative" and left.total is right.total
        if same and apart and "level" in right.dimensions and "level" not in left.dimensions and not left.phrase.labels.levels:
            if sentence.find(_SEMICOLON, left.phrase.end, right.phrase.start) is None and coordinated(sentence, left.phrase, right.phrase):
                left.dimensions["level"] = right.dimensions["level"]


def _inherit_period(sentence: Sentence, counts: list[Count], memory: _Memory) -> None:
    occasion = " ".join(sentence.word(i) for i in range(4)).startswith(_OCCASION)
    for count in counts:
        if count.period is None and count.total is not None:
            count.period = count.total.period
        if count.period is None:
            count.period = (memory.title_period if occasion else None) or memory.period or memory.title_period


def _collect_totals(counts: list[Count], memory: _Memory) -> None:
    for count in counts:
        if count.total is None or count.step != count.total.step:
            continue
        if not any(count.total is known for known in memory.totals):
            memory.totals.append(count.total)
        count.total.parts.append(count)


def _is_detail(new: Total, old: Total) -> bool:
    """One field of the total just read («lĩnh vực kinh tế có 82 mô hình») does not become the total itself."""
    smaller = new.value is not None and old.value is not None and new.value <= old.value
    return smaller and new.step == old.step and old.dimensions.items() < new.dimensions.items()


def _remember(
    sentence: Sentence, counts: list[Count], tracker: ListTracker, periods: list, memory: _Memory, *, opening: bool
) -> None:
    kinds = [kind for _, kind in topic_marks(sentence, 0, len(sentence)) if kind != "award"]
    if kinds:
        memory.topic = "own" if kinds[-1] == "own" else kinds[-1]
    top = total_of(tracker.top)
    if top is not None:
        memory.total = memory.total if memory.total and _is_detail(top, memory.total) else top
        memory.list_open = leaves_open(sentence, counts[-1].phrase.end)
    elif counts and memory.list_open and any(count.total is memory.total for count in counts):
        pass
    else:
        memory.list_open = memory.list_open and not counts and False
    results = [period for period in periods if not period.plan]
    if not results or is_outlook(sentence):
        return
    period = results[0]
    if opening and memory.title_period is None:
        memory.title_period, memory.title_year = period.text, period.last_year
    if memory.title_year is None or period.last_year <= memory.title_year:
        memory.period = results[-1].text if results[-1].last_year <= (memory.title_year or 9999) else period.text
