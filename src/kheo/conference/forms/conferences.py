"""A conference, and its order of the day as rows that can be moved without a script."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from kheo.conference.actions.conferences import HOST, LABELS, ConferenceContent
from kheo.conference.models import AgendaItem, Conference
from kheo.conference.queries.conferences import hosts_for, usual_content
from kheo.conference.rules.agenda import MOST_MINUTES, StepContent, moved
from kheo.conference.rules.days import FIELD
from kheo.foundation.forms import ClockField, DayField, VersionForm
from kheo.movement.forms.programmes import BodyChoice
from kheo.movement.models import Programme

SPARE_ROWS = 2
_WORDS = ("title", "held_on", "starts_at", "venue", "place_name", "chair_title", "note")


class ConferenceForm(VersionForm):
    """What stands on the invitation; the host decides the layout of every paper."""

    title = forms.CharField(label=LABELS["title"], max_length=300, help_text="Như in trên giấy mời, bắt đầu bằng «Hội nghị».")
    host = BodyChoice(
        label=HOST,
        empty_label="Chọn cơ quan",
        help_text="Ký giấy mời. Cơ quan Đảng in theo thể thức của Đảng, cơ quan nhà nước in theo thể thức hành chính.",
    )
    held_on = DayField(label=FIELD)
    starts_at = ClockField(label="Giờ bắt đầu")
    venue = forms.CharField(label=LABELS["venue"], max_length=200)
    place_name = forms.CharField(label=LABELS["place_name"], max_length=80, help_text="Đứng trước ngày tháng trên văn bản.")
    chair_title = forms.CharField(label=LABELS["chair_title"], max_length=200, help_text="Chức vụ, như sẽ in: «Bí thư Thị uỷ».")
    note = forms.CharField(
        label=LABELS["note"],
        max_length=600,
        required=False,
        help_text="Trang phục, tài liệu, xe.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, programme: Programme, conference: Conference | None, data: QueryDict | None = None) -> None:
        initial = usual_content(programme) | {"version": 0}
        if conference is not None:
            initial = {name: getattr(conference, name) for name in _WORDS}
            initial |= {"host": conference.host_id, "version": conference.version}
        super().__init__(data, initial=initial)
        day = conference.held_on if conference else initial["held_on"]
        self.fields["host"].queryset = hosts_for(programme.locality, day)  # type: ignore[attr-defined]  # a choice among rows

    field_order = ("title", "host", "held_on", "starts_at", "venue", "place_name", "chair_title", "note", "version")

    def content(self) -> ConferenceContent:
        data = self.cleaned_data
        return ConferenceContent(host=data["host"], **{name: data[name] for name in _WORDS})


class StepForm(forms.Form):
    """One line of the order of the day; an empty title takes the line out."""

    place = forms.IntegerField(label="Thứ tự", min_value=1, max_value=99, required=False)
    kind = forms.ChoiceField(label="Loại việc", choices=AgendaItem.Kind.choices, initial=AgendaItem.Kind.OTHER)
    title = forms.CharField(label="Việc", max_length=200, required=False)
    minutes = forms.IntegerField(label="Phút", min_value=1, max_value=MOST_MINUTES, required=False)
    by = forms.CharField(label="Ai làm", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("title") and not cleaned.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", "Ghi số phút.")
        return cleaned


class AgendaForm(VersionForm):
    """All lines at once. A number changes a line's place; a button «lên», «xuống» saves and moves one line."""

    def __init__(self, steps: list[StepContent], version: int, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"version": version})
        filled = [
            {"place": number, "kind": step.kind, "title": step.title, "minutes": step.minutes, "by": step.by}
            for number, step in enumerate(steps, 1)
        ]
        rows = forms.formset_factory(StepForm, extra=SPARE_ROWS, max_num=60)
        self.rows = rows(data, initial=filled, prefix="viec")

    def is_valid(self) -> bool:
        return super().is_valid() and self.rows.is_valid()

    def steps(self) -> list[StepContent]:
        """The lines that say something, in the order of their numbers; a line without one comes last."""
        told = [row.cleaned_data for row in self.rows.forms if row.cleaned_data.get("title")]
        ordered = sorted(told, key=lambda row: row["place"] or len(told) + 1)
        steps = [StepContent(row["kind"], row["title"], row["minutes"], row["by"]) for row in ordered]
        number, _, way = cast("QueryDict", self.data).get("doi", "").partition(":")
        if number.isascii() and number.isdigit() and way in {"len", "xuong"}:
            return moved(steps, int(number[:3]), -1 if way == "len" else 1)
        return steps
