"""Forms of a village's convention."""

from datetime import date

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from kheo.democracy.actions.conventions import StopContent
from kheo.democracy.models import ConventionStop, ConventionVersion, Matter
from kheo.democracy.rules.conventions import names
from kheo.foundation.forms import DayField, VersionForm
from kheo.organisation.models import UnitVersion

TEXT = forms.Textarea(attrs={"rows": 18})


class ConventionForm(forms.Form):
    """The first draft: whose, what it is called, its text."""

    village = forms.TypedChoiceField(label="Thôn, tổ dân phố", coerce=int)
    name = forms.ChoiceField(label="Tên gọi", widget=forms.RadioSelect)
    title = forms.CharField(label="Tên gọi đầy đủ", max_length=160, help_text="Ví dụ: «Quy ước tổ dân phố Điệp Sơn».")
    text = forms.CharField(
        label="Toàn văn", max_length=60_000, widget=TEXT, help_text="Mỗi điều một đoạn; dòng trống giữa hai đoạn."
    )

    def __init__(self, villages: list[UnitVersion], today: date, data: QueryDict | None) -> None:
        super().__init__(data)
        self.fields["village"].choices = [("", "Chọn"), *((one.unit_id, one.name) for one in villages)]  # type: ignore[attr-defined]  # a choice
        self.fields["name"].choices = list(names(today).items())  # type: ignore[attr-defined]  # a choice
        if len(villages) == 1:
            self.initial["village"] = villages[0].unit_id


class VersionTextForm(VersionForm):
    """The text of a draft and what it changes."""

    text = forms.CharField(label="Toàn văn", max_length=60_000, widget=TEXT)
    note = forms.CharField(
        label="Thay đổi so với bản trước", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, shown: ConventionVersion, *, is_new: bool, data: QueryDict | None) -> None:
        told = {"text": shown.text, "note": "" if is_new else shown.note, "version": shown.version}
        super().__init__(data, initial=told)


class PostForm(VersionForm):
    posted_on = DayField("Ngày niêm yết")
    places = forms.CharField(
        label="Nơi niêm yết", max_length=400, help_text="Nhà văn hoá, bảng tin, điểm sinh hoạt cộng đồng nào."
    )


class AttachForm(VersionForm):
    matter = forms.ModelChoiceField(
        Matter.objects.none(),
        label="Việc đưa ra dân bàn",
        empty_label="Chọn việc",
        help_text="Việc thuộc khoản 3 Điều 15, chưa mở.",
    )

    def __init__(self, matters: QuerySet[Matter], shown: ConventionVersion, data: QueryDict | None) -> None:
        super().__init__(data, initial={"version": shown.version})
        self.fields["matter"].queryset = matters  # type: ignore[attr-defined]  # a choice among rows


class StopForm(forms.Form):
    kind = forms.ChoiceField(label="Quyết định", choices=ConventionStop.Kind.choices, widget=forms.RadioSelect)
    number = forms.CharField(label="Số quyết định", max_length=60)
    told_on = DayField("Ngày nhận phản ánh")
    decided_on = DayField("Ngày quyết định")
    reason = forms.CharField(label="Lý do", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    mend_by = DayField("Hoàn tất trước", required=False, help_text="Bãi bỏ thì để trống.")

    def content(self) -> StopContent:
        return StopContent(**self.cleaned_data)
