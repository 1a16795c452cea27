"""Scripts for the loudspeaker, their readings, and how many days running they make."""

from collections.abc import Collection, Iterator
from datetime import date, time, timedelta

from kheo.democracy.rules.publishing import LOUDSPEAKER, longest_run, loudspeaker_days
from kheo.foundation.refusal import Problem
from kheo.foundation.text import tidy

TITLE_LENGTH, TEXT_LENGTH, SPOKEN_LENGTH = 200, 20_000, 40
MOST_DAYS, FURTHEST = 10, timedelta(days=90)
LATE_LOG = timedelta(days=7)
NAME_LENGTH, NOTE_LENGTH = 120, 200


def bulletin_problems(title: str, source: str) -> Iterator[Problem]:
    if not tidy(title):
        yield Problem("Ghi tên bài để tìm lại và để báo trước trên trang của thôn, tổ dân phố.", "Tên bài")
    if len(tidy(title)) > TITLE_LENGTH:
        yield Problem(f"Dài quá {TITLE_LENGTH} ký tự; viết gọn lại.", "Tên bài")
    if not tidy(source):
        yield Problem("Dán hoặc gõ nội dung cần đọc.", "Nội dung")
    if len(source) > TEXT_LENGTH:
        yield Problem("Dài quá 20.000 ký tự (hơn hai giờ đọc); chia thành nhiều bài.", "Nội dung")


def spoken_problems(spoken: Collection[str]) -> Iterator[Problem]:
    if any(len(word) > SPOKEN_LENGTH for word in spoken):
        yield Problem(f"Mỗi chữ không quá {SPOKEN_LENGTH} ký tự; viết thành lời trong bài thì hơn.", "Đọc nguyên như viết")


def ready_problems(unknown: Collection[str], spoken: Collection[str]) -> Iterator[Problem]:
    """A script is read out when every short form in it has words, or the editor says that it is read as it stands."""
    if left := [word for word in unknown if word not in spoken]:
        words = ", ".join(f"«{word}»" for word in left[:8])
        yield Problem(
            f"Còn chữ tắt, địa chỉ chưa thành lời: {words}. Sửa trong bài, hoặc ghi vào ô «Đọc nguyên như viết».", "Bài đọc"
        )


def plan_problems(first: date, days: int, at: time, now: tuple[date, time]) -> Iterator[Problem]:
    """*days* running from *first* at *at*; *now*: day and time of asking."""
    if not 1 <= days <= MOST_DAYS:
        yield Problem(f"Từ 1 đến {MOST_DAYS} ngày liên tục.", "Số ngày")
    if (first, at) < now:
        yield Problem("Giờ đọc đã qua; chọn giờ sau lúc này. Lượt đã đọc thì ghi vào sổ.", "Ngày đầu")
    if first > now[0] + FURTHEST:
        yield Problem("Xếp lịch trước nhiều nhất 90 ngày.", "Ngày đầu")


def log_problems(on: date, at: time, read_by: str, note: str, now: tuple[date, time]) -> Iterator[Problem]:
    """A reading is written down after its time, and not long after: a log is no memory."""
    if (on, at) > now:
        yield Problem("Chưa đến giờ đọc; đọc xong rồi ghi.", "Lượt đọc")
    if now[0] - on > LATE_LOG:
        yield Problem("Quá 7 ngày thì không ghi vào sổ đọc được nữa; xếp lượt đọc khác.", "Lượt đọc")
    if not 0 < len(tidy(read_by)) <= NAME_LENGTH:
        yield Problem(f"Ghi người đọc, nhiều nhất {NAME_LENGTH} ký tự.", "Người đọc")
    if len(tidy(note)) > NOTE_LENGTH:
        yield Problem(f"Ghi chú dài quá {NOTE_LENGTH} ký tự.", "Ghi chú")


def void_problems(reason: str) -> Iterator[Problem]:
    if not 0 < len(tidy(reason)) <= NOTE_LENGTH:
        yield Problem(f"Ghi vì sao lượt này không tính, nhiều nhất {NOTE_LENGTH} ký tự.", "Lý do")


def days_wanting(forms: Collection[str], days: Collection[date], on: date) -> int:
    """Days running still wanting for a posting that has to be read out (Điều 13 khoản 3); 0: enough, or not asked."""
    return max(0, loudspeaker_days(on) - longest_run(days)) if LOUDSPEAKER in forms else 0
