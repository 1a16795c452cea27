"""The text of a news item: tidied into paragraphs, its address, and what is still missing before it may go out."""

import re
import unicodedata
from dataclasses import dataclass

from kheo.foundation.lengths import too_long
from kheo.foundation.refusal import Problem
from kheo.foundation.text import fold, tidy

LABELS = {
    "title": "Tiêu đề",
    "lead": "Sa-pô",
    "text": "Nội dung",
    "author_line": "Tác giả",
    "publisher": "Cơ quan đăng",
    "caption": "Chú thích",
    "alternative": "Lời tả ảnh",
    "note": "Lời giải thích",
    "reason": "Lý do",
}
LONGEST = {
    "title": 200,
    "lead": 600,
    "text": 40_000,
    "author_line": 160,
    "caption": 300,
    "alternative": 300,
    "note": 300,
    "reason": 300,
}
LONGEST_SLUG = 100
_LINES = re.compile(r"[\r\n\u0085\u2028\u2029]+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Words:
    """The words of a news item as they will be kept: tidied, *text* in paragraphs with an empty line between."""

    title: str
    lead: str
    text: str
    author_line: str

    def as_json(self) -> dict[str, str]:
        return {"title": self.title, "lead": self.lead, "text": self.text, "author_line": self.author_line}


def paragraphs(text: str) -> list[str]:
    """Each line that says something is a paragraph, however many empty lines a paste from Word brought along."""
    composed = unicodedata.normalize("NFC", text)
    return [tidied for line in _LINES.split(composed) if (tidied := tidy(line))]


def words(title: str, lead: str, text: str, author_line: str) -> Words:
    return Words(tidy(title), tidy(lead), "\n\n".join(paragraphs(text)), tidy(author_line))


def slug_of(title: str) -> str:
    """«Thị xã Duy Tiên: 44 mô hình» → «thi-xa-duy-tien-44-mo-hinh»; whole words, at most LONGEST_SLUG letters."""
    slug = _NOT_SLUG.sub("-", fold(title)).strip("-")
    if len(slug) > LONGEST_SLUG:
        slug = slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]
    return slug or "tin"


def length_problems(texts: dict[str, str]) -> list[Problem]:
    """What is longer than it may be; what is empty is no problem while somebody writes."""
    return [problem for name, text in texts.items() for problem in too_long(text, LONGEST[name], LABELS[name])]


def missing(kept: Words, *, has_publisher: bool) -> list[Problem]:
    """What a reader would miss: every item goes out with its head, its opening, its text, who wrote it and who answers for it."""
    asked = {
        "title": "Chưa có tiêu đề.",
        "lead": "Chưa có sa-pô: ai, việc gì, khi nào, ở đâu, trong một hai câu.",
        "text": "Chưa có nội dung.",
        "author_line": "Chưa ghi tác giả: tên, bút danh hoặc bộ phận như sẽ đăng.",
    }
    problems = [Problem(say, LABELS[name]) for name, say in asked.items() if not getattr(kept, name)]
    if not has_publisher:
        problems.append(Problem("Chưa chọn cơ quan chịu trách nhiệm đăng.", LABELS["publisher"]))
    return problems
