"""What may be kept of a comment, why one is set aside, and what a reader should look at twice."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kheo.democracy.rules.consultations import STANCES
from kheo.foundation.refusal import Problem
from kheo.foundation.text import fold, tidy

LONGEST_COMMENT = 5_000
TEXT, PRESENT = "Ý kiến", "Số người dự, số phiếu thu về"
LAWFUL_CHANNELS = (
    "Khiếu nại, tố cáo có nơi nhận và thời hạn riêng theo Luật Khiếu nại, Luật Tố cáo: gửi đơn đến Ban Tiếp công dân, "
    "bộ phận một cửa của Uỷ ban nhân dân, hoặc cơ quan có thẩm quyền. Khéo không nhận và không lưu."
)


@dataclass(frozen=True)
class Reason:
    """Why a comment is not shown. *keeps_words*: the words stay for the office; *counts*: its choices still count."""

    label: str
    mend: str
    keeps_words: bool
    counts: bool


REASONS = {
    "attack": Reason(
        "công kích, xúc phạm người khác", "Bỏ lời công kích, nói về nội dung dự thảo rồi gửi lại.", keeps_words=True, counts=True
    ),
    "personal": Reason(
        "có thông tin riêng của một người",
        "Gửi lại, không ghi tên, số điện thoại, số căn cước, địa chỉ nhà của ai.",
        keeps_words=False,
        counts=True,
    ),
    "secret": Reason("có thể lộ bí mật nhà nước", "Gửi lại phần không thuộc bí mật nhà nước.", keeps_words=False, counts=True),
    "off_topic": Reason(
        "không thuộc nội dung đang hỏi", "Việc khác gửi hòm thư góp ý hoặc bộ phận một cửa.", keeps_words=True, counts=True
    ),
    "duplicate": Reason(
        "đã gửi một lần rồi", "Ý kiến gửi lần đầu vẫn được tính; không cần gửi lại.", keeps_words=True, counts=False
    ),
    "complaint": Reason("là khiếu nại, tố cáo", LAWFUL_CHANNELS, keeps_words=False, counts=False),
}
COUNTLESS = frozenset(code for code, reason in REASONS.items() if not reason.counts)

_COMPLAINT = re.compile(r"\b(khieu nai|to cao|to giac|don thu)\b")
_TELEPHONE = re.compile(r"(?<!\d)(?:\+?84|0)(?:[ .-]?\d){9}(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)\d{12}(?!\d)|(?<!\d)\d{9}(?!\d)")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")


def lines_of(text: str) -> str:
    """*text* with its lines kept, each tidied; no blank line at either end, never two of them together."""
    kept = "\n".join(tidy(line) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", kept).strip()


def speaks_of_complaint(text: str) -> bool:
    """Whether words of a complaint or a denunciation stand in *text*: its writer is asked before anything is kept."""
    return _COMPLAINT.search(fold(text)) is not None


def hints(text: str) -> tuple[str, ...]:
    """What a reader of *text* should look at before it is shown."""
    found = {
        "có thể có số điện thoại": _TELEPHONE.search(text),
        "có thể có số giấy tờ": _IDENTITY.search(text),
        "có địa chỉ thư": _ADDRESS.search(text),
        "nhắc đến khiếu nại, tố cáo": speaks_of_complaint(text),
    }
    return tuple(hint for hint, is_there in found.items() if is_there)


def comment_problems(text: str, stances: Mapping[int, str], questions: Collection[int]) -> list[Problem]:
    """*stances*: choice by number of question. A comment says something, in words or by a choice."""
    problems = []
    if len(text) > LONGEST_COMMENT:
        mend = "chia thành nhiều lần gửi, hoặc nộp bản giấy ở thôn, tổ dân phố"
        problems.append(Problem(f"Dài {len(text)} ký tự, nhiều nhất {LONGEST_COMMENT}; {mend}.", TEXT))
    if any(question not in questions or stance not in STANCES for question, stance in stances.items()):
        problems.append(Problem("Câu hỏi hoặc lựa chọn không có trong đợt lấy ý kiến này; tải lại trang rồi chọn lại."))
    if not text and not stances:
        problems.append(Problem("Chọn câu trả lời hoặc viết ý kiến; chưa có gì để gửi.", TEXT))
    return problems


def tally_problems(present: int, counts: Mapping[int, Mapping[str, int]], questions: Collection[int]) -> list[Problem]:
    """*counts*: numbers by stance by question. Nobody votes twice on a question: the sum never passes those *present*."""
    if present < 1:
        return [Problem("Ghi ít nhất 1.", PRESENT)]
    if set(counts) != set(questions):
        return [Problem("Ghi số cho từng câu hỏi của đợt lấy ý kiến này; tải lại trang rồi ghi lại.")]
    problems = []
    for number, of_question in enumerate(counts.values(), start=1):
        where, chosen = f"Câu {number}", sum(of_question.values())
        if any(count < 0 for count in of_question.values()):
            problems.append(Problem("Số không được âm.", where))
        elif chosen > present:
            what = f"Cộng lại là {chosen}, nhiều hơn {present} người dự hoặc phiếu thu về; xem lại các số."
            problems.append(Problem(what, where))
    return problems
