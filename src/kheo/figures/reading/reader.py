"""Reads a text sentence by sentence and puts every count in its place."""

from .clauses import AWARDS, INITIATIVE_KEYS, coordinated, preceding
from .counts import Count, Memory, Total
from .labels import MAIN_FIELDS, Labels, read_after, read_before
from .lists import ListTracker, announces, complete_sums, is_bulleted, leaves_open, parts_before, total_of
from .phrases import phrases_of
from .place import place_of
from .refusals import refused
from .results import ReadFigure, Reading, Unmatched
from .scope import Period, before_semicolon, is_outlook, opens_occasion, period_of, periods_of, topic_marks
from .sentence import Sentence
from .steps import fill_noun, govern
from .sums import notes_on
from .tables import parts_of
from .tokens import Token, is_bare

_COUNTED = frozenset({"initiative", "recipient", "paper", "bare"})
_TITLE_SENTENCES = 3
_LONG_SENTENCE = 6  # words
_SHORT_TEXT = 7  # sentences: one mention of the movement makes it the subject
_FIELDS_OF_THE_MOVEMENT = 3  # of four: other movements have no «xây dựng hệ thống chính trị» beside the economy
_NO_TOTAL = frozenset({"increase", "share", "range", "date", "article", "foreign", "other", "highlight"})


def extract(text: str) -> Reading:
    """Return every figure of the movement that *text* states, what could not be placed, and notes on sums.

    Positions are code points of *text* as given. Never fails: a text that says nothing gives an empty reading.
    """
    bare = is_bare(text)
    read = [Sentence(part, bare=bare or _is_typed_bare(part)) for part in parts_of(text)]
    city = _is_city(read)
    memory = Memory(about_movement=_is_about_movement(read))
    figures: list[ReadFigure] = []
    unmatched: list[Unmatched] = []
    for position, sentence in enumerate(read):
        counts = _read_sentence(text, sentence, memory, city=city, opening=position < _TITLE_SENTENCES)
        for count in counts:
            if count.step and count.refused is None:
                figures.append(_figure(text, count))
            elif _is_worth_a_look(count):
                number = sentence.tokens[count.phrase.start : count.phrase.numeral.end]
                unmatched.append(Unmatched(text[number[0].start : number[-1].end], count.quote))
    return Reading(figures, unmatched, notes_on(list(memory.totals.values())))


def _is_typed_bare(part: list[Token]) -> bool:
    """A long sentence without a single mark, in a text that has them elsewhere."""
    words = [token.text for token in part if token.kind == "word"]
    return len(words) >= _LONG_SENTENCE and is_bare(" ".join(words))


def _is_city(read: list[Sentence]) -> bool:
    """«cấp thành phố» is the province's level in a city under the centre, or where the text has districts below it."""
    levels = {mark.senses["level"] for s in read for mark in s.between(0, len(s), "level") if not mark.has("city_level")}
    cities = any(s.has(0, len(s), "city_level") for s in read)
    return any(s.has(0, len(s), "central_city") for s in read) or (cities and "district" in levels)


def _is_about_movement(read: list[Sentence]) -> bool:
    """The text names the movement early, or often, or is short; or it counts by the movement's own four fields."""
    named = [any(kind == "own" for _, kind in topic_marks(s, 0, len(s))) for s in read]
    often = any(named[:_TITLE_SENTENCES]) or sum(named) > 1 or (any(named) and len(read) < _SHORT_TEXT)
    if often or any(_counts_by_fields(sentence) for sentence in read):
        return True
    silent = not any(topic_marks(sentence, 0, len(sentence)) for sentence in read)
    return silent and any(_counts_by_steps(sentence) for sentence in read)


def _counts_by_fields(sentence: Sentence) -> bool:
    fields = {mark.senses["field"] for mark in sentence.between(0, len(sentence), "field")} & MAIN_FIELDS
    return "political_system" in fields and len(fields) >= _FIELDS_OF_THE_MOVEMENT and sentence.has(0, len(sentence), "noun")


def _counts_by_steps(sentence: Sentence) -> bool:
    """«đăng ký 14 mô hình, … hai mô hình được công nhận cấp huyện»: the steps of the movement, where no other is named."""
    said = {mark.senses["verb"] for mark in sentence.between(0, len(sentence), "verb")}
    nouns = [mark for mark in sentence.between(0, len(sentence), "noun") if mark.senses["noun"] == "mo_hinh"]
    return len(nouns) > 1 and {"registered", "recognised"} <= said


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
    if count.family == "bare":
        return count.refused == "no_dimension"
    return count.step in AWARDS and count.refused is not None


