"""Of what, when and where a sentence speaks: movement, plan or result, period, place."""

import re
from dataclasses import dataclass

from .numerals import numeral_at
from .phrase import MOVEMENT, Phrase
from .sentence import QUOTE, Sentence
from .tokens import either

_CAMPAIGN = ("phong trào", "cuộc vận động", "chương trình", "đề án", "chỉ thị", "hội thi", "cuộc thi", "chiến dịch")
_DIRECTIVES = frozenset(
    {"chỉ thị", "nghị quyết", "kết luận", "đề án", "kế hoạch", "chi thi", "nghi quyet", "ket luan", "de an", "ke hoach"}
)
_NUMBER_SIGN = either("số")
_REACHED = either("vượt đạt hoàn hoàn-thành thành")
_NAMED = frozenset({"phong trào", "chiến dịch", "phong trao", "chien dich"})
_EMULATION = either("thi đua")
_BOUND = either("gắn lồng kết-hợp")
_MONEY = either("đồng")
_SEMICOLON, _COMMA = either(";"), either(",")
_OCCASIONS = ("nhân dịp", "dịp này", "tại hội nghị", "hội nghị", "tại buổi", "kết thúc", "tại lễ", "tại đại hội",
              "cũng tại", "nhan dip", "dip nay", "tai hoi nghi")  # fmt: skip
_YEAR_WORD, _STAGE, _TERM = either("năm"), ("giai", "đoạn"), ("nhiệm", "kỳ")
_SINCE, _UNTIL = either("từ"), either("đến tới")
_DATED = either("đến ngày")
_MONTHS, _QUARTER = either("tháng"), either("quý")


# ── movement ──────────────────────────────────────────────────────────────────────────────────────────────────────
def topic_marks(sentence: Sentence, start: int, end: int) -> list[tuple[int, str]]:
    """Return where the movement (``own``), another one (``other``) or another field of awards (``award``) is named."""
    found = []
    for mark in sentence.between(start, end, "topic"):
        value = mark.senses["topic"]
        if value == "other_model" and _BOUND & {sentence.word(index) for index in range(mark.start - 7, mark.start)}:
            continue  # «Dân vận khéo gắn với học tập và làm theo …»: named beside the subject, not as the subject
        kind = "own" if value in MOVEMENT else value.removeprefix("other_").replace("model", "other")
        found.append((mark.start, kind))
    for index in range(start, end):
        if sentence.word(index) == QUOTE and _after_campaign(sentence, index):
            close = sentence.closing_quote(index)
            if close and not any(m.senses["topic"] in MOVEMENT for m in sentence.between(index, close, "topic")):
                found.append((index, "other"))
    return sorted(found)


def _after_campaign(sentence: Sentence, index: int) -> bool:
    words = " ".join(sentence.word(i) for i in range(max(0, index - 4), index))
    return words.removesuffix(" thi đua").endswith(_CAMPAIGN)


def last_topic(sentence: Sentence, before: int, inherited: str | None) -> str | None:
    """Return the topic in force at token *before*: the last movement named, else what the text spoke of."""
    kinds = [kind for _, kind in topic_marks(sentence, 0, before) if kind != "award"]
    return kinds[-1] if kinds else inherited


def reason(sentence: Sentence, start: int, end: int) -> str | None:
    """Return for what an award between *start* and *end* was given: ``own``, ``other`` or None when it is not said."""
    kinds = [kind for _, kind in topic_marks(sentence, start, end)]
    if not kinds:
        return "other" if _names_campaign(sentence, start, end) else None
    return "own" if "own" in kinds else "other"


def _names_campaign(sentence: Sentence, start: int, end: int) -> bool:
    """«trong phong trào nông dân», «các phong trào thi đua yêu nước»: a campaign with a name that is not ours."""
    for index in range(start, end - 2):
        if f"{sentence.word(index)} {sentence.word(index + 1)}" in _NAMED:
            after = index + 2
            while sentence.word(after) in _EMULATION:
                after += 1
            mark = sentence.marks.get(after)
            vague = mark is not None and mark.has("follower", "part", "barrier", "link", "passive", "adjective")
            if after < end and sentence.tokens[after].kind == "word" and not vague:
                return True
    return any(_is_directive(sentence, index) for index in range(start, end - 1))


def _is_directive(sentence: Sentence, index: int) -> bool:
    """«qua 5 năm thực hiện Chỉ thị số 19 …»: a paper that the movement is not named beside."""
    named = " ".join(sentence.word(step) for step in (index, index + 1)) in _DIRECTIVES
    number = index + 2 + (sentence.word(index + 2) in _NUMBER_SIGN)
    return named and number < len(sentence) and sentence.tokens[number].kind == "number"


def opens_occasion(sentence: Sentence) -> bool:
    """«Nhân dịp này, …», «Tại hội nghị, …»: the text turns back to its occasion."""
    return " ".join(sentence.word(index) for index in range(4)).startswith(_OCCASIONS)


# ── plan ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def before_semicolon(sentence: Sentence, start: int, limit: int) -> int:
    """Return the first semicolon in ``start:limit``, else *limit*."""
    found = sentence.find(_SEMICOLON, start, limit)
    return limit if found is None else found


def clause_start(sentence: Sentence, before: int) -> int:
    """Return the token behind the last semicolon before *before*."""
    marks = [index for index in range(before) if sentence.word(index) in _SEMICOLON]
    return marks[-1] + 1 if marks else 0


