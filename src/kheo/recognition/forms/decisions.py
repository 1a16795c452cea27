"""Forms of a decision: its words, its lines, a recipient without registration, number and date, the scan."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from kheo.foundation.forms import DayField, VersionForm
from kheo.movement.forms.programmes import BodyChoice
from kheo.movement.models import Programme, Subject
from kheo.movement.queries.registrations import units_in_year
from kheo.organisation.models import Unit
from kheo.recognition.actions.drafts import LABELS, Wording
from kheo.recognition.models import Decision, DecisionKind
from kheo.recognition.queries.candidates import Candidate
from kheo.recognition.queries.choices import bodies_for, usual_words
from kheo.recognition.queries.lines import LineContent
from kheo.recognition.rules.awards import award_names

CENTRAL = "Chọn theo ngày của quyết định. Ngày tháng 02/2025 ghi theo báo chí, chưa đối chiếu văn bản."
WORDS = ("title", "signer_authority", "signer_position", "signer_name", "place_name")


class DecisionForm(VersionForm):
    """Body, words and the planned day of a paper; ``kind`` is in the address and does not change."""

    body = BodyChoice(label="Cơ quan", empty_label="Chọn cơ quan ban hành")
    award = forms.ChoiceField(
        label=LABELS["award"],
        required=False,
        choices=[("", "theo cấp: giấy khen, bằng khen"), *award_names().items()],
        help_text="Cấp nào tặng được hình thức nào thì xét theo ngày của quyết định.",
    )
    title = forms.CharField(label=LABELS["title"], max_length=300, help_text="Như in dưới tên loại văn bản.")
    day = DayField(label="Ngày dự kiến", required=False, help_text="Thẩm quyền được xét theo ngày này; bỏ trống là hôm nay.")
    signer_authority = forms.CharField(
        label=LABELS["signer_authority"], max_length=120, help_text="Dòng trên chữ ký: «T/M BAN CHỈ ĐẠO», «CHỦ TỊCH»."
    )
    signer_position = forms.CharField(label=LABELS["signer_position"], max_length=120, required=False)
    signer_name = forms.CharField(label=LABELS["signer_name"], max_length=120, required=False)
    place_name = forms.CharField(label=LABELS["place_name"], max_length=80, help_text="Đứng trước ngày tháng: «Duy Tiên».")
    field_order = ("body", "award", "title", "day", "signer_authority", "signer_position", "signer_name", "place_name", "version")

    def __init__(self, programme: Programme, kind: str, decision: Decision | None, data: QueryDict | None = None) -> None:
        new = {"version": 0}
        super().__init__(data, initial=self._words_of(decision) if decision else new | usual_words(programme, kind))
        if kind == DecisionKind.MEDAL:
            self.fields["body"].help_text = CENTRAL
        if kind != DecisionKind.COMMENDATION:
            del self.fields["award"]
        self.fields["body"].queryset = bodies_for(programme, kind)  # type: ignore[attr-defined]  # a choice among rows

    @staticmethod
    def _words_of(decision: Decision) -> dict[str, Any]:
        words = {name: getattr(decision, name) for name in (*WORDS, "award")}
        return {**words, "body": decision.body_id, "day": decision.date, "version": decision.version}

    def wording(self) -> Wording:
        return Wording(**{name: self.cleaned_data[name] for name in WORDS}, award=self.cleaned_data.get("award", ""))


class LinesForm(VersionForm):
    """Which candidates come into the list. The template draws the boxes itself, with what speaks for and against each."""

    registrations = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, candidates: list[Candidate], chosen: set[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.registration.pk, one.registration.initiative.title) for one in candidates]
        self.fields["registrations"].choices = choices  # type: ignore[attr-defined]  # a choice among rows
        ticked = {str(key) for key in chosen}
        if self.is_bound:
            ticked = set(cast("QueryDict", self.data).getlist("registrations"))
        self.candidates = [(one, str(one.registration.pk) in ticked) for one in candidates]


class RecipientForm(VersionForm):
    """Somebody who has no registration: a person for a medal, a household or collective that is commended."""

    recipient = forms.CharField(label=LABELS["recipient"], max_length=200, help_text="Đúng như in trên giấy.")
    subject = forms.ChoiceField(label="Đối tượng", choices=Subject.choices, widget=forms.RadioSelect)
    unit = forms.TypedChoiceField(label="Đơn vị", coerce=int)
    reason = forms.CharField(label=LABELS["reason"], max_length=300, required=False)
    birth_year = forms.IntegerField(
        label=LABELS["birth_year"],
        required=False,
        min_value=1900,
        max_value=2100,
        help_text="Để biết người này đã có kỷ niệm chương chưa; không in, không công khai.",
        widget=forms.NumberInput(attrs={"class": "short", "autocomplete": "off"}),
    )
    service_years = forms.IntegerField(
        label=LABELS["service_years"],
        required=False,
        min_value=0,
        max_value=70,
        help_text="Làm công tác dân vận được mấy năm.",
        widget=forms.NumberInput(attrs={"class": "short", "autocomplete": "off"}),
    )
    field_order = ("recipient", "subject", "unit", "birth_year", "service_years", "reason", "version")

    def __init__(self, programme: Programme, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != DecisionKind.MEDAL:
            del self.fields["birth_year"], self.fields["service_years"]
        self.fields["unit"].choices = list(units_in_year(programme).items())  # type: ignore[attr-defined]  # a choice among rows

    def content(self) -> LineContent:
        data = self.cleaned_data
        return LineContent(
            data["recipient"],
            data["subject"],
            Unit.objects.get(pk=data["unit"]),
            reason=data["reason"],
            birth_year=data.get("birth_year"),
            service_years=data.get("service_years"),
        )


class IssueForm(VersionForm):
    number = forms.CharField(label="Số", max_length=60, help_text="Như in trên bản đã ký: «12-QĐ/BCĐ», «4567/QĐ-UBND».")
    day = DayField(label="Ngày", help_text="Ngày trên bản đã ký.")
    field_order = ("number", "day", "version")


class SignedFileForm(VersionForm):
    file = forms.FileField(label="Tệp đã ký", help_text="PDF đã ký số, hoặc bản quét (PDF, ảnh); nhiều nhất 20 MB.")
    not_secret = forms.BooleanField(label="Tệp này không thuộc bí mật nhà nước")
    field_order = ("file", "not_secret", "version")
