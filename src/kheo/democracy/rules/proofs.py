"""What a proof of publishing must say: a board its photograph, a village's head the way, the loudspeaker its days."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kheo.democracy.rules.publishing import BOARDS, HEAD, LOUDSPEAKER, MORE_FORMS, PORTAL
from kheo.foundation.refusal import Problem
from kheo.foundation.text import tidy

MOST_DAYS, MOST_TIMES, NOTE_LENGTH = 31, 20, 300
ENDED, SHOWN = "ended", "shown"


@dataclass(frozen=True)
class Told:
    """What somebody says: shown or ended in *form* on *on* (loudspeaker: on each day until *until*)."""

    form: str
    on: date
    kind: str = SHOWN
    until: date | None = None
    way: str = ""
    times: int | None = None
    note: str = ""
    has_file: bool = False


def form_problems(form: str, demanded: Collection[str]) -> Iterator[Problem]:
    """The page proves itself; a form that nobody asked for proves nothing."""
    if form == PORTAL:
        yield Problem("Trang công khai tự ghi giờ đăng và mã băm; không cần ghi minh chứng.", "Hình thức")
    elif form not in demanded:
        yield Problem("Nội dung này không phải công khai bằng hình thức ấy; chọn trong danh sách.", "Hình thức")


def proof_problems(told: Told, ways: Collection[str], paper_day: date, today: date) -> Iterator[Problem]:
    """*ways*: codes of how a head tells people (Điều 13 khoản 4). *paper_day*: nothing is shown before its paper."""
    last = told.until or told.on
    if last > today:
        yield Problem(f"Ngày {last:%d/%m/%Y} chưa đến; ghi khi đã công khai.", "Ngày")
    if told.on < paper_day:
        yield Problem(f"Văn bản ngày {paper_day:%d/%m/%Y}; không thể công khai trước ngày ấy.", "Ngày")
    if last < told.on:
        yield Problem("Ngày cuối ở trước ngày đầu; xem lại.", "Đến ngày")
    elif last - told.on >= timedelta(days=MOST_DAYS):
        yield Problem(f"Ghi nhiều nhất {MOST_DAYS} ngày một lần.", "Đến ngày")
    if told.kind not in {SHOWN, ENDED} or (told.kind == ENDED and told.form not in BOARDS):
        yield Problem("Chỉ niêm yết mới có ngày kết thúc.", "Ghi việc gì")
    if len(tidy(told.note)) > NOTE_LENGTH:
        yield Problem(f"Dài quá {NOTE_LENGTH} ký tự; viết gọn lại.", "Ghi chú")
    yield from _form_s_own(told, ways)


def _form_s_own(told: Told, ways: Collection[str]) -> Iterator[Problem]:
    """What each form asks for on its own."""
    if told.form in BOARDS and told.kind == SHOWN and not told.has_file:
        yield Problem("Gửi ảnh chụp bảng niêm yết hoặc biên bản niêm yết.", "Tệp")
    if told.form == HEAD and told.way not in ways:
        yield Problem("Chọn đã thông báo bằng cách nào (Điều 13 khoản 4).", "Cách thông báo")
    if told.form == LOUDSPEAKER and told.times is not None and not 1 <= told.times <= MOST_TIMES:
        yield Problem(f"Ghi từ 1 đến {MOST_TIMES} lần một ngày.", "Số lần phát mỗi ngày")
    if told.form != LOUDSPEAKER and told.until is not None:
        yield Problem("Chỉ truyền thanh ghi nhiều ngày một lần.", "Đến ngày")
    if told.form in MORE_FORMS and not told.has_file and not tidy(told.note):
        yield Problem("Ghi đã làm ở đâu, với ai; hoặc gửi tệp.", "Ghi chú")


def days_of(told: Told) -> list[date]:
    """Each day that *told* speaks of."""
    last = told.until or told.on
    return [told.on + timedelta(days=step) for step in range((last - told.on).days + 1)]
