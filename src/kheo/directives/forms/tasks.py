"""Forms of a task: what is reported of it, what the office answers, what it changes, to whom it gives one."""

from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict

from kheo.directives.actions.tasks import TaskContent, TaskOwner
from kheo.directives.models import Requirement, Task
from kheo.directives.queries.owners import OwnerChoice, OwnerGroup
from kheo.directives.rules.tasks import (
    ANSWER_LENGTH,
    CLOSING_LENGTH,
    FIRST_YEAR,
    LAST_YEAR,
    MEASURE_LENGTH,
    ORIGIN_LENGTH,
    REPORT_LENGTH,
    TITLE_LENGTH,
)
from kheo.foundation.forms import DayField, VersionForm
from kheo.foundation.uploads.papers import SentFile

GONE = "Có nơi không còn trong danh sách của ngày giao; xem lại danh sách rồi chọn lại."


def sent_file(data: dict[str, Any]) -> SentFile | None:
    """The file of a form with the fields ``file`` and ``is_not_secret``; None when none was chosen."""
    file = data.get("file")
    return SentFile(file.name, file.file, data["is_not_secret"]) if file else None


class ReportForm(VersionForm):
    """What the owner tells of a task."""

    text = forms.CharField(
        label="Đã làm được gì",
        max_length=REPORT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Một hai câu, có con số càng tốt: «Đã lập 4/6 tổ, còn thôn Đông và thôn Đoài».",
    )
    percent = forms.IntegerField(
        label="Phần trăm", required=False, min_value=0, max_value=100, help_text="Ước chừng, từ 0 đến 100; không rõ thì bỏ trống."
    )
    on = DayField(label="Ngày", help_text="Tính đến ngày nào.")
    file = forms.FileField(
        label="Tệp minh chứng", required=False, help_text="Ảnh, PDF, văn bản hoặc bảng tính, nhiều nhất 20 MB."
    )
    is_not_secret = forms.BooleanField(label="Tệp này không thuộc bí mật nhà nước", required=False)
    says_done = forms.BooleanField(
        label="Việc này đã xong", required=False, help_text="Cơ quan thường trực sẽ xem, rồi xác nhận hoặc trả lại."
    )
    field_order = ("text", "percent", "on", "file", "is_not_secret", "says_done", "version")
    known_as = {"Xác nhận": "is_not_secret"}


class AcceptForm(VersionForm):
    text = forms.CharField(label="Lời nhắn", max_length=ANSWER_LENGTH, required=False)
    field_order = ("text", "version")


class SendBackForm(VersionForm):
    text = forms.CharField(
        label="Còn thiếu gì",
        max_length=CLOSING_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Đơn vị đọc được lời này; nói rõ cần thêm gì.",
    )
    field_order = ("text", "version")


class CancelForm(VersionForm):
    text = forms.CharField(
        label="Vì sao thôi",
        max_length=CLOSING_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Nhiệm vụ đã thôi vẫn nằm trong sổ, không tính là xong cũng không tính quá hạn.",
    )
    field_order = ("text", "version")


class RequirementChoice(forms.ModelChoiceField):
    """Requirements to choose from; the form says which when it is made."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Requirement.objects.none(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        place = ", ".join(part for part in (str(obj.directive), obj.place) if part)
        return f"{place}: {obj.text}"[:160]


class TaskForm(VersionForm):
    """What is to be done, up to where, by when, and from where it comes."""

    title = forms.CharField(
        label="Việc phải làm", max_length=TITLE_LENGTH, help_text="Bắt đầu bằng động từ: «Lập tổ dân vận ở từng khu dân cư»."
    )
    measure = forms.CharField(
        label="Làm đến đâu là xong",
        max_length=MEASURE_LENGTH,
        required=False,
        help_text="Con số, văn bản hoặc việc nhìn thấy được: «100 % nơi có tổ, có quyết định».",
    )
    due_on = DayField(label="Hạn")
    requirement = RequirementChoice(label="Yêu cầu của văn bản", required=False, empty_label="Không theo văn bản nào")
    origin = forms.CharField(
        label="Từ đâu", max_length=ORIGIN_LENGTH, required=False, help_text="Khi không theo văn bản: «Kết luận giao ban tháng 3»."
    )
    field_order: tuple[str, ...] = ("title", "measure", "due_on", "requirement", "origin", "version")
    known_as = {"Yêu cầu": "requirement"}

    def __init__(self, requirements: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["requirement"].queryset = requirements  # type: ignore[attr-defined]  # a choice among rows

    @staticmethod
    def words_of(task: Task) -> dict[str, Any]:
        return {
            "title": task.title,
            "measure": task.measure,
            "due_on": task.due_on,
            "requirement": task.requirement_id,
            "origin": task.origin,
            "version": task.version,
        }

    def content(self) -> TaskContent:
        data = self.cleaned_data
        return TaskContent(data["title"], data["due_on"], data["measure"], data["requirement"], data["origin"])


class AssignForm(TaskForm):
    """A task for many owners at once. The template draws the boxes of the owners itself, group by group."""

    year = forms.TypedChoiceField(label="Việc của năm", coerce=int)
    assigned_on = DayField(label="Ngày giao", help_text="Ngày văn bản hoặc cuộc họp giao việc; đơn vị phải đang có ngày đó.")
    owners = forms.MultipleChoiceField(
        label="Giao cho", widget=forms.CheckboxSelectMultiple, required=False, error_messages={"invalid_choice": GONE}
    )
    field_order = ("title", "measure", "year", "assigned_on", "due_on", "requirement", "origin", "owners", "version")

    def __init__(
        self, requirements: Any, groups: list[OwnerGroup], others: list[OwnerChoice], today: date, *args: Any, **kwargs: Any
    ) -> None:
        """*others*: owners that were sent and are not in *groups*, so that the action refuses them by name."""
        super().__init__(requirements, *args, **kwargs)
        years = [year for year in range(today.year + 1, today.year - 6, -1) if FIRST_YEAR <= year <= LAST_YEAR]
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]  # a choice among years
        self.known_as = {**self.known_as, "Năm": "year"}
        self.choices = {one.key: one for one in (*(one for group in groups for one in group.choices), *others)}
        self.fields["owners"].choices = [(key, one.name) for key, one in self.choices.items()]  # type: ignore[attr-defined]  # a choice among rows
        sent = cast("QueryDict", self.data) if self.is_bound else QueryDict()
        ticked = set(sent.getlist("owners"))
        self.ticked_groups = set(sent.getlist("owner_groups"))
        self.groups = [(group, [(one, one.key in ticked) for one in group.choices]) for group in groups]

    @property
    def task_fields(self) -> list[forms.BoundField]:
        """The fields above the owners, in their order."""
        return [field for field in self.visible_fields() if field.name != "owners"]

    def clean_owners(self) -> list[str]:
        """Those ticked one by one, and all of the groups that were ticked whole, in the order of the page."""
        one_by_one = set(self.cleaned_data["owners"])
        whole = {choice.key for group, choices in self.groups if group.slug in self.ticked_groups for choice, _ticked in choices}
        keys = [key for key in self.choices if key in one_by_one | whole]
        if not keys:
            raise forms.ValidationError("Chọn ít nhất một đơn vị hoặc cơ quan.")
        return keys

    def chosen(self) -> list[TaskOwner]:
        return [TaskOwner(self.choices[key].unit, self.choices[key].body) for key in self.cleaned_data["owners"]]
