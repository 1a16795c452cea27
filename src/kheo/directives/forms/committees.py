"""Forms of a committee: the decision, its list as rows, working rules, a correction."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.http import QueryDict

from kheo.directives.actions.committees import CommitteeDecisionContent, MemberContent
from kheo.directives.forms.fields import FileFields
from kheo.directives.models import Committee, CommitteeMember
from kheo.directives.queries.committees import bodies_without_committee, positions_offered
from kheo.foundation.forms import DayField
from kheo.foundation.refusal import RefusedError
from kheo.organisation.models import Body, Locality, Position

BLANK_ROWS = 4


class DecisionForm(FileFields):
    """What stands on the paper of a decision."""

    number = forms.CharField(label="Số", max_length=60, help_text="Như in trên bản đã ký: «15-QĐ/TU».")
    day = DayField(label="Ngày", help_text="Ngày trên bản đã ký; danh sách có hiệu lực từ ngày này.")
    issuer = forms.CharField(label="Cơ quan ra văn bản", max_length=160, help_text="«Ban Thường vụ Thị uỷ».")
    field_order: tuple[str, ...] = ("number", "day", "issuer", "file", "is_not_secret")

    def content(self, kind: str) -> CommitteeDecisionContent:
        data = self.cleaned_data
        return CommitteeDecisionContent(kind, data["number"], data["issuer"], data["day"])


class FoundingForm(DecisionForm):
    body = forms.ModelChoiceField(
        Body.objects.none(),
        label="Ban chỉ đạo",
        empty_label="Chọn ban",
        help_text="Ban là một tổ chức loại «ban chỉ đạo»; chưa có thì lập ở trang Tổ chức.",
    )
    purpose = forms.ChoiceField(label="Chỉ đạo việc gì", choices=Committee.Purpose.choices, widget=forms.RadioSelect)
    field_order = ("body", "purpose", "number", "day", "issuer", "file", "is_not_secret")

    def __init__(self, locality: Locality, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies_without_committee(locality)  # type: ignore[attr-defined]  # a choice among rows


class CorrectionForm(DecisionForm):
    reason = forms.CharField(label="Ghi sai chỗ nào", max_length=300, help_text="Một câu; bản ghi cũ vẫn xem được cùng câu này.")
    field_order = ("reason", "number", "day", "issuer", "file", "is_not_secret")


class PositionChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        ended = f" (thôi {obj.valid_to:%d/%m/%Y})" if obj.valid_to else ""
        return f"{obj.person.name}, {obj.title}, {obj.body.short_name}{ended}"


class MemberForm(forms.Form):
    """One row of the list; a row without part, title and position is no row."""

    part = forms.ChoiceField(label="Trong ban", choices=[("", "Chọn phần"), *CommitteeMember.Part.choices], required=False)
    title = forms.CharField(label="Chức vụ như trong quyết định", max_length=200, required=False)
    position = PositionChoice(
        Position.objects.none(), label="Người giữ trong Khéo", required=False, empty_label="không có trong Khéo"
    )
    area = forms.CharField(label="Phụ trách", max_length=300, required=False)

    def __init__(self, *args: Any, positions: Any, choices: list[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["position"]
        assert isinstance(field, PositionChoice)  # noqa: S101  tells mypy what the class above declares
        # The rows share one list of choices: twenty rows ask the database once.
        field.queryset = positions
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("position") and not data.get("title"):
            data["title"] = f"{data['position'].title}, {data['position'].body.short_name}"[:200]
        if data.get("title") and not data.get("part"):
            self.add_error("part", "Chọn phần việc trong ban.")
        return data

    @property
    def content(self) -> MemberContent | None:
        data = self.cleaned_data
        if not data.get("title") and not data.get("part"):
            return None
        position: Position | None = data.get("position")
        body: Body | None = position.body if position else self.initial.get("body")
        return MemberContent(data.get("part", ""), data.get("title", ""), body, position, data.get("area", ""))


class MemberSet(BaseFormSet):
    """The whole list. Rows move by their order number and go by a tick; *problems* are those of the list as a whole."""

    problems: list[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.problems = []
        super().__init__(*args, **kwargs)

    def contents(self) -> list[MemberContent]:
        found = (form.content for form in self.ordered_forms)
        return [one for one in found if one is not None]

    def say(self, refusal: RefusedError, elsewhere: Iterable[str]) -> None:
        """Keep what a refusal says of the list; what the names in *elsewhere* head is said in the other form."""
        others = set(elsewhere)
        self.problems = [str(problem) for problem in refusal.problems if problem.where not in others]


def member_set(
    locality: Locality, day: date, members: Iterable[CommitteeMember] = (), data: QueryDict | None = None, extra: int = BLANK_ROWS
) -> MemberSet:
    """The list as rows: those of *members* filled in, then blank ones; no row for a blank one."""
    listed = list(members)
    positions = positions_offered(locality, day, [member.position_id for member in listed if member.position_id])
    label = PositionChoice(Position.objects.none()).label_from_instance
    choices: list[tuple[Any, str]] = [("", "không có trong Khéo"), *((one.pk, label(one)) for one in positions)]
    made: type[MemberSet] = forms.formset_factory(  # type: ignore[assignment]  # the set of that base
        MemberForm, formset=MemberSet, extra=extra, can_order=True, can_delete=True, max_num=120, absolute_max=120
    )
    initial = [
        {
            "part": member.part,
            "title": member.title,
            "position": member.position_id,
            "body": None if member.position_id else member.body,
            "area": member.area,
        }
        for member in listed
    ]
    rows = made(data, initial=initial, prefix="tv", form_kwargs={"positions": positions, "choices": choices})
    for row in rows.forms:
        row.fields["ORDER"].label = "Thứ tự"
        row.fields["ORDER"].widget.attrs["min"] = "1"
        row.fields["DELETE"].label = "Bỏ dòng này"
        row.order_fields(("part", "title", "position", "ORDER", "area", "DELETE"))
    return rows


class RulesForm(FileFields):
    """The paper of working rules and what a member has to remember of it."""

    number = forms.CharField(label="Số", max_length=60, help_text="Như in trên quy chế: «03-QC/BCĐ».")
    day = DayField(label="Ngày")
    summary = forms.CharField(
        label="Tóm tắt",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Mỗi điều một dòng: chế độ họp, chế độ báo cáo, ai làm việc gì.",
    )
    field_order = ("number", "day", "summary", "file", "is_not_secret")
