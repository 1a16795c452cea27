"""A news item put together from facts in the newsroom's order: who, what, when, where; the year; what was said; awards.

A sentence stands only on facts that are there. It is made of pieces, so that a piece whose number the record does not bear
out can be left out without losing the rest of its sentence.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from kheo.foundation.numbers import written
from kheo.foundation.text import begin_small
from kheo.reporting.rules.news_text import LONGEST

_INNER_QUOTES = str.maketrans('“”«»"', "‘’‘’’")
_MIDDAY, _EVENING = time(12), time(18)
_NOUNS = {frozenset({"mo_hinh"}): "mô hình", frozenset({"dien_hinh"}): "điển hình"}
_SUBJECTS = (("collective", "tập thể"), ("individual", "cá nhân"), ("household", "hộ gia đình"))
LONGEST_LEAD = LONGEST["lead"]


@dataclass(frozen=True)
class Counted:
    """How many of one figure, by what dimension names; *by*: whose act it was. Nothing is said of zero."""

    total: int = 0
    kinds: Collection[str] = ()
    subjects: dict[str, int] = field(default_factory=dict)
    by: str = ""

    @property
    def noun(self) -> str:
        """«mô hình» alone names the kind; where both kinds are counted both are said."""
        return _NOUNS.get(frozenset(self.kinds), "mô hình, điển hình")

    def said(self) -> str:
        return f"{written(self.total)} {self.noun}"

    def recipients(self) -> str:
        parts = [f"{written(self.subjects[key])} {noun}" for key, noun in _SUBJECTS if self.subjects.get(key)]
        return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} và {parts[-1]}"


@dataclass(frozen=True)
class YearFacts:
    """*place*: «thị xã Duy Tiên»; *whole*: «toàn thị xã». *fields*: label and count. *stories*: title and place of each."""

    year: int
    place: str
    whole: str
    is_closed: bool
    today: date
    registered: Counted
    carried_out: Counted
    recognised: Counted
    commended: Counted
    medals: Counted
    fields: Sequence[tuple[str, int]] = ()
    stories: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class DayFacts:
    """What is recorded of a conference. *guests*: positions, head by head; *groups*: who else came; *points* with their days."""

    title: str
    host: str
    held_on: date
    starts_at: time
    venue: str
    chair: str
    guests: Sequence[str] = ()
    groups: Sequence[str] = ()
    themes: Sequence[tuple[str, str]] = ()
    directing: Sequence[str] = ()
    points: Sequence[tuple[str, date | None]] = ()
    has_ceremony: bool = False


@dataclass(frozen=True)
class Sentence:
    """*opening*, then the pieces with «; » between, then a full stop."""

    pieces: tuple[str, ...]
    opening: str = ""


@dataclass(frozen=True)
class Draft:
    title: tuple[Sentence, ...]
    lead: tuple[Sentence, ...]
    text: tuple[tuple[Sentence, ...], ...]


Refuted = Callable[[str], Sequence[tuple[int, int]]]


def compose(year: YearFacts, day: DayFacts | None) -> Draft:
    """The draft; without *day* from the year's figures alone."""
    came, said, next_year = (_came(day), _said(day), _directions(day)) if day else ([], [], [])
    paragraphs = [came, _results(year), said, next_year, _awards(year, day)]
    return Draft(_title(year, day), _lead(year, day), tuple(tuple(one) for one in paragraphs if one))


def borne_out(draft: Draft, refuted: Refuted) -> tuple[str, str, str]:
    """Title, lead and text of *draft* without the pieces in which *refuted* finds a number that the record does not give.

    *refuted* takes the whole text and answers with the spans of such numbers. Ends: every turn drops a piece or stops.
    """
    dropped: set[str] = set()
    while True:
        rendered = _Rendered(draft, dropped)
        wrong = {piece for start, _end in refuted(rendered.whole) if (piece := rendered.piece_at(start)) is not None}
        if not wrong - dropped:
            return rendered.parts
        dropped |= wrong


