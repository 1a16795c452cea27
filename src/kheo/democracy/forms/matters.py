"""Forms of a matter: put forward, asked, agreed with by households."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from kheo.democracy.models import Change, Consent, Form, Way
from kheo.democracy.rules.forms import COMMUNE, KINDS, VILLAGE
from kheo.democracy.rules.law import law
from kheo.democracy.rules.proposals import CONTENT_LENGTH, TITLE_LENGTH, Proposal
from kheo.foundation.forms import DayField, VersionForm
from kheo.organisation.models import UnitVersion

WHOLE = "ca-xa"
MOST_NUMBERS = 2_000
_RANGE = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?", re.ASCII)


def kind_choices(day: date, head: str) -> list[tuple[int, str]]:
    """The six of Điều 15 in short words, with their clause; *head*: what the head of a village is called."""
    made = []
    for kind in KINDS:
        rule = law(f"kind_{kind}", day)
        words = rule.value.format(head=head)
        made.append((kind, f"{words[:1].upper()}{words[1:]} ({rule.article})"))
    return made


class ProposalForm(VersionForm):
    """*where*: a village's key, or the whole commune for whoever may put that forward."""

    where = forms.ChoiceField(label="Bàn ở đâu")
    kind = forms.TypedChoiceField(label="Nội dung theo Điều 15", coerce=int, widget=forms.RadioSelect)
    title = forms.CharField(label="Tên việc", max_length=TITLE_LENGTH, help_text="Một câu, như người dân vẫn gọi.")
    content = forms.CharField(
        label="Nội dung đưa ra bàn",
        max_length=CONTENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Mức góp, cách làm, thời gian, phương án để dân chọn. Công khai cùng thông báo.",
    )
    dismisses = forms.BooleanField(
        label="Là việc cho thôi làm, không phải bầu", required=False, help_text="Chỉ với nội dung ở khoản 4, khoản 5."
    )
    way = forms.ChoiceField(
        label="Ai đề xuất",
        choices=[(value, f"{label[:1].upper()}{label[1:]}") for value, label in Way.choices],
        widget=forms.RadioSelect,
    )
    agreed_on = DayField(
        label="Ngày thống nhất", required=False, help_text="Ngày thống nhất với Mặt trận, hoặc ngày Mặt trận tán thành sáng kiến."
    )
    initiator = forms.CharField(
        label="Công dân có sáng kiến", max_length=120, required=False, help_text="Chỉ khi công dân đề xuất; không công khai."
    )
    field_order = ("where", "kind", "title", "content", "dismisses", "way", "agreed_on", "initiator", "version")
    known_as = {"Phạm vi": "where", "Thôn, tổ dân phố": "where", "Nội dung": "kind", "Cho thôi": "dismisses"}

    def __init__(
        self, villages: Sequence[UnitVersion], day: date, head: str, *, wide: bool, data: QueryDict | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        places = [(str(one.unit_id), one.name) for one in villages]
        everywhere = [(WHOLE, "Cả địa bàn cấp xã")] if wide else []
        self.fields["where"].choices = [*everywhere, *places]  # type: ignore[attr-defined]  # a choice
        self.fields["kind"].choices = kind_choices(day, head)  # type: ignore[attr-defined]  # a choice

    def proposal(self) -> Proposal:
        data = self.cleaned_data
        return Proposal(
            kind=data["kind"],
            scope=COMMUNE if data["where"] == WHOLE else VILLAGE,
            title=data["title"],
            content=data["content"],
            way=data["way"],
            agreed_on=data["agreed_on"],
            initiator=data["initiator"],
            dismisses=data["dismisses"],
        )


class ChangeForm(forms.Form):
    change = forms.ChoiceField(label="Với quyết định cũ", choices=Change.choices, widget=forms.RadioSelect)


class RoundForm(forms.Form):
    """In which form, when; a form that is not shown and sent all the same the rules refuse, with the article."""

    form = forms.ChoiceField(label="Hình thức", choices=Form.choices, widget=forms.RadioSelect)
    planned_on = DayField(label="Ngày họp, ngày bắt đầu")
    ends_on = DayField(label="Ngày cuối", required=False, help_text="Phải ghi khi phát phiếu hoặc biểu quyết trực tuyến.")
    front_agreed = forms.BooleanField(
        label="Đã thống nhất với Ban công tác Mặt trận là không cần họp", required=False, help_text="Chỉ khi không họp."
    )
    known_as = {"Nội dung": "form", "Ngày": "planned_on", "Hộ đồng thuận": "form"}

    def __init__(self, allowed: Mapping[str, bool], data: QueryDict | None = None, **initial: Any) -> None:
        """*allowed*: the matter's forms, True where the Front committee agrees first (``rules.forms.forms_allowed``)."""
        super().__init__(data, initial=initial)
        self.allowed = allowed
        shown = [choice for choice in Form.choices if choice[0] in allowed]
        self.fields["form"].widget.choices = shown
        if list(allowed) == [Form.MEETING]:
            self.fields["ends_on"].widget = forms.HiddenInput()
        if not any(allowed.values()):
            self.fields["front_agreed"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Every later page of slips and online votes needs the last day, and has no place to write it."""
        data: dict[str, Any] = super().clean() or {}
        form = data.get("form")
        if form != Form.MEETING and form in self.allowed and not data.get("ends_on") and "ends_on" not in self.errors:
            self.add_error("ends_on", "Ghi ngày cuối thu phiếu, biểu quyết.")
        return data


class HouseholdNumbersField(forms.CharField):
    """Numbers of households and ranges of them, «3, 7, 12-18», each once."""

    def __init__(self) -> None:
        area = forms.Textarea(attrs={"rows": 2})
        super().__init__(label="Số hộ", max_length=2_000, widget=area, help_text="Ví dụ: 3, 7, 12-18.")

    def clean(self, value: Any) -> list[int]:
        text = re.sub(r"\s*[-–]\s*", "-", super().clean(value).strip())
        found: dict[int, None] = {}
        for part in re.split(r"[,;\s]+", text.strip(",; ")):
            match = _RANGE.fullmatch(part)
            if match is None:
                raise forms.ValidationError(f"Không đọc được «{part[:20]}»; viết như 3, 7, 12-18.")
            first, last = int(match[1]), int(match[2] or match[1])
            if last < first or last - first > MOST_NUMBERS:
                raise forms.ValidationError(f"Khoảng «{part[:20]}» không đúng; viết số nhỏ trước.")
            found |= dict.fromkeys(range(first, last + 1))
        return list(found)


class ConsentForm(forms.Form):
    numbers = HouseholdNumbersField()
    on = DayField(label="Ngày đồng thuận", help_text="Ý kiến có giá trị 3 tháng.")
    means = forms.ChoiceField(label="Cách thể hiện", choices=Consent.Means.choices)

    def given(self) -> dict[int, date]:
        return dict.fromkeys(self.cleaned_data["numbers"], self.cleaned_data["on"])


class ListForm(forms.Form):
    """Who came, by a list kept on paper."""

    numbers = HouseholdNumbersField()


class OnForm(VersionForm):
    on = DayField(label="Ngày")
    field_order = ("on", "version")
    known_as = {"Ngày tán thành": "on", "Ngày công khai": "on", "Ngày gửi": "on"}


class ReasonForm(VersionForm):
    reason = forms.CharField(label="Lý do", max_length=300)
    field_order = ("reason", "version")
