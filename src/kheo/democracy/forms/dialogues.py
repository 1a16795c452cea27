"""Forms of a dialogue: plan, invitation, who came, what was said, what was answered and concluded."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from kheo.democracy.actions import dialogues as acts
from kheo.democracy.actions.dialogues import DialogueContent
from kheo.democracy.models import Consultation, Dialogue, DialogueQuestion
from kheo.democracy.rules.consultations import BOUND_CLAUSE
from kheo.democracy.rules.dialogues import LABELS, LONGEST, MOST_PEOPLE, Present, Told
from kheo.directives.actions.tasks import TaskOwner
from kheo.directives.queries.owners import owner_groups
from kheo.foundation.forms import DayField, VersionForm
from kheo.organisation.models import Locality


class FileChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.title)


class DialogueForm(VersionForm):
    kind = forms.ChoiceField(
        label=acts.KIND,
        choices=[
            ("yearly", "Hằng năm với Nhân dân (Điều 32)"),
            ("bound", "Với người phải thi hành dự thảo quyết định (Điều 27)"),
        ],
        widget=forms.RadioSelect,
        help_text="Quyết định thuộc bí mật nhà nước và quyết định xử phạt không đưa vào đây (Điều 27 khoản 1).",
    )
    title = forms.CharField(label=LABELS["title"], max_length=LONGEST["title"])
    content = forms.CharField(
        label=LABELS["content"],
        max_length=LONGEST["content"],
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Đối thoại về việc gì. Không nêu tên người dân.",
    )
    planned_on = DayField(LABELS["planned_on"])
    venue = forms.CharField(label=LABELS["venue"], max_length=LONGEST["venue"])
    consultation = FileChoice(
        Consultation.objects.none(), label=acts.FILE, required=False, empty_label="Không thuộc đợt nào", help_text="Cho Điều 27."
    )
    field_order = ("kind", "title", "content", "planned_on", "venue", "consultation", "version")

    def __init__(self, locality: Locality, data: QueryDict | None = None, dialogue: Dialogue | None = None) -> None:
        names = [name for name in self.field_order if name != "consultation"]
        told = {name: getattr(dialogue, name) for name in names} if dialogue else {"version": 0, "kind": "yearly"}
        super().__init__(data, initial={**told, "consultation": dialogue.consultation_id if dialogue else None})
        rows = Consultation.objects.filter(locality=locality, kind=BOUND_CLAUSE)
        self.fields["consultation"].queryset = rows  # type: ignore[attr-defined]  # a choice among rows
        if dialogue:
            self.fields["kind"].disabled = True

    def content_of(self) -> DialogueContent:
        data = self.cleaned_data
        return DialogueContent(
            data["kind"], data["title"], data["content"], data["planned_on"], data["venue"], data["consultation"]
        )


class InviteForm(VersionForm):
    """When it was announced; for those bound by a decision how many were told, when and how."""

    invited_on = DayField(acts.INVITED)
    told = forms.IntegerField(label=LABELS["told"], min_value=1, max_value=MOST_PEOPLE)
    told_on = DayField(LABELS["told_on"])
    told_how = forms.CharField(
        label=LABELS["told_how"],
        max_length=LONGEST["told_how"],
        help_text="Giấy mời, điện thoại, đến nhà; danh sách lưu ở hồ sơ nào. Không chép tên vào đây.",
    )
    field_order = ("told", "told_on", "told_how", "invited_on", "version")

    def __init__(self, dialogue: Dialogue, data: QueryDict | None = None, **initial: Any) -> None:
        super().__init__(data, initial=initial)
        if dialogue.kind == Dialogue.Kind.YEARLY:
            for name in ("told", "told_on", "told_how"):
                del self.fields[name]

    def told_of(self) -> Told | None:
        data = self.cleaned_data
        return Told(data["told"], data["told_on"], data["told_how"]) if "told" in self.fields else None


def _people(name: str) -> forms.IntegerField:
    return forms.IntegerField(label=LABELS[name], min_value=0, max_value=MOST_PEOPLE)


class HoldForm(VersionForm):
    held_on = DayField(acts.HELD)
    residents = _people("residents")
    leaders = _people("leaders")
    front = _people("front")
    inspectors = _people("inspectors")
    field_order = ("held_on", "residents", "leaders", "front", "inspectors", "version")

    def present(self) -> Present:
        data = self.cleaned_data
        return Present(data["residents"], data["leaders"], data["front"], data["inspectors"])


class QuestionForm(forms.Form):
    text = forms.CharField(
        label=acts.QUESTION,
        max_length=acts.LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Ghi điều đã nói, không ghi ai nói.",
    )
    agency = forms.BooleanField(label="Ý kiến của cơ quan, tổ chức liên quan", required=False)


class DialogueAnswerForm(VersionForm):
    verdict = forms.ChoiceField(label=acts.VERDICT, choices=DialogueQuestion.Verdict.choices, widget=forms.RadioSelect)
    answer = forms.CharField(label=acts.ANSWER, max_length=acts.LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 6}))
    field_order = ("verdict", "answer", "version")


class ConclusionForm(forms.Form):
    text = forms.CharField(label=acts.CONCLUSION, max_length=300, help_text="Việc phải làm, bắt đầu bằng động từ.")
    owner = forms.ChoiceField(label="Giao cho")
    due_on = DayField(acts.DUE)

    def __init__(self, locality: Locality, data: QueryDict | None = None) -> None:
        super().__init__(data)
        groups = owner_groups(locality, timezone.localdate())
        self.owners = {one.key: one for group in groups for one in group.choices}
        offered = [(group.label, [(one.key, one.name) for one in group.choices]) for group in groups]
        self.fields["owner"].choices = [("", "Chọn nơi làm"), *offered]  # type: ignore[attr-defined]  # a choice

    def owner_of(self) -> TaskOwner:
        chosen = self.owners[self.cleaned_data["owner"]]
        return TaskOwner(chosen.unit, chosen.body)


class CloseForm(VersionForm):
    answers_sent_on = DayField(acts.SENT, help_text="Ngày gửi nội dung tiếp thu, giải trình đến nơi liên quan, hoặc công khai.")
    field_order = ("answers_sent_on", "version")
    known_as = {acts.SENT: "answers_sent_on"}
