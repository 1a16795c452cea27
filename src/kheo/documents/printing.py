"""Content made ready to set: tidy Unicode, and a plain refusal of what no face can print."""

import dataclasses
import re
import unicodedata
from textwrap import wrap
from typing import Any, TypeVar, cast

from kheo.documents.content import MARK
from kheo.documents.fonts import Face, unprintable
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy

Content = TypeVar("Content")

# Vietnamese syllables have seven letters at most; an address may have thirty. Longer than that is broken every twelve.
LONG_WORD = re.compile(r"\S{31,}")
BREAK_EVERY = 12

# Field of the content → what the office calls it.
PLACES = {
    "superior": "cơ quan cấp trên",
    "issuer": "cơ quan ban hành",
    "number": "số",
    "number_template": "số",
    "place": "địa danh",
    "title": "tên loại",
    "subject": "trích yếu",
    "blocks": "nội dung",
    "annexes": "phụ lục",
    "recipients": "nơi nhận",
    "signature": "phần ký",
    "countersignature": "phần ký",
    "purpose": "nội dung công nhận",
    "initiative": "tên mô hình, điển hình",
    "holder": "tập thể, cá nhân",
    "field": "lĩnh vực",
    "notice": "dòng lưu ý",
    "groups": "nhóm trao",
}


def clean_text(text: str) -> str:
    """Tidied, and without the format characters that no face prints (soft hyphen, tags)."""
    return tidy("".join(ch for ch in tidy(text) if unicodedata.category(ch) != "Cf"))


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(item) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(value, **{f.name: _cleaned(getattr(value, f.name)) for f in dataclasses.fields(value)})
    return value


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in _texts(item)]
    if dataclasses.is_dataclass(value):
        return [text for field in dataclasses.fields(value) for text in _texts(getattr(value, field.name))]
    return []


def _problem(text: str, character: str, where: str) -> Problem:
    at = text.index(character)
    excerpt = text[max(0, at - 30) : at + 30].encode("utf-8", "replace").decode("utf-8")
    what = f"Ký tự U+{ord(character):04X} trong «{excerpt}» không in được; xoá hoặc thay bằng chữ rồi làm lại."
    return Problem(what, where=where)


def printable(content: Content, face: Face) -> Content:
    """Return *content* (a dataclass) with every text tidied; RefusedError names each character that *face* cannot print."""
    ready: Any = _cleaned(content)
    problems = [
        _problem(text, character, PLACES.get(field.name, field.name))
        for field in dataclasses.fields(ready)
        for text in _texts(getattr(ready, field.name))
        for character in unprintable(MARK.sub("", text), face)
    ]
    if problems:
        raise RefusedError(*problems)
    return cast("Content", ready)


def breakable(value: Any) -> Any:
    """Return *value* (what JSON holds) with a place to break inside words too long for a line, invisible in print."""
    if isinstance(value, str):
        return LONG_WORD.sub(lambda word: "\N{ZERO WIDTH SPACE}".join(wrap(word[0], BREAK_EVERY)), value)
    if isinstance(value, dict):
        return {key: item if key == "link" else breakable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [breakable(item) for item in value]
    return value