class _Rendered:
    """The draft as text, remembering which stretch came from which piece."""

    def __init__(self, draft: Draft, dropped: Collection[str]) -> None:
        self.whole = ""
        self._spans: list[tuple[int, int, str]] = []
        title = self._paragraph(draft.title, dropped, stop="")
        lead = self._paragraph(draft.lead, dropped)
        text = [told for one in draft.text if (told := self._paragraph(one, dropped))]
        self.parts = title, lead, "\n\n".join(text)

    def _paragraph(self, sentences: Sequence[Sentence], dropped: Collection[str], stop: str = ".") -> str:
        begun = len(self.whole)
        for sentence in sentences:
            pieces = [piece for piece in sentence.pieces if piece not in dropped]
            if not pieces:
                continue
            self.whole += (" " if len(self.whole) > begun else "") + sentence.opening
            for position, piece in enumerate(pieces):
                self.whole += "; " if position else ""
                self._spans.append((len(self.whole), len(self.whole) + len(piece), piece))
                self.whole += piece if position or sentence.opening else piece[:1].upper() + piece[1:]
            self.whole += "" if self.whole.endswith((".", "!", "?", "…")) else stop
        told = self.whole[begun:]
        self.whole += "\n\n" if told else ""
        return told

    def piece_at(self, position: int) -> str | None:
        return next((piece for start, end, piece in self._spans if start <= position < end), None)


def _title(year: YearFacts, day: DayFacts | None) -> tuple[Sentence, ...]:
    place, movement = _capital(year.place), "“Dân vận khéo”"
    if year.carried_out.total:
        verb = "thực hiện" if year.is_closed else "đang thực hiện"
        counted = f"{place} {verb} {year.carried_out.said()} {movement} trong năm {year.year}"
    elif year.registered.total:
        counted = f"{place} đăng ký {year.registered.said()} {movement} cho năm {year.year}"
    else:
        counted = ""
    if counted:
        return (Sentence((counted,)),)
    told = _capital(day.title) if day else f"Phong trào {movement} năm {year.year} ở {year.place}"
    return (Sentence((_first_words(told, LONGEST["title"]),)),)


def _lead(year: YearFacts, day: DayFacts | None) -> tuple[Sentence, ...]:
    if day is None:
        return (Sentence((_year_in_short(year),)),)
    part = "sáng" if day.starts_at < _MIDDAY else "chiều" if day.starts_at < _EVENING else "tối"
    held = begin_small(day.title) if _is_conference(day.title) else f"hội nghị “{day.title}”"
    when = f"{part} {day.held_on:%d/%m/%Y}"
    whole = f"{when}, tại {_lower_place(day.venue)}, {day.host} tổ chức {held}"
    chaired = f"{day.chair} chủ trì hội nghị"
    # A very long name of the conference leaves less room: then the place, then who called it, are left to the text.
    for told in ((whole, chaired), (whole,), (f"{when}, {day.host} tổ chức {held}",)):
        if sum(map(len, told)) + 2 * len(told) <= LONGEST_LEAD:
            return tuple(Sentence((piece,)) for piece in told)
    return (Sentence((f"{when} diễn ra {held}",)),)


def _year_in_short(year: YearFacts) -> str:
    when = f"năm {year.year}" if year.is_closed else f"đến ngày {year.today:%d/%m/%Y}, trong phong trào năm {year.year}"
    if year.recognised.total:
        done = f"{year.recognised.said()} “Dân vận khéo” được công nhận"
        return f"{when}, {year.place} có {done}"
    if year.carried_out.total:
        return f"{when}, {year.place} có {year.carried_out.said()} “Dân vận khéo” được thực hiện"
    return f"{when}, các đơn vị của {year.place} đăng ký {year.registered.said()} “Dân vận khéo”"


