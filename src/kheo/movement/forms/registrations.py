"""Forms of a registration: its content, results, steps, evidence."""

from typing import Any

from django import forms
from django.forms.utils import ErrorList

from kheo.foundation.forms import DayField
from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.limits import PURPOSES
from kheo.movement.actions.registrations import InitiativeContent
from kheo.movement.actions.values import QuestionedError, read_value
from kheo.movement.models import Kind, LeadingKind, Novelty, Programme, ProgrammeField, Registration, Subject
from kheo.movement.queries.check_ins import Asked, asking
from kheo.movement.queries.registrations import units_in_year
from kheo.movement.queries.rounds import items_of
from kheo.movement.rules.form_items import TITLE_ITEM
from kheo.movement.rules.submissions import LABELS, LONGEST_ITEM
from kheo.organisation.models import Body, Unit

_STORY = (
    ("summary", "Tóm tắt", "Hai, ba câu: việc gì, ai làm, được gì."),
    ("situation", "Tình hình trước khi làm", "Nêu bằng số nếu có."),
    ("way", "Cách làm", "Mỗi bước một dòng."),
    ("outcome", "Kết quả", "Thay đổi thấy được, đếm được."),
    ("lesson", "Bài học", "Nơi khác muốn làm theo cần biết gì."),
)


_HEAD = ("title", "kind", "subject", "holder")


