"""Forms of the council: how it works, who sits in it, the meeting, what was decided there."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from kheo.assessment.actions.councils import Place, Settings
from kheo.assessment.models import Council, CriteriaSet, Criterion, Seat
from kheo.assessment.queries.results import FileResult
from kheo.assessment.rules.council import METHODS, SAME, SHARES, TIE_RULES
from kheo.foundation.forms import DayField
from kheo.movement.forms.fields import PointsField
from kheo.organisation.models import Person


def share(key: str) -> tuple[int, str]:
    """The share that is set at first and where it comes from."""
    rule = SHARES.on(key, timezone.localdate())
    return int(rule.value), rule.citation


class SettingsForm(forms.Form):
    title = forms.CharField(label="Tên", max_length=200, initial="Hội đồng thẩm định mô hình “Dân vận khéo”")
    paper = forms.CharField(
        label="Quyết định thành lập", max_length=200, required=False, help_text="Số, ngày, cơ quan; in trên biên bản."
    )
    readers_each = forms.IntegerField(
        label="Mỗi hồ sơ mấy người chấm", min_value=0, max_value=50, initial=0, help_text="0: mọi thành viên chấm mọi hồ sơ."
    )
    method = forms.ChoiceField(label="Cách tính điểm chung", choices=list(METHODS.items()))
    spread_limit = PointsField(
        label="Mức chênh lệch", help_text="Điểm cao nhất trừ điểm thấp nhất quá mức này thì hồ sơ đưa ra họp bàn, chưa có điểm."
    )
    tie_rule = forms.ChoiceField(label="Khi bằng điểm", choices=list(TIE_RULES.items()), initial=SAME)
    tie_criterion = forms.ModelChoiceField(
        Criterion.objects.none(), label="Tiêu chí xếp khi bằng điểm", required=False, empty_label="không dùng"
    )
    quorum_percent = forms.IntegerField(label="Số dự họp tối thiểu", min_value=1, max_value=100)
    approval_percent = forms.IntegerField(label="Tỷ lệ thông qua", min_value=1, max_value=100)
    with_vote = forms.BooleanField(label="Biểu quyết từng hồ sơ khi họp", required=False)
    secret = forms.BooleanField(
        label="Chấm kín",
        required=False,
        help_text="Không trang, không giấy nào cho biết ai cho điểm nào; chỉ ghi ai đã tham gia.",
    )
    appeal_days = forms.IntegerField(
        label="Nhận kiến nghị trong mấy ngày", min_value=0, max_value=60, initial=5, help_text="Tính từ hôm sau ngày công bố."
    )

    def __init__(self, criteria_set: CriteriaSet, *args: Any, council: Council | None = None, **kwargs: Any) -> None:
        if council is not None:
            kwargs.setdefault("initial", {name: getattr(council, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)
        self.fields["tie_criterion"].queryset = Criterion.objects.filter(criteria_set=criteria_set)  # type: ignore[attr-defined]  # a model choice
        self.fields["spread_limit"].required = True
        for name in ("quorum_percent", "approval_percent"):
            value, source = share(name)
            self.fields[name].initial = value
            self.fields[name].help_text = f"Phần trăm của tất cả thành viên, kể cả người vắng. {value} %: {source}."

    def clean_spread_limit(self) -> Decimal:
        value: Decimal | None = self.cleaned_data["spread_limit"]
        if value is None:
            raise forms.ValidationError("Ghi số điểm, ví dụ 10.")
        return value

    def settings(self) -> Settings:
        return Settings(**self.cleaned_data)


class SeatForm(forms.Form):
    person = forms.ModelChoiceField(Person.objects.none(), label="Người", empty_label="chọn người")
    part = forms.ChoiceField(label="Phần việc", choices=list(Seat.Part.choices), initial=Seat.Part.MEMBER)
    title = forms.CharField(label="Chức vụ in trên biên bản", max_length=160, required=False)
    groups = forms.MultipleChoiceField(
        label="Chỉ đọc lĩnh vực",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Không đánh dấu: đọc mọi lĩnh vực.",
    )

    def __init__(self, people: Any, fields: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # a model choice
        self.fields["groups"].choices = list(fields)  # type: ignore[attr-defined]  # a choice field

    def place(self) -> Place:
        data = self.cleaned_data
        return Place(data["part"], tuple(data["groups"]), data["title"])


class AbsenceForm(forms.Form):
    reason = forms.CharField(label="Lý do vắng", max_length=300)
    substitute = forms.ModelChoiceField(
        Person.objects.none(), label="Người dự thay", required=False, empty_label="không có người thay"
    )

    def __init__(self, people: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["substitute"].queryset = people  # type: ignore[attr-defined]  # a model choice


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Lý do", max_length=300)


class MeetingForm(forms.Form):
    met_on = DayField(label="Ngày họp")
    present = forms.MultipleChoiceField(label="Có mặt", widget=forms.CheckboxSelectMultiple)

    def __init__(self, seats: Iterable[Seat], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = [(str(seat.pk), _named(seat)) for seat in seats]  # type: ignore[attr-defined]  # a choice field

    def seats(self) -> set[int]:
        return {int(key) for key in self.cleaned_data["present"]}


def _named(seat: Seat) -> str:
    stands = f", dự thay {seat.stands_in_for.person.name}" if seat.stands_in_for else ""
    return f"{seat.person.name} ({seat.get_part_display()}{stands})"


class AgreeForm(forms.Form):
    points = PointsField(label="Điểm thống nhất")
    reason = forms.CharField(label="Lý do", max_length=600)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["points"].required = True

    def clean_points(self) -> Decimal:
        value: Decimal | None = self.cleaned_data["points"]
        if value is None:
            raise forms.ValidationError("Ghi điểm hội đồng thống nhất, ví dụ 82,5.")
        return value


class TieForm(forms.Form):
    """An order for each file of a tie, from 1, and the chair's reason."""

    def __init__(self, files: Mapping[int, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tied = files
        for key, title in files.items():
            self.fields[f"order-{key}"] = forms.IntegerField(
                label=title, min_value=1, max_value=len(files), widget=forms.NumberInput(attrs={"class": "short"})
            )
        self.fields["reason"] = forms.CharField(label="Lý do", max_length=600)

    def order(self) -> list[int]:
        return sorted(self.tied, key=lambda key: self.cleaned_data[f"order-{key}"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        given = [found.get(f"order-{key}") for key in self.tied]
        if None not in given and len(set(given)) < len(given):
            raise forms.ValidationError("Mỗi hồ sơ một thứ tự khác nhau, từ 1.")
        return found


class VotesForm(forms.Form):
    """Votes for and against each file; both empty: not voted on yet."""

    def __init__(self, results: Iterable[tuple[FileResult, str]], *args: Any, **kwargs: Any) -> None:
        self.results = list(results)
        super().__init__(*args, **kwargs)
        for one, title in self.results:
            key = one.file.pk
            for name, words in (("for", "tán thành"), ("against", "không tán thành")):
                self.fields[f"{name}-{key}"] = forms.IntegerField(
                    label=f"{title}, {words}",
                    min_value=0,
                    max_value=999,
                    required=False,
                    widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "aria-label": f"{title}, {words}"}),
                )
            if one.vote is not None:
                self.initial[f"for-{key}"] = one.vote.votes_for
                self.initial[f"against-{key}"] = one.vote.votes_against

    def rows(self) -> list[tuple[FileResult, str, forms.BoundField, forms.BoundField]]:
        return [(one, title, self[f"for-{one.file.pk}"], self[f"against-{one.file.pk}"]) for one, title in self.results]

    def votes(self) -> dict[int, tuple[int, int]]:
        data = self.cleaned_data
        both = {one.file.pk: (data[f"for-{one.file.pk}"], data[f"against-{one.file.pk}"]) for one, _title in self.results}
        return {key: (yes or 0, no or 0) for key, (yes, no) in both.items() if (yes, no) != (None, None)}


class PublishForm(forms.Form):
    day = DayField(label="Ngày công bố")

    @staticmethod
    def of(day: date) -> "PublishForm":
        return PublishForm(initial={"day": day})


class AppealForm(forms.Form):
    text = forms.CharField(
        label="Nội dung kiến nghị",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Mục nào, vì sao, minh chứng nào chưa được tính.",
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(label="Trả lời", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
