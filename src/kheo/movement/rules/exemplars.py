"""Exemplars of other movements: what one consists of, and what of it the public may read."""

from collections.abc import Iterator
from dataclasses import dataclass

from kheo.foundation.refusal import Problem
from kheo.foundation.text import fold, tidy
from kheo.movement.rules.programmes import year_problem
from kheo.movement.rules.registrations import public_holder

LENGTHS = {
    "movement": ("Phong trào", 200),
    "name": ("Tên", 200),
    "recognised_by": ("Được tuyên dương theo", 300),
    "source": ("Nguồn", 300),
}
NEEDED = {
    "movement": "Ghi phong trào, cuộc vận động mà điển hình thuộc về.",
    "name": "Ghi tên tập thể, cá nhân.",
}
DEED_LENGTH = 5_000


@dataclass(frozen=True)
class ExemplarContent:
    """What is known of an exemplar; *recognised_by* names the decision that published the name, if there is one."""

    movement: str
    year: int
    name: str
    subject: str
    deed: str
    recognised_by: str = ""
    source: str = ""
    is_public: bool = False


def exemplar_problems(content: ExemplarContent, subjects: list[str], today_year: int) -> Iterator[Problem]:
    """Everything that is wrong with *content*; *subjects*: codes that may be chosen."""
    for field, (label, longest) in LENGTHS.items():
        text = tidy(getattr(content, field))
        if len(text) > longest:
            yield Problem(f"Dài quá {longest} ký tự; viết gọn lại.", label)
        if not text and field in NEEDED:
            yield Problem(NEEDED[field], label)
    if not 0 < len(content.deed.strip()) <= DEED_LENGTH:
        yield Problem(f"Ghi việc làm, kết quả: vài câu, nhiều nhất {DEED_LENGTH} ký tự.", "Việc làm, kết quả")
    if content.subject not in subjects:
        yield Problem("Chọn tập thể, cá nhân hoặc hộ gia đình.", "Đối tượng")
    if said := year_problem(content.year):
        yield Problem(said, "Năm")
    elif content.year > today_year:
        yield Problem(f"Năm {content.year} chưa đến; ghi năm được biểu dương.", "Năm")
    if content.is_public and tells_a_name(content):
        words = "Lời kể có tên cá nhân mà chưa có quyết định tuyên dương: bỏ tên khỏi lời kể, hoặc ghi quyết định, rồi công khai."
        yield Problem(words, "Công khai")


def tells_a_name(content: ExemplarContent) -> bool:
    """Whether the deed names a person or household that no decision has published yet."""
    if content.subject == "collective" or tidy(content.recognised_by):
        return False
    name = f" {fold(content.name)} "
    return any(name in f" {fold(text)} " for text in (content.deed, content.source, content.movement))


def public_name(subject: str, name: str, place: str, recognised_by: str) -> str:
    """The name as the public reads it; see :func:`public_holder`: an official act publishes it, nothing else does."""
    return public_holder(subject, name, place, is_recognised=bool(tidy(recognised_by)))
