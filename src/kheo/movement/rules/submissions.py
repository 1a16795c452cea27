"""A registration form as it is written: its words, what is missing before it can be handed in, lateness, what was changed.

A draft may hold anything, whole or not: nothing that somebody typed is refused before it is handed in.
"""

import dataclasses
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from kheo.foundation.refusal import Problem
from kheo.foundation.text import tidy
from kheo.movement.rules.form_items import TITLE_ITEM, Item

SITUATION, WAY = "situation", "content"
"""The items that begin the initiative's own story when the form is taken."""
HEAD = ("title", "kind", "subject", "field", "holder", "novelty", "leading_kind", "leading_body")
LABELS = {
    "title": "Tên",
    "kind": "Loại",
    "subject": "Đối tượng",
    "field": "Lĩnh vực",
    "holder": "Tập thể, cá nhân thực hiện",
    "novelty": "Mới hay tiếp tục",
    "leading_kind": "Bên chủ trì",
    "leading_body": "Tên bên chủ trì",
}
CHOSEN = ("kind", "subject", "field", "novelty", "leading_kind")
LONGEST = {"title": 300, "holder": 200, "leading_body": 200}
LONGEST_ITEM, LONGEST_WHOLE = 20_000, 200_000
"""An item as it may be handed in; all words of a draft together, far above what anybody types."""
LONGEST_NOTE, LONGEST_REASON = 600, 300


@dataclass(frozen=True)
class SubmissionContent:
    """What was typed so far. *items*: key of the form's item → text; *replies*: number of an office's word → the answer to it."""

    title: str = ""
    kind: str = ""
    subject: str = ""
    field: str = ""
    holder: str = ""
    novelty: str = ""
    leading_kind: str = ""
    leading_body: str = ""
    items: Mapping[str, str] = dataclasses.field(default_factory=dict)
    replies: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "SubmissionContent":
        """Read what a row holds; parts that are not there are empty."""
        head = {name: str(stored.get(name) or "") for name in HEAD}
        return cls(**head, items=dict(stored.get("items") or {}), replies=dict(stored.get("replies") or {}))

    def as_json(self) -> dict[str, Any]:
        """The row's value; line ends as one sign, whichever browser sent them, so that the same text is the same."""
        return {name: _lines(getattr(self, name)) for name in HEAD} | {
            "items": {key: _lines(text) for key, text in self.items.items()},
            "replies": {key: _lines(text) for key, text in self.replies.items()},
        }

    def over(self, stored: "SubmissionContent") -> "SubmissionContent":
        """The content written over *stored*: an item that the form asks no longer keeps its words."""
        return replace(self, items={**stored.items, **self.items}, replies={**stored.replies, **self.replies})

    @property
    def length(self) -> int:
        return sum(len(getattr(self, name)) for name in HEAD) + sum(map(len, [*self.items.values(), *self.replies.values()]))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def label_of(name: str, items: Sequence[Item]) -> str:
    """What the form calls one of the head's fields: the title by the programme's own item, where it has one."""
    if name == "title":
        return next((item.label for item in items if item.key == TITLE_ITEM), LABELS[name])
    return LABELS[name]


def handing_problems(
    content: SubmissionContent, items: Sequence[Item], choices: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """Why the form cannot be handed in yet, each with the label of its field; *choices*: what each chosen field may be."""
    if not tidy(content.title):
        yield Problem("Chưa ghi tên; viết một tên ngắn, nghe là biết làm việc gì.", label_of("title", items))
    for name, most in LONGEST.items():
        if len(tidy(getattr(content, name))) > most:
            yield Problem(f"Dài quá {most} ký tự; viết gọn lại.", label_of(name, items))
    for name in CHOSEN:
        if getattr(content, name) not in choices[name]:
            yield Problem("Chưa chọn; chọn một dòng.", LABELS[name])
    for item in items:
        if item.key == TITLE_ITEM:
            continue
        text = content.items.get(item.key, "")
        if item.is_required and not tidy(text):
            yield Problem("Mục này chưa viết.", item.label)
        if len(text) > LONGEST_ITEM:
            yield Problem(f"Dài {len(text)} ký tự, nhiều nhất {LONGEST_ITEM}; viết gọn lại.", item.label)


@dataclass(frozen=True)
class Piece:
    """Words that stayed (``same``), went (``gone``) or came (``new``)."""

    kind: str
    text: str


_WORD = re.compile(r"\S+\s*|\s+")


def changes(before: str, after: str) -> list[Piece]:
    """*before* and *after* word by word: without what is new the pieces are *before*, without what is gone *after*."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    pieces: list[Piece] = []
    for step, i1, i2, j1, j2 in SequenceMatcher(None, old, new).get_opcodes():
        if step == "equal":
            pieces.append(Piece("same", "".join(old[i1:i2])))
            continue
        pieces += [Piece(kind, "".join(words)) for kind, words in (("gone", old[i1:i2]), ("new", new[j1:j2])) if words]
    return pieces