def is_planned(sentence: Sentence, start: int, phrase: Phrase) -> bool:
    """Say whether the count is a target or a rate: «phấn đấu …», «mỗi đơn vị …», unless a «đã» stands between."""
    for mark in sentence.between(start, phrase.start, "plan"):
        kind = mark.senses["plan"]
        if kind == "done" or sentence.word(mark.start - 1) in _REACHED:
            continue
        if kind == "each" and sentence.find(_MONEY, mark.end, phrase.start) is not None:
            continue  # «mỗi suất 500.000 đồng cho 8 tập thể»
        later = [m for m in sentence.between(mark.end, phrase.start, "plan") if m.senses["plan"] == "done"]
        if not later:
            return True
    return False


def is_outlook(sentence: Sentence) -> bool:
    """Say whether the whole sentence looks ahead, so that its year is not the year of results."""
    marks = list(sentence.between(0, len(sentence), "plan"))
    always = [mark for mark in marks if mark.senses["plan"] == "always"]
    ahead = any(sentence.word(i) == "tiếp" and sentence.word(i + 1) == "tục" for i in range(min(len(sentence), 25)))
    done = any(mark.senses["plan"] == "done" for mark in marks)
    return (bool(always) or ahead) and not done


# ── period ────────────────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Period:
    start: int
    end: int
    text: str
    plan: bool

    @property
    def last_year(self) -> int:
        return max(int(year) for year in re.findall(r"(?:19|20)\d\d", self.text))


def periods_of(sentence: Sentence) -> list[Period]:
    """Return the periods named: «năm 2024», «giai đoạn 2021-2025», «6 tháng đầu năm 2024», «tính đến 15/6/2024»."""
    found, index = [], 0
    while index < len(sentence):
        numeral = numeral_at(sentence.tokens, index) if sentence.tokens[index].kind == "number" else None
        if numeral is None:
            index += 1
            continue
        period = _period_at(sentence, index, numeral.end)
        if period is not None:
            found.append(period)
            index = max(period.end, numeral.end)
        else:
            index = numeral.end
    return found


def _period_at(sentence: Sentence, index: int, end: int) -> Period | None:
    raw = "".join(token.key for token in sentence.tokens[index:end])
    before = [sentence.word(index - n) for n in (2, 1)]
    if re.fullmatch(r"(?:19|20)\d\d-(?:19|20)\d\d", raw):
        return None if before == list(_TERM) else Period(index, end, raw, _is_excluded(sentence, index))
    if re.fullmatch(r"(?:\d{1,2}[/-])?\d{1,2}[/-](?:19|20)\d\d", raw):  # «tính đến 15/6/2024», «tính đến 6/2024»
        dated = raw.count("/") == 1 or before[1] in _DATED
        return Period(index, end, raw[-4:], plan=False) if dated and _counts_to(sentence, index) else None
    if not re.fullmatch(r"(?:19|20)\d\d", raw) or before[1] not in _YEAR_WORD:
        return None
    start = index - 1
    if before[0] in _SINCE:
        return _period_since(sentence, index)
    text, start = _with_months(sentence, start, raw)
    return Period(start, end, text, _is_excluded(sentence, start))


def _period_since(sentence: Sentence, index: int) -> Period:
    """«từ năm 2016 đến nay», «từ năm 2019 đến năm 2024»: a span."""
    first, end = sentence.tokens[index].text, index + 1
    if sentence.word(end) in _UNTIL:
        end += 1 + (sentence.word(end + 1) in _YEAR_WORD)
        last = sentence.word(end)
        if re.fullmatch(r"(?:19|20)\d\d", last):
            return Period(index - 1, end + 1, f"{first}-{last}", plan=False)
    return Period(index - 1, end, f"{first}-nay", plan=False)


def _with_months(sentence: Sentence, year: int, raw: str) -> tuple[str, int]:
    """«6 tháng đầu năm 2024», «quý I năm 2024»: the words before the year belong to the period."""
    if sentence.word(year - 1) in either("đầu cuối") and sentence.word(year - 2) in _MONTHS:
        months = sentence.tokens[year - 3].word if year >= 3 else ""
        return f"{months} tháng {sentence.word(year - 1)} năm {raw}", max(0, year - 3)
    if sentence.word(year - 2) in _QUARTER:
        return f"quý {sentence.tokens[year - 1].text} năm {raw}", year - 2
    return raw, year


def _counts_to(sentence: Sentence, index: int) -> bool:
    words = " ".join(sentence.word(i) for i in range(max(0, index - 4), index))
    return "tính đến" in words or "đến ngày" in words or "tinh den" in words


def _is_excluded(sentence: Sentence, start: int) -> bool:
    """«so với năm 2023», «nhiệm vụ năm 2025», «đến năm 2030»: not the year of what is counted."""
    mark = sentence.ending.get(start)
    if _counts_to(sentence, start + 1):
        return False
    if mark and mark.has("period_plan") and sentence.word(mark.start) not in either("trong công"):
        return True
    return bool(mark and mark.has("plan") and mark.senses["plan"] == "always")


def period_of(sentence: Sentence, periods: list[Period], phrase: Phrase, limit: int) -> Period | None:
    """Return the period of a count in its own sentence: behind it before *limit*, else the nearest before it."""
    usable = [period for period in periods if not period.plan]
    behind = [period for period in usable if phrase.noun_end <= period.start < limit]
    ahead = [period for period in usable if period.end <= phrase.start]
    apart = bool(behind) and sentence.find(_COMMA, phrase.noun_end, behind[0].start) is not None
    if behind and not (ahead and apart):
        return behind[0]
    if ahead:  # «năm 2022 có 30 mô hình, năm 2023 có 36 mô hình»
        return ahead[-1]
    later = [period for period in usable if period.start >= limit]
    return later[0] if later else None