class ContentForm(forms.Form):
    """What is told of an initiative in its year."""

    title = forms.CharField(label="Tên", max_length=300)
    kind = forms.ChoiceField(label="Loại", choices=Kind.choices)
    subject = forms.ChoiceField(label="Đối tượng", choices=Subject.choices)
    field = forms.ChoiceField(label="Lĩnh vực")
    holder = forms.CharField(
        label="Tập thể, cá nhân thực hiện",
        max_length=200,
        required=False,
        help_text="Tên cá nhân chỉ hiện công khai sau khi có quyết định công nhận.",
    )
    novelty = forms.ChoiceField(label=LABELS["novelty"], choices=[("", "chưa ghi"), *Novelty.choices], required=False)
    leading_kind = forms.ChoiceField(
        label=LABELS["leading_kind"], choices=[("", "chưa ghi"), *LeadingKind.choices], required=False
    )
    leading_body = forms.CharField(
        label="Chủ trì", max_length=200, required=False, help_text="Chi bộ, Mặt trận, đoàn thể, tổ tự quản…"
    )

    def __init__(self, programme: Programme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = [(row.key, row.label) for row in ProgrammeField.objects.filter(programme=programme)]  # type: ignore[attr-defined]  # a choice
        self.items = [item for item in items_of(programme) if item.key != TITLE_ITEM]
        for name, label, hint in _STORY:
            self.fields[name] = forms.CharField(
                label=label, required=False, max_length=20_000, help_text=hint, widget=forms.Textarea(attrs={"rows": 4})
            )

    def content(self) -> InitiativeContent:
        names = (*_HEAD, "field", "leading_body", "novelty", "leading_kind", *(name for name, _label, _hint in _STORY))
        answers = {item.key: self.cleaned_data[name] for item in self.items if (name := f"item-{item.key}") in self.cleaned_data}
        return InitiativeContent(**{name: self.cleaned_data[name] for name in names}, answers=answers or None)


class EditForm(ContentForm):
    """The same, filled with what stands."""

    def __init__(self, registration: Registration, *args: Any, **kwargs: Any) -> None:
        initiative = registration.initiative
        names = (*_HEAD, *(name for name, _label, _hint in _STORY))
        kwargs.setdefault(
            "initial",
            {name: getattr(initiative, name) for name in names}
            | {name: getattr(registration, name) for name in ("leading_body", "leading_kind", "novelty")}
            | {f"item-{key}": text for key, text in registration.answers.items()}
            | {"field": registration.field.key},
        )
        super().__init__(registration.programme, *args, **kwargs)
        if initiative.locality_id != registration.programme.locality_id:  # it came from the level below: its story stays there
            for name in names:
                self.fields[name].disabled = True
        for item in self.items:
            self.fields[f"item-{item.key}"] = forms.CharField(
                label=f"Phiếu đăng ký: {item.label}",
                help_text=item.help,
                required=False,
                max_length=LONGEST_ITEM,
                widget=forms.Textarea(attrs={"rows": 3}),
            )


class RegisterForm(ContentForm):
    """One initiative put in by hand; *places* limits the choice to what the actor may register for."""

    place = forms.ChoiceField(label="Đơn vị")
    registered_on = DayField(label="Ngày đăng ký")
    field_order = ("place", "registered_on")

    def __init__(self, programme: Programme, *args: Any, **kwargs: Any) -> None:
        super().__init__(programme, *args, **kwargs)
        units = [(f"u{pk}", name) for pk, name in sorted(units_in_year(programme).items(), key=lambda row: row[1])]
        bodies = [(f"b{body.pk}", body.name) for body in Body.objects.filter(locality=programme.locality).order_by("name")]
        self.fields["place"].choices = [  # type: ignore[attr-defined]  # a choice
            ("", "Chọn đơn vị"),
            ("Địa bàn", units),
            ("Cơ quan, đoàn thể, trường học", bodies),
        ]

    def clean_place(self) -> Unit | Body:
        choice = self.cleaned_data["place"]
        return Body.objects.select_related("unit").get(pk=choice[1:]) if choice[0] == "b" else Unit.objects.get(pk=choice[1:])


class ResultForm(forms.Form):
    """A value as people write it: «350 triệu», «1.240,5», «0,5 ha»; an odd one is asked about."""

    measure = forms.ChoiceField(label="Đơn vị đo")
    value = forms.CharField(label="Giá trị", max_length=40, help_text="Ví dụ 186 · 42,6 triệu · 1.240,5.")
    as_of = DayField(label="Tính đến ngày")
    note = forms.CharField(label="Ghi chú", max_length=200, required=False)
    sure = forms.BooleanField(label="Đúng như vậy", required=False, help_text="Ghi vì sao vào ô ghi chú.")

    def __init__(self, registration: Registration, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asking(registration)
        self.fields["measure"].choices = [  # type: ignore[attr-defined]  # a choice
            (str(one.key), f"{one.label} ({one.unit})" if one.unit else one.label) for one in self.asked.values
        ]
        self.fields["sure"].widget = forms.HiddenInput()  # nothing is odd until a number is

    @property
    def one(self) -> Asked | None:
        return next((one for one in self.asked.values if str(one.key) == self.cleaned_data.get("measure")), None)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        one, text = self.one, data.get("value")
        if one is not None and isinstance(text, str):
            try:
                data["value"] = read_value(one, text)
            except RefusedError as refusal:
                self.add_error("value", refusal.problems[0].what)
            if data.get("value") is None and "value" not in self.errors:
                self.add_error("value", "Ghi một số; không có thì không cần ghi kết quả này.")
        return data

    def refused(self, refusal: RefusedError) -> None:
        """An odd number is not wrong: ask, with a box to tick."""
        if isinstance(refusal, QuestionedError):
            self.fields["sure"].widget = forms.CheckboxInput()


WHY = {"required": "Ghi lý do dừng, một câu."}


class StepForm(forms.Form):
    """A step by hand; the reason is asked where the mô hình is stopped."""

    step = forms.CharField(max_length=20, widget=forms.HiddenInput)
    reason = forms.CharField(label="Lý do dừng", max_length=300, help_text="Một câu; hiện ở hồ sơ.", error_messages=WHY)
    known_as = {"Lý do": "reason"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = self.data.get("step", "stop") == "stop"

    @property
    def faults(self) -> list[tuple[forms.BoundField, ErrorList]]:
        """What is wrong with the reason, as the list on top of a form shows it."""
        return [(self["reason"], self["reason"].errors)] if self["reason"].errors else []


class EvidenceForm(forms.Form):
    """A file with what it proves, and the declaration that it is no state secret (Law 29/2018/QH14)."""

    file = forms.FileField(label="Tệp", allow_empty_file=True)
    caption = forms.CharField(label="Chú thích", max_length=200, help_text="Tệp này chứng minh điều gì.")
    taken_on = DayField(label="Ngày chụp", help_text="Hoặc ngày lập.", required=False)
    place = forms.CharField(label="Nơi chụp", max_length=200, required=False, help_text="Xóm, ngõ, nhà văn hoá…")
    is_public = forms.BooleanField(label="Cho hiện ảnh này ở trang công khai", required=False)
    is_not_secret = forms.BooleanField(
        label="Tệp này không thuộc bí mật nhà nước",
        error_messages={"required": "Đánh dấu nếu đúng như vậy; tài liệu mật không đưa vào đây."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limits = PURPOSES["evidence"]
        kinds = ", ".join(f".{extension}" for extension in limits.extensions)
        self.fields[
            "file"
        ].help_text = (
            f"Ảnh được lưu lại không kèm nơi chụp, giờ chụp. Nhận {kinds}; mỗi tệp không quá {limits.max_bytes // 1_048_576} MB."
        )
        self.fields["file"].widget.attrs["accept"] = ",".join(f".{extension}" for extension in limits.extensions)


class DescribeForm(forms.Form):
    caption = forms.CharField(label="Chú thích", max_length=200)
    is_public = forms.BooleanField(label="Cho hiện ở trang công khai", required=False)


class FilterForm(forms.Form):
    """What the reader of the public list chose; what is not understood narrows nothing."""

    q = forms.CharField(required=False, max_length=200, label="Tìm trong tên")
    nam = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, label="Năm")
    linh_vuc = forms.ChoiceField(required=False, label="Lĩnh vực")
    don_vi = forms.ChoiceField(required=False, label="Đơn vị")
    cong_nhan = forms.BooleanField(required=False, label="Chỉ mô hình đã được công nhận")
    sau = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