def _results(year: YearFacts) -> list[Sentence]:
    when = f"năm {year.year}" if year.is_closed else f"tính đến ngày {year.today:%d/%m/%Y}"
    told: list[Sentence] = []
    if year.registered.total > year.carried_out.total:
        told.append(
            Sentence((f"các đơn vị đăng ký {year.registered.said()} với phong trào thi đua “Dân vận khéo” năm {year.year}",))
        )
    if year.carried_out.total:
        told.append(Sentence((f"{when}, {year.whole} thực hiện {year.carried_out.said()} “Dân vận khéo”",)))
        if len(year.fields) > 1:
            pieces = tuple(f"{_field(label)} có {written(count)} {year.carried_out.noun}" for label, count in year.fields)
            told.append(Sentence(pieces, "Trong đó, "))
    if year.recognised.total:
        by = f"{year.recognised.by} " if year.recognised.by else ""
        told.append(Sentence((f"qua thẩm định, {by}công nhận {year.recognised.said()} hoạt động hiệu quả",)))
    if year.stories:
        pieces = tuple(_named(title, place) for title, place in year.stories)
        told.append(Sentence(pieces, "Có thể kể những cách làm: "))
    return told


def _named(title: str, of: str) -> str:
    """A name in quotes, with where or whose it is; quotes inside it are single."""
    quoted = f"“{title.translate(_INNER_QUOTES)}”"
    return f"{quoted} ({of})" if of else quoted


def _field(label: str) -> str:
    return label if label.startswith("lĩnh vực") else f"lĩnh vực {label}"


def _came(day: DayFacts) -> list[Sentence]:
    groups = ", ".join(day.groups)
    together = [f"cùng {groups}" if day.guests else groups] if groups else []
    came = (*day.guests, *together)
    return [Sentence(came, "Dự hội nghị có ")] if came else []


def _said(day: DayFacts) -> list[Sentence]:
    told: list[Sentence] = []
    if day.themes:
        pieces = tuple(_named(title, who) for title, who in day.themes)
        told.append(Sentence(pieces, "Các tham luận bàn về: "))
    told += [Sentence((f"{who} phát biểu chỉ đạo hội nghị",)) for who in day.directing]
    return told


def _directions(day: DayFacts) -> list[Sentence]:
    pieces = tuple(_point(text, due) for text, due in day.points)
    return [Sentence(pieces, f"Kết luận hội nghị, {day.chair} giao những việc thời gian tới: ")] if pieces else []


def _point(text: str, due: date | None) -> str:
    """A point's own semicolons become commas: between points they part one from the next."""
    bare = begin_small(text.rstrip(" .;,!")).replace(";", ",")
    return f"{bare} (hạn {due:%d/%m/%Y})" if due else bare


def _awards(year: YearFacts, day: DayFacts | None) -> list[Sentence]:
    """What was given, at the end: at the conference only where a ceremony stood on its list."""
    on_stage = day is not None and day.has_ceremony
    pieces = []
    if year.medals.total:
        pieces.append(f"{_given_by(year.medals, 'được', 'tặng')} Kỷ niệm chương “Vì sự nghiệp Dân vận”")
    if year.recognised.total and on_stage:
        pieces.append(f"{year.recognised.said()} được {_by(year.recognised)}trao giấy chứng nhận công nhận")
    if year.commended.total:
        why = f"vì thành tích trong phong trào thi đua “Dân vận khéo” năm {year.year}"
        pieces.append(f"{_given_by(year.commended, 'được', 'khen thưởng')} {why}")
    opening = "Nhân dịp này, " if on_stage else f"Trong phong trào năm {year.year}, "
    return [Sentence(tuple(pieces), opening)] if pieces else []


def _given_by(counted: Counted, passive: str, verb: str) -> str:
    return f"{counted.recipients()} {passive} {_by(counted)}{verb}"


def _by(counted: Counted) -> str:
    return f"{counted.by} " if counted.by else ""


def _is_conference(title: str) -> bool:
    return title.lower().startswith(("hội nghị", "lễ ", "buổi "))


def _first_words(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower_place(venue: str) -> str:
    kinds = ("Hội trường", "Nhà văn hoá", "Nhà văn hóa", "Trung tâm", "Phòng họp", "Trụ sở")
    return begin_small(venue) if venue.startswith(kinds) else venue