def _read_sentence(text: str, sentence: Sentence, memory: Memory, *, city: bool, opening: bool) -> list[Count]:
    phrases = [phrase for phrase in phrases_of(sentence, city=city) if phrase.family in _COUNTED]
    counts = [Count(phrase) for phrase in phrases]
    _place_quotes(text, sentence, counts)
    periods = periods_of(sentence)
    tracker = ListTracker(sentence, memory.total, list_open=memory.list_open or (memory.said_total and is_bulleted(sentence)))
    for index, count in enumerate(counts):
        previous = counts[index - 1] if index else None
        start = previous.spoken if previous else 0
        limit = counts[index + 1].phrase.start if index + 1 < len(counts) else len(sentence)
        count.total = tracker.enter(previous.phrase.end if previous else 0, count.phrase.start, previous)
        start = max(start, tracker.opened)
        _label(sentence, count, start, limit, city=city)
        _name_recipients(sentence, counts, index, start)
        govern(sentence, counts, index, start, tracker)
        fill_noun(sentence, counts, index, start)
        _dimensions(count)
        own_period = period_of(sentence, periods, count.phrase, before_semicolon(sentence, count.phrase.end, limit))
        count.period = own_period.text if own_period else None
        count.place = _place(sentence, counts, index)
        count.refused = refused(sentence, counts, index, memory)
        if count.step and count.total is None and count.refused not in _NO_TOTAL:
            joined = previous is not None and previous.step == count.step and coordinated(sentence, previous.spoken, count.phrase)
            tracker.add_top(count, joined=joined)
    parts_before(counts)
    _share_level(sentence, counts)
    complete_sums(counts)
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


def _name_recipients(sentence: Sentence, counts: list[Count], index: int, start: int) -> None:
    """«Khen thưởng: tập thể: 4, cá nhân: 6»: under a verb of commending the label before a bare number is what it counts."""
    count = counts[index]
    labels = count.phrase.labels
    if count.family != "bare" or count.total is not None or not labels.subjects or labels.fields:
        return
    left = counts[index - 1] if index else None
    beside = left is not None and left.family == "recipient" and coordinated(sentence, left.spoken, count.phrase)
    if beside or preceding(sentence, start, count.phrase) in {"commendations", "medals"}:
        count.phrase.family = "recipient"


def _behind_brackets(sentence: Sentence, start: int, limit: int) -> tuple[int, int]:
    """«266 mô hình (gồm …) đạt tiêu chuẩn cấp cơ sở»: what follows the bracket still speaks of the number before it."""
    if sentence.word(start) != "(":
        return start, limit
    close = sentence.find(frozenset({")"}), start, len(sentence))
    if close is None:
        return start, limit
    numbers = [i for i in range(close + 1, len(sentence)) if sentence.tokens[i].kind == "number"]
    return close + 1, numbers[0] if numbers else len(sentence)


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


def _place(sentence: Sentence, counts: list[Count], index: int) -> str | None:
    count = counts[index]
    found = place_of(sentence, counts[index - 1].phrase.end if index else 0, count.phrase.start)
    if found:
        return found
    if count.total is not None:
        return count.total.place
    return counts[index - 1].place if index else None


def _share_level(sentence: Sentence, counts: list[Count]) -> None:
    """«217 mô hình tập thể, 142 mô hình cá nhân đạt cấp huyện»: the level behind the last holds for both."""
    for index in range(len(counts) - 2, -1, -1):
        left, right = counts[index], counts[index + 1]
        apart = {"subject", "kind"} & {n for n in right.dimensions if right.dimensions[n] != left.dimensions.get(n)}
        same = left.step == right.step and left.family == right.family == "initiative" and left.total is right.total
        open_left = "level" not in left.dimensions and not left.phrase.labels.levels
        if not (same and apart and open_left and "level" in right.dimensions):
            continue
        close = before_semicolon(sentence, left.phrase.end, right.phrase.start) == right.phrase.start
        if close and coordinated(sentence, left.phrase.end, right.phrase):
            left.dimensions["level"] = right.dimensions["level"]


def _inherit_period(sentence: Sentence, counts: list[Count], memory: Memory) -> None:
    for count in counts:
        if count.period is None and count.total is not None:
            count.period = count.total.period
        if count.period is None:
            count.period = (memory.title_period if opens_occasion(sentence) else None) or memory.period or memory.title_period


def _collect_totals(counts: list[Count], memory: Memory) -> None:
    for count in counts:
        if count.total is None or count.step != count.total.step:
            continue
        memory.totals.setdefault(id(count.total), count.total)
        count.total.parts.append(count)


def _is_detail(new: Total, old: Total) -> bool:
    """One field of the total just read («lĩnh vực kinh tế có 82 mô hình») does not become the total itself."""
    smaller = new.value is not None and old.value is not None and new.value <= old.value
    return smaller and new.step == old.step and old.dimensions.items() < new.dimensions.items()


def _remember(
    sentence: Sentence, counts: list[Count], tracker: ListTracker, periods: list[Period], memory: Memory, *, opening: bool
) -> None:
    kinds = [kind for _, kind in topic_marks(sentence, 0, len(sentence)) if kind != "award"]
    if kinds:
        memory.topic = "own" if "own" in kinds else "other"
    top = total_of(tracker.top)
    is_item = any(count.total is memory.total for count in counts if count.total is not None)
    if top is not None:
        memory.total = memory.total if memory.total and _is_detail(top, memory.total) else top
        memory.list_open = leaves_open(sentence, counts[-1].phrase.end)
    elif not is_item:
        memory.list_open = not counts and announces(sentence)  # «Cụ thể:» on a line of its own
    memory.said_total = top is not None or is_item
    results = [period for period in periods if not period.plan]
    if not results or is_outlook(sentence):
        return
    period = results[0]
    if opening and memory.title_period is None:
        memory.title_period, memory.title_year = period.text, period.last_year
    if memory.title_year is None or period.last_year <= memory.title_year:
        memory.period = results[-1].text if results[-1].last_year <= (memory.title_year or 9999) else period.text
