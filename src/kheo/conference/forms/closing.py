"""Forms of the conclusion and the closing: points, one point's owners and deadline, the signer, number and scan of the notice."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from kheo.conference.actions.closing import LABELS as SIGNER_LABELS
from kheo.conference.actions.closing import NoticeSigner
from kheo.conference.actions.points import LABELS, PointContent
from kheo.conference.models import ConclusionPoint, Conference
from kheo.conference.queries.closing import types_of, units_below
from kheo.directives.actions.tasks import TaskOwner
from kheo.directives.models import Requirement
from kheo.directives.queries.owners import owner_groups
from kheo.figures.queries.record import FIGURES
from kheo.foundation.forms import DayField, VersionForm

EVERY_UNIT = "moi-don-vi"


class PointsForm(VersionForm):
    points = forms.CharField(
        label="Các điểm kết luận",
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Mỗi dòng một điểm, bắt đầu bằng việc phải làm. Thứ tự dòng là thứ tự trong thông báo.",
    )
    field_order = ("points", "version")


class RequirementChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        place = f", {obj.place}" if obj.place else ""
        return f"{obj.directive.number}{place}: {obj.text}"[:120]


class PointForm(VersionForm):
    """One point: who does it, by when, how it is measured. With a number it becomes a target, else a task."""

    text = forms.CharField(label=LABELS["text"], max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
    owners = forms.MultipleChoiceField(
        label=LABELS["owners"],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "who"}),
        error_messages={"required": "Chưa chọn cơ quan, đơn vị nào; điểm nào cũng phải có nơi làm."},
    )
    due_on = DayField(label=LABELS["due_on"], help_text="Ngày phải xong.")
    measure = forms.CharField(
        label=LABELS["measure"], max_length=300, required=False, help_text="Văn bản, việc thấy được: «ban hành kế hoạch»."
    )
    value = forms.DecimalField(
        label=LABELS["value"],
        required=False,
        max_digits=16,
        decimal_places=2,
        localize=True,
        help_text="Có con số thì điểm này thành chỉ tiêu của năm sau; bỏ trống là nhiệm vụ.",
    )
    value_measure = forms.CharField(
        label=LABELS["value_measure"], max_length=60, required=False, help_text="«mô hình», «%», «hộ»."
    )
    figure = forms.ChoiceField(
        label=LABELS["figure"], required=False, help_text="Con số đạt được đọc từ sổ, không phải báo; bỏ trống là báo từng lần."
    )
    requirement = RequirementChoice(
        Requirement.objects.none(), label=LABELS["requirement"], required=False, empty_label="Không theo văn bản nào"
    )
    field_order = ("text", "owners", "due_on", "measure", "value", "value_measure", "figure", "requirement", "version")

    def __init__(self, point: ConclusionPoint, data: QueryDict | None = None) -> None:
        conference = point.conference
        groups = owner_groups(conference.locality, conference.held_on)
        self.choices = {one.key: one for group in groups for one in group.choices}
        below = units_below(conference)
        self.below = [version.unit.code for version in below] if len(below) > 1 else []
        super().__init__(data, initial=self._now(point))
        every = [(EVERY_UNIT, f"Mọi {types_of(below)}")] if self.below else []
        grouped = [(group.label, [(one.key, one.name) for one in group.choices]) for group in groups]
        self.fields["owners"].choices = [*every, *grouped]  # type: ignore[attr-defined]  # a choice among rows
        figures = [("", "Không theo số liệu nào"), *((one.key, one.label) for one in FIGURES)]
        self.fields["figure"].choices = figures  # type: ignore[attr-defined]  # a choice among figures
        self.fields["requirement"].queryset = requirements_of(conference)  # type: ignore[attr-defined]  # a choice among rows

    def _now(self, point: ConclusionPoint) -> dict[str, Any]:
        owners = {one.body.code if one.body else one.unit.code for one in point.owners.all()}
        if self.below and owners >= set(self.below):
            owners = (owners - set(self.below)) | {EVERY_UNIT}
        names = ("text", "due_on", "measure", "value_measure", "figure", "version")
        now: dict[str, Any] = {name: getattr(point, name) for name in names}
        value: Decimal | None = point.value.normalize() if point.value is not None else None
        return {**now, "owners": sorted(owners), "value": value, "requirement": point.requirement_id}

    def content(self) -> PointContent:
        data = self.cleaned_data
        chosen = {key for key in data["owners"] if key != EVERY_UNIT}
        if EVERY_UNIT in data["owners"]:
            chosen |= set(self.below)
        return PointContent(
            text=data["text"],
            owners=tuple(TaskOwner(one.unit, one.body) for key, one in self.choices.items() if key in chosen),
            due_on=data["due_on"],
            measure=data["measure"],
            requirement=data["requirement"],
            value=data["value"],
            value_measure=data["value_measure"],
            figure=data["figure"],
        )


def requirements_of(conference: Conference) -> Any:
    """Requirements of the locality's directives in force on the day of the conference."""
    rows = Requirement.objects.filter(directive__locality=conference.locality).select_related("directive")
    day = conference.held_on
    ended = rows.filter(directive__valid_to__lte=day)
    return rows.exclude(pk__in=ended).order_by("directive__number", "order")


class NoticeNumberForm(VersionForm):
    number = forms.CharField(
        label=SIGNER_LABELS["number"], max_length=60, help_text="Như in trên bản đã ký: «12-TB/TU», «12/TB-UBND»."
    )
    day = DayField(label=SIGNER_LABELS["date"], help_text="Ngày trên bản đã ký.")
    field_order = ("number", "day", "version")


class SignerForm(VersionForm):
    """Who signs the notice; asked when the conference is closed."""

    authority = forms.CharField(
        label=SIGNER_LABELS["authority"], max_length=120, help_text="Dòng trên chữ ký: «T/M BAN CHỈ ĐẠO», «T/M BAN THƯỜNG VỤ»."
    )
    position = forms.CharField(label=SIGNER_LABELS["position"], max_length=120, required=False)
    name = forms.CharField(label=SIGNER_LABELS["name"], max_length=120, required=False)
    field_order = ("authority", "position", "name", "version")

    def signer(self) -> NoticeSigner:
        data = self.cleaned_data
        return NoticeSigner(data["authority"], data["position"], data["name"])
