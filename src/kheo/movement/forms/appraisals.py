"""Forms of appraisal teams, their appointments and what they found."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from kheo.foundation.forms import ClockField, DayField
from kheo.movement.actions.appraisals import Appointment, Held, TeamContent
from kheo.movement.models import AppraisalTeam, AppraisalVisit, Programme, ProgrammeField, Registration, TeamMember, VisitFinding
from kheo.movement.queries.appraisals import may_be_members
from kheo.movement.rules.appraisals import (
    FINDINGS,
    NAME_LENGTH,
    NOTES_LENGTH,
    PRESENT_LENGTH,
    REASON_LENGTH,
    TEXT_LENGTH,
    WHERE_LENGTH,
)
from kheo.organisation.models import Position


class PositionChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.person.name}, {obj.title}"


class PositionsChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.person.name}, {obj.title}"


class TeamForm(forms.Form):
    name = forms.CharField(label="Tên tổ", max_length=NAME_LENGTH, help_text="Ví dụ: Tổ thẩm định số 1.")
    fields_of_work = forms.ModelMultipleChoiceField(
        ProgrammeField.objects.none(), label="Lĩnh vực", widget=forms.CheckboxSelectMultiple
    )
    lead = PositionChoice(Position.objects.none(), label="Tổ trưởng", empty_label="Chọn tổ trưởng")
    members = PositionsChoice(Position.objects.none(), label="Thành viên", required=False, widget=forms.CheckboxSelectMultiple)
    known_as = {"Lĩnh vực": "fields_of_work"}

    def __init__(self, programme: Programme, team: AppraisalTeam | None = None, *args: Any, **kwargs: Any) -> None:
        positions = may_be_members(programme.locality, timezone.localdate())
        if team is not None:
            kwargs.setdefault("initial", _told(team, list(positions)))
        super().__init__(*args, **kwargs)
        self.fields["fields_of_work"].queryset = ProgrammeField.objects.filter(programme=programme)  # type: ignore[attr-defined]  # a choice among rows
        for name in ("lead", "members"):
            self.fields[name].queryset = positions  # type: ignore[attr-defined]  # a choice among rows

    def content(self) -> TeamContent:
        data = self.cleaned_data
        return TeamContent(data["name"], data["lead"], list(data["members"]), list(data["fields_of_work"]))


def _told(team: AppraisalTeam, positions: Sequence[Position]) -> dict[str, Any]:
    of_person = {position.person_id: position.pk for position in positions}
    people = [(member.is_lead, of_person.get(member.person_id)) for member in TeamMember.objects.filter(team=team)]
    return {
        "name": team.name,
        "fields_of_work": list(team.fields.all()),
        "lead": next((pk for is_lead, pk in people if is_lead), None),
        "members": [pk for is_lead, pk in people if pk and not is_lead],
    }


class AppointmentForm(forms.Form):
    on = DayField(label="Ngày")
    at = ClockField(label="Giờ", help_text="Ví dụ 8:30, 8h30.")
    where = forms.CharField(label="Nơi gặp", max_length=WHERE_LENGTH, help_text="Nhà văn hoá, trụ sở…")

    def appointment(self) -> Appointment:
        data = self.cleaned_data
        return Appointment(data["on"], data["at"], data["where"])


class VisitForm(AppointmentForm):
    """An appointment to be made: what is looked at is chosen among what the place has in the team's fields."""

    registrations = forms.ModelMultipleChoiceField(
        Registration.objects.none(), label="Mô hình xem xét", widget=forms.CheckboxSelectMultiple
    )
    known_as = {"Mô hình": "registrations"}
    field_order = ("registrations", "on", "at", "where")

    def __init__(self, rows: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"registrations": [row.pk for row in rows]}, **kwargs})
        field = self.fields["registrations"]
        field.queryset = rows  # type: ignore[attr-defined]  # a choice among rows
        field.label_from_instance = lambda row: row.initiative.title  # type: ignore[attr-defined]  # Django's own hook


class CancelForm(forms.Form):
    reason = forms.CharField(label="Lý do", max_length=REASON_LENGTH)


class HeldForm(forms.Form):
    held_on = DayField(label="Ngày làm việc")
    present = forms.CharField(
        label="Bên đơn vị",
        required=False,
        max_length=PRESENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ai dự, giữ chức vụ gì.",
    )
    notes = forms.CharField(label="Ghi chép", required=False, max_length=NOTES_LENGTH, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, visit: AppraisalVisit, rows: Sequence[VisitFinding], *args: Any, **kwargs: Any) -> None:
        self.rows = rows
        self.known_as = {row.registration.initiative.title: f"text-{row.registration_id}" for row in rows}
        values: dict[str, Any] = {"held_on": visit.held_on or visit.on, "present": visit.present, "notes": visit.notes}
        for row in rows:
            values |= {f"finding-{row.registration_id}": row.finding, f"text-{row.registration_id}": row.text}
        super().__init__(*args, **{"initial": values, **kwargs})
        for row in rows:
            title = row.registration.initiative.title
            self.fields[f"finding-{row.registration_id}"] = forms.ChoiceField(
                label=title, choices=[("", "Chọn kết quả"), *FINDINGS.items()]
            )
            self.fields[f"text-{row.registration_id}"] = forms.CharField(
                label=f"Ghi rõ: {title}", required=False, max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 2})
            )

    @property
    def faults(self) -> list[tuple[forms.BoundField, Any]]:
        return [(field, field.errors) for field in self if field.errors]

    def held(self) -> Held:
        data = self.cleaned_data
        findings = {
            row.registration_id: (data[f"finding-{row.registration_id}"], data[f"text-{row.registration_id}"])
            for row in self.rows
        }
        return Held(data["held_on"], findings, data["present"], data["notes"])
