"""The registration form as it is typed: nothing in it is refused before it is handed in, so every field takes any text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from kheo.foundation.forms import DayField
from kheo.foundation.refusal import Problem
from kheo.movement.forms.rounds import PlaceField
from kheo.movement.models import Submission
from kheo.movement.queries.places import Places
from kheo.movement.queries.submissions import Word
from kheo.movement.rules.form_items import TITLE_ITEM, Item
from kheo.movement.rules.submissions import HEAD, LABELS, SubmissionContent, label_of

HELP = {
    "title": "Ngắn, nghe là biết làm việc gì.",
    "holder": "Tên cá nhân chỉ hiện công khai sau khi có quyết định công nhận.",
    "leading_body": "Ví dụ: Chi bộ tổ dân phố 3, Hội Phụ nữ.",
}
NOT_HANDED_IN = "Chưa nộp được, phiếu đã lưu. Sửa những chỗ sau rồi nộp lại:"
SHORT = ("title", "kind", "subject", "field", "novelty", "leading_kind", "leading_body")
OPTIONAL = ("holder", "leading_body")
NAMES = ("title", "kind", "subject", "holder")
"""What a form that carries an initiative on cannot change: it is the same one."""


@dataclass(frozen=True)
class Row:
    """A field with what the office said of it, the answers being written, and what stands on the server where that differs."""

    field: forms.BoundField
    words: Sequence[tuple[Word, forms.BoundField | None]]
    kept: str = ""
    is_other: bool = False


class BeginForm(forms.Form):
    """For whom, and what it is called: enough to begin."""

    place = PlaceField(label="Đăng ký cho")
    title = forms.CharField(label=LABELS["title"], max_length=300, help_text=HELP["title"])

    def __init__(self, places: Places, own_unit: int, *args: Any, **kwargs: Any) -> None:
        """*own_unit*: that of the locality, for which somebody of a school or union seldom registers."""
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        if len(places) > 4:
            field.offer(places)  # type: ignore[attr-defined]  # our own field
            return
        rows = [(f"u{pk}", name) for pk, name in places.units.items()] + [(f"b{pk}", name) for pk, name in places.bodies.items()]
        field.widget = forms.RadioSelect()
        field.choices = rows  # type: ignore[attr-defined]  # a choice
        likely = [value for value, _name in rows if value != f"u{own_unit}"] or [value for value, _name in rows]
        field.initial = likely[0] if likely else None


class DraftForm(forms.Form):
    """The whole form. Posted: what was typed; else *content* as it stands, with problems beside the fields if *problems*."""

    def __init__(
        self,
        submission: Submission,
        items: Sequence[Item],
        choices: Mapping[str, Sequence[tuple[str, str]]],
        words: Mapping[str, Sequence[Word]],
        data: Any = None,
        problems: Sequence[Problem] | None = None,
    ) -> None:
        self.content_before = SubmissionContent.of(submission.content)
        initial = typed_of(self.content_before)
        super().__init__(data if data is not None else (initial if problems is not None else None), initial=initial)
        self.items, self.choices, self.words = list(items), choices, words
        self.is_returned = submission.state == Submission.State.RETURNED
        for name in HEAD:
            self._add(name, label_of(name, items), HELP.get(name, ""), is_required=name not in OPTIONAL)
        for item in self.items:
            if item.key == TITLE_ITEM:
                self.fields["title"].help_text = item.help or HELP["title"]
            else:
                self._add(f"item-{item.key}", item.label, item.help, is_required=item.is_required, rows=3)
        for listed in words.values():
            for word in listed:
                if self.is_returned and not word.answers:
                    self._add(f"reply-{word.note.pk}", "Trả lời", "", is_required=False, rows=2)
        if submission.carried_from_id is not None:
            for name in NAMES:
                self.fields[name].disabled = True
        self.known_as = {item.label: f"item-{item.key}" for item in self.items if item.key != TITLE_ITEM}
        if problems is not None:
            self.refused_in_words = NOT_HANDED_IN
            self.full_clean()
            self._say(problems)

    def _add(self, name: str, label: str, help_text: str, *, is_required: bool, rows: int = 0) -> None:
        widget: forms.Widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        if name in self.choices:
            offered = list(self.choices[name])
            widget = forms.Select(choices=[("", "Chọn"), *offered]) if len(offered) > 5 else forms.RadioSelect(choices=offered)
        field = forms.CharField(label=label, help_text=help_text, required=False, strip=False, widget=widget)
        field.asked_later = is_required  # type: ignore[attr-defined]  # read by the template of a field
        self.fields[name] = field

    def _say(self, problems: Sequence[Problem]) -> None:
        names = {str(field.label): name for name, field in self.fields.items()} | self.known_as
        for problem in problems:
            name = names.get(problem.where)
            self.add_error(name, problem.what if name else str(problem))

    def content(self) -> SubmissionContent:
        told = self.cleaned_data
        return SubmissionContent(
            **{name: told[name] for name in HEAD},
            items=_under("item-", told),
            replies=_under("reply-", told),
        )

    def rows(self, kept: SubmissionContent | None = None) -> tuple[list[Row], list[Row]]:
        """Fields of the short form, then the rest; *kept* is what was written elsewhere meanwhile, to be shown beside."""
        short = {*SHORT, *(f"item-{item.key}" for item in self.items if item.is_short)}
        names = [*SHORT, *(f"item-{item.key}" for item in self.items if item.key != TITLE_ITEM), "holder"]
        rows = {name: self._row(name, kept) for name in names}
        return [rows[name] for name in names if name in short], [rows[name] for name in names if name not in short]

    @property
    def faults(self) -> list[tuple[forms.BoundField, Any]]:
        """For a template that draws the fields itself and lists on top what is wrong."""
        return [(field, field.errors) for field in self.visible_fields() if field.errors]

    def whole_words(self) -> list[tuple[Word, forms.BoundField | None]]:
        return self._with_replies("")

    def _with_replies(self, item: str) -> list[tuple[Word, forms.BoundField | None]]:
        named = [(word, f"reply-{word.note.pk}") for word in self.words.get(item, ())]
        return [(word, self[name] if name in self.fields else None) for word, name in named]

    def _row(self, name: str, kept: SubmissionContent | None) -> Row:
        item = TITLE_ITEM if name == "title" else name.removeprefix("item-")
        words = self._with_replies(item) if name == "title" or name.startswith("item-") else []
        if kept is None:
            return Row(self[name], words)
        theirs = typed_of(kept).get(name, "")
        mine = str(self[name].value() or "")
        said = dict(self.choices.get(name, ())).get(theirs, theirs)
        return Row(self[name], words, said, is_other=_same(theirs) != _same(mine))


class HandInForm(forms.Form):
    """The day on which the office got on paper what it typed in."""

    received_on = DayField(
        label="Ngày nhận phiếu giấy", required=False, help_text="Bỏ trống nếu nhận hôm nay. Nộp muộn được tính theo ngày này."
    )


class ReturnForm(forms.Form):
    """A word on each item, and one on the whole."""

    def __init__(self, items: Sequence[Item], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in items:
            self._add(f"note-{item.key}", f"Góp ý mục «{item.label}»")
        self._add("note-", "Ý kiến chung")
        self.known_as = {item.label: f"note-{item.key}" for item in items}

    def _add(self, name: str, label: str) -> None:
        self.fields[name] = forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    @property
    def whole(self) -> forms.BoundField:
        return self["note-"]

    @property
    def faults(self) -> list[tuple[forms.BoundField, Any]]:
        return [(field, field.errors) for field in self.visible_fields() if field.errors]

    def notes(self) -> dict[str, str]:
        return _under("note-", self.cleaned_data)


class ReasonForm(forms.Form):
    """Why: read by the other side, so it is asked for."""

    reason = forms.CharField(label="Lý do", required=False, widget=forms.Textarea(attrs={"rows": 2}))


def typed_of(content: SubmissionContent) -> dict[str, str]:
    """*content* under the names of the fields."""
    return (
        {name: getattr(content, name) for name in HEAD}
        | {f"item-{key}": text for key, text in content.items.items()}
        | {f"reply-{number}": text for number, text in content.replies.items()}
    )


def _under(prefix: str, told: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix(prefix): text for name, text in told.items() if name.startswith(prefix)}


def _same(text: str) -> str:
    return text.replace("\r\n", "\n")
