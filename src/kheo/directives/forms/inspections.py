"""Forms of an inspection plan and its visits."""

from datetime import date
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.http import QueryDict

from kheo.directives.actions.inspections import VisitContent
from kheo.directives.actions.tasks import TaskContent
from kheo.directives.actions.visits import FindingContent
from kheo.directives.forms.fields import FileFields, PlaceField, place_key
from kheo.directives.models import CommitteeMember, Finding, InspectionPlan, InspectionVisit
from kheo.directives.queries.committees import decision_on, members_of
from kheo.directives.queries.places import places_offered
from kheo.foundation.forms import DayField, VersionForm

BLANK_FINDINGS = 3
LONGEST_KEY = 18


class PlanForm(FileFields):
    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2100)
    number = forms.CharField(label="Số kế hoạch", max_length=60, required=False, help_text="Để trống khi chưa ký, ghi sau được.")
    day = DayField(label="Ngày kế hoạch", required=False)
    field_order = ("year", "number", "day", "file", "is_not_secret")


class NumberForm(FileFields):
    """Number, date and scan of a plan that is there."""

    number = forms.CharField(label="Số kế hoạch", max_length=60, required=False)
    day = DayField(label="Ngày kế hoạch", required=False)
    field_order = ("number", "day", "file", "is_not_secret")


class MemberChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} ({obj.get_part_display()})"


class MembersChoice(forms.ModelMultipleChoiceField):
    def clean(self, value: Any) -> Any:
        """The keys go to the database together, as they came; no database has a key of twenty digits."""
        if too_long := next((key for key in value or () if len(str(key)) > LONGEST_KEY), None):
            raise forms.ValidationError(
                self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": too_long[:LONGEST_KEY]}
            )
        return super().clean(value)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} ({obj.get_part_display()})"


class VisitForm(VersionForm):
    """A visit to come; the team is chosen from the list in force on its day."""

    place = PlaceField(label="Nơi được kiểm tra")
    subject = forms.CharField(label="Nội dung", max_length=300, help_text="Kiểm tra việc gì, của thời gian nào.")
    planned_on = DayField(label="Ngày kiểm tra")
    leader = MemberChoice(CommitteeMember.objects.none(), label="Trưởng đoàn", empty_label="Chọn trưởng đoàn")
    members = MembersChoice(
        CommitteeMember.objects.none(), label="Thành viên đoàn", required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("place", "subject", "planned_on", "leader", "members", "version")
    known_as = {"Đoàn": "leader"}

    def __init__(
        self, plan: InspectionPlan, day: date, visit: InspectionVisit | None = None, data: QueryDict | None = None
    ) -> None:
        super().__init__(data, initial=_told(visit) if visit else {"version": 0})
        place = self.fields["place"]
        assert isinstance(place, PlaceField)  # noqa: S101  tells mypy what the class above declares
        place.offer(places_offered(plan.committee.locality, day))
        decision = decision_on(plan.committee, day)
        keys = set(members_of(decision).values_list("pk", flat=True)) if decision else set()
        if visit is not None:
            # The team stays choosable though a new list came since; the act says who is no longer in it.
            keys |= {visit.leader_id, *(member.pk for member in visit.members.all())}
        offered = CommitteeMember.objects.filter(pk__in=keys).select_related("decision").order_by("-decision__date", "order")
        self.fields["leader"].queryset = offered  # type: ignore[attr-defined]  # a choice among rows
        self.fields["members"].queryset = offered  # type: ignore[attr-defined]  # a choice among rows

    def content(self) -> VisitContent:
        data = self.cleaned_data
        return VisitContent(data["place"], data["subject"], data["planned_on"], data["leader"], list(data["members"]))


def _told(visit: InspectionVisit) -> dict[str, Any]:
    return {
        "place": place_key(visit.unit_id, visit.body_id),
        "subject": visit.subject,
        "planned_on": visit.planned_on,
        "leader": visit.leader_id,
        "members": [member.pk for member in visit.members.all()],
        "version": visit.version,
    }


class HeldForm(VersionForm):
    held_on = DayField(label="Ngày kiểm tra")
    field_order = ("held_on", "version")


class FindingForm(forms.Form):
    """One thing seen; a row without words is no row."""

    kind = forms.ChoiceField(label="Loại", choices=Finding.Kind.choices)
    text = forms.CharField(label="Điều đã thấy", max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def content(self) -> FindingContent:
        return FindingContent(self.cleaned_data["kind"], self.cleaned_data["text"])


class OneFindingForm(VersionForm):
    kind = forms.ChoiceField(label="Loại", choices=Finding.Kind.choices, widget=forms.RadioSelect)
    text = forms.CharField(label="Điều đã thấy", max_length=600, widget=forms.Textarea(attrs={"rows": 2}))
    field_order = ("kind", "text", "version")
    known_as = {"Phát hiện 1": "text"}


def finding_set(data: QueryDict | None = None, extra: int = BLANK_FINDINGS) -> "BaseFormSet[FindingForm]":
    """Blank rows of findings: a result, a limit and a recommendation to begin with."""
    made = forms.formset_factory(FindingForm, extra=extra, max_num=60, absolute_max=60)
    rows: BaseFormSet[FindingForm] = made(data, prefix="ph")
    for row, kind in zip(rows.forms, Finding.Kind.values, strict=False):
        row.initial["kind"] = kind
    return rows


def findings_of(rows: "BaseFormSet[FindingForm]") -> list[FindingContent]:
    return [row.content() for row in rows.forms if row.cleaned_data.get("text")]


class CancelForm(VersionForm):
    reason = forms.CharField(label="Vì sao thôi", max_length=300)
    field_order = ("reason", "version")


class FollowUpForm(forms.Form):
    """The task that follows a finding up."""

    title = forms.CharField(label="Nhiệm vụ", max_length=300, help_text="Việc phải làm, bắt đầu bằng động từ.")
    owner = PlaceField(label="Giao cho")
    due_on = DayField(label="Hạn")
    measure = forms.CharField(
        label="Làm đến đâu là xong", max_length=300, required=False, help_text="Con số, văn bản, việc thấy được."
    )
    known_as = {"Việc phải làm": "title", "Nơi làm": "owner", "Hạn hoàn thành": "due_on", "Mức hoàn thành": "measure"}

    def __init__(self, finding: Finding, day: date, data: QueryDict | None = None) -> None:
        visit = finding.visit
        super().__init__(data, initial={"title": finding.text[:300], "owner": place_key(visit.unit_id, visit.body_id)})
        owner = self.fields["owner"]
        assert isinstance(owner, PlaceField)  # noqa: S101  tells mypy what the class above declares
        owner.offer(places_offered(visit.plan.committee.locality, day))

    def content(self) -> TaskContent:
        data = self.cleaned_data
        return TaskContent(data["title"], data["due_on"], data["measure"])
