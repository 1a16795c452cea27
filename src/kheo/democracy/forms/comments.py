"""Forms of comments: a resident's, one from paper, counted hands, a reader's and an answerer's."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from kheo.democracy.actions import comments as acts
from kheo.democracy.actions import topics
from kheo.democracy.actions.comments import CommentContent, TallyContent
from kheo.democracy.actions.topics import TopicContent
from kheo.democracy.models import Consultation, Topic
from kheo.democracy.rules.comments import LAWFUL_CHANNELS, LONGEST_COMMENT, PRESENT, REASONS, TEXT, speaks_of_complaint
from kheo.democracy.rules.consultations import STANCES, forms_entered
from kheo.democracy.rules.consultations import forms as form_rules
from kheo.foundation.forms import DayField, VersionForm
from kheo.organisation.models import Unit

Villages = Sequence[tuple[Unit, str]]
NO_VILLAGE = "Không ghi, hoặc ở nơi khác"


class VillageField(forms.ChoiceField):
    """A village of the locality by its code; the form says which, and whether none may be said."""

    def offer(self, villages: Villages, empty: str = NO_VILLAGE) -> None:
        self.units = {unit.code: unit for unit, _name in villages}
        self.choices = [*([("", empty)] if empty else []), *((unit.code, name) for unit, name in villages)]

    def clean(self, value: Any) -> Unit | None:
        return self.units.get(super().clean(value))


class StanceForm(forms.Form):
    """A choice for each question of a consultation, each of them optional, and words."""

    text = forms.CharField(
        label=TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=f"Nhiều nhất {LONGEST_COMMENT} ký tự. Không ghi tên, số điện thoại, số giấy tờ của ai.",
    )
    village = VillageField(label=acts.VILLAGE, required=False)

    def __init__(self, consultation: Consultation, villages: Villages, data: QueryDict | None = None, **initial: Any) -> None:
        super().__init__(data, initial=initial)
        village = self.fields["village"]
        assert isinstance(village, VillageField)  # noqa: S101  tells mypy what the class above declares
        village.offer(villages)
        self.asked = {f"cau-{question.pk}": question for question in consultation.questions.all()}
        asked = {
            name: forms.ChoiceField(label=question.text, choices=list(STANCES.items()), widget=forms.RadioSelect, required=False)
            for name, question in self.asked.items()
        }
        self.fields = {**asked, **self.fields}

    def content(self) -> CommentContent:
        data = self.cleaned_data
        stances = {question.pk: data[name] for name, question in self.asked.items() if data[name]}
        return CommentContent(data["text"], stances, data["village"])


class PublicCommentForm(StanceForm):
    """A resident's comment: no name, no telephone, no account. *ma*: the writer's own code, made with the page."""

    is_opinion = forms.BooleanField(
        label="Đây là góp ý cho dự thảo, không phải đơn khiếu nại, tố cáo",
        required=False,
        help_text="Chỉ cần đánh dấu khi lời góp ý có nhắc đến khiếu nại, tố cáo.",
    )
    ma = forms.CharField(max_length=40, widget=forms.HiddenInput)
    known_as = {acts.CODE: "ma"}

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if speaks_of_complaint(data.get("text", "")) and not data.get("is_opinion"):
            self.add_error("is_opinion", f"{LAWFUL_CHANNELS} Nếu chỉ là góp ý cho dự thảo thì đánh dấu ô này rồi gửi.")
        return data

    def renew_code(self, code: str) -> None:
        """Carry a code of now in place of one that was none."""
        data = self.data.copy()  # type: ignore[attr-defined]  # what a browser sent: a QueryDict
        data["ma"] = code
        self.data = data


class PaperCommentForm(StanceForm):
    """What came on paper, at a meeting, by telephone: typed in by the village head or the office."""

    form = forms.ChoiceField(label=acts.FORM)
    received_on = DayField(label=acts.DAY)

    def __init__(
        self, consultation: Consultation, villages: Villages, today: date, data: QueryDict | None = None, *, is_head: bool = False
    ) -> None:
        super().__init__(consultation, villages, data, received_on=min(today, consultation.ends_on))
        _offer(self, consultation, villages, is_head=is_head)
        self.order_fields(["form", "village", "received_on"])


def _offer(form: forms.Form, consultation: Consultation, villages: Villages, *, is_head: bool) -> None:
    """The forms of the plan that this hand writes down; a village head has one village and need not choose it."""
    labels = form_rules(consultation.opened_on or consultation.opens_on)
    offered = [(letter, labels[letter].value) for letter in forms_entered(consultation.forms, is_office=not is_head)]
    form.fields["form"].choices = offered  # type: ignore[attr-defined]  # a choice among forms
    village = form.fields["village"]
    assert isinstance(village, VillageField)  # noqa: S101  tells mypy what every form here declares
    village.offer(villages, "" if is_head else NO_VILLAGE)


class TallyForm(forms.Form):
    """Counted hands or slips: numbers for each question."""

    form = forms.ChoiceField(label=acts.FORM)
    village = VillageField(label=acts.VILLAGE, required=False)
    held_on = DayField(label="Ngày họp, ngày thu phiếu")
    present = forms.IntegerField(label=PRESENT, min_value=1, max_value=100_000)
    known_as = {acts.DAY: "held_on"}

    def __init__(
        self,
        consultation: Consultation,
        villages: Villages,
        data: QueryDict | None = None,
        *,
        is_head: bool = False,
        **initial: Any,
    ) -> None:
        super().__init__(data, initial=initial)
        _offer(self, consultation, villages, is_head=is_head)
        self.asked = list(consultation.questions.all())
        for number, question in enumerate(self.asked, start=1):
            for stance, label in STANCES.items():
                self.fields[f"cau-{question.pk}-{stance}"] = forms.IntegerField(
                    label=f"Câu {number}, {label.lower()}", min_value=0, max_value=100_000, initial=0, help_text=question.text
                )
        self.known_as = {
            **type(self).known_as,
            **{f"Câu {number}": f"cau-{question.pk}-agree" for number, question in enumerate(self.asked, start=1)},
        }

    def content(self) -> TallyContent:
        data = self.cleaned_data
        counts = {question.pk: {stance: data[f"cau-{question.pk}-{stance}"] for stance in STANCES} for question in self.asked}
        return TallyContent(data["form"], data["held_on"], data["present"], counts, data["village"])


class CodeForm(forms.Form):
    ma = forms.CharField(label=acts.CODE, max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class TopicChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.title)


class AcceptForm(VersionForm):
    """Where a comment belongs: a topic that is there, or the name of a new one."""

    topic = TopicChoice(Topic.objects.none(), label=topics.TOPIC, required=False, empty_label="Chưa xếp vào nhóm nào")
    title = forms.CharField(label="Hoặc lập nhóm mới", max_length=200, required=False, help_text="Người dân nói về điều gì.")
    field_order = ("topic", "title", "version")
    known_as = {topics.TITLE: "title"}

    def __init__(self, consultation: Consultation, data: QueryDict | None = None, **initial: Any) -> None:
        super().__init__(data, initial=initial)
        rows = Topic.objects.filter(consultation=consultation).order_by("title")
        self.fields["topic"].queryset = rows  # type: ignore[attr-defined]  # a choice among rows


class SetAsideForm(VersionForm):
    reason = forms.ChoiceField(
        label=topics.WHY,
        choices=[(code, reason.label[:1].upper() + reason.label[1:]) for code, reason in REASONS.items()],
        widget=forms.RadioSelect,
        help_text="Người viết đọc được lý do này. Lời có thông tin riêng, bí mật, khiếu nại, tố cáo thì xoá hẳn.",
    )
    field_order = ("reason", "version")


class TopicForm(VersionForm):
    title = forms.CharField(label=topics.TITLE, max_length=200)
    summary = forms.CharField(
        label=topics.SUMMARY,
        required=False,
        max_length=topics.LONGEST_SUMMARY,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Tóm tắt để công khai; không nêu tên ai.",
    )
    field_order = ("title", "summary", "version")

    def content(self) -> TopicContent:
        return TopicContent(self.cleaned_data["title"], self.cleaned_data["summary"])


class AnswerForm(VersionForm):
    verdict = forms.ChoiceField(label=topics.VERDICT, choices=Topic.Verdict.choices, widget=forms.RadioSelect)
    answer = forms.CharField(
        label=topics.ANSWER,
        max_length=topics.LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Tiếp thu: sửa điều gì, ở đâu. Giải trình: vì sao giữ như dự thảo.",
    )
    field_order = ("verdict", "answer", "version")
