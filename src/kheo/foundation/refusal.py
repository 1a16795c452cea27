"""Saying no in plain words: what is wrong, where, and how to mend it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: *where* names the line, field or file ("" for the whole), *what* says it and how to mend it."""

    what: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


class RefusedError(Exception):
    """An action was not done; nothing was written. Pages show the problems above the form, commands print them to stderr."""

    def __init__(self, *problems: Problem | str) -> None:
        self.problems = tuple(Problem(problem) if isinstance(problem, str) else problem for problem in problems)
        super().__init__("; ".join(str(problem) for problem in self.problems))


def require_version(known: int, current: int) -> None:
    """Refuse to write over what somebody else changed after this person opened the page."""
    if known != current:
        raise RefusedError(
            "Người khác vừa sửa mục này sau khi bạn mở trang. Nội dung bạn nhập vẫn còn ở dưới; xem lại bản mới rồi ghi lần nữa."
        )
