"""Forms of the office: a period, its items, who owes, a later day."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from kheo.directives.measures import MEASURES
from kheo.foundation.forms import DayField, VersionForm
from kheo.movement.actions.periods import PeriodContent
from kheo.movement.models import Period, PeriodItem, Programme
from kheo.movement.queries.periods import Owing, periods_to_copy
from kheo.movement.rules.periods import FIGURE, NUMBER, TEXT, Days, Item

SPARE = 3
"""Empty items at the end of the form: more come when these are filled."""


class PeriodForm(VersionForm):
    """What a period is called and which days it tells of."""

    kind = forms.ChoiceField(label="Loại", choices=Period.Kind.choices)
    title = forms.CharField(label="Tên kỳ báo cáo", max_length=200)
    first = DayField(label="Báo cáo từ ngày")
    last = DayField(label="Báo cáo đến ngày")
    due = DayField(label="Hạn gửi", help_text="Điền sẵn theo loại kỳ, sửa theo kế hoạch của địa phương. Sang năm sau cũng được.")
    ask = forms.CharField(
        label="Lời dặn các đơn vị",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Hiện ở đầu báo cáo của từng đơn vị và trong thông báo.",
    )

    def content(self) -> PeriodContent:
        data = self.cleaned_data
        return PeriodContent(data["kind"], data["title"], Days(data["first"], data["last"], data["due"]), data["ask"])


class NewPeriodForm(PeriodForm):
    """The same, with the period whose form is taken over."""

    version = None  # type: ignore[assignment]  # nothing stands yet that somebody could have changed
    like = forms.ModelChoiceField(
        Period.objects.none(),
        label="Lấy mẫu của",
        required=False,
        empty_label="mẫu thường dùng của loại kỳ này",
        help_text="Các mục của kỳ ấy được chép sang, rồi sửa ở bước sau.",
    )
    field_order = ("kind", "title", "first", "last", "due", "like", "ask")

    def __init__(self, programme: Programme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["like"].queryset = periods_to_copy(programme.locality)  # type: ignore[attr-defined]  # a choice among rows


class ItemForm(forms.Form):
    """One line of the form as the office draws it up; left empty it is no line."""

    key = forms.SlugField(required=False, max_length=40, widget=forms.HiddenInput)
    label = forms.CharField(label="Tên mục", required=False, max_length=200)
    source = forms.ChoiceField(label="Lấy từ đâu")
    unit_of_measure = forms.CharField(label="Đơn vị tính", required=False, max_length=30)
    help = forms.CharField(label="Lời hướng dẫn", required=False, max_length=300)
    is_required = forms.BooleanField(label="Phải điền", required=False)
    order = forms.IntegerField(label="Thứ tự", required=False, min_value=1, max_value=999)
    drop = forms.BooleanField(label="Bỏ mục này", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        figures = [(f"{FIGURE}:{key}", f"{label[:1].upper()}{label[1:]}") for key, label in MEASURES.source.choices()]
        self.fields["source"].choices = [  # type: ignore[attr-defined]  # a choice
            (NUMBER, "Đơn vị tự ghi số"),
            (TEXT, "Ô chữ"),
            ("Số trong hồ sơ, điền sẵn", figures),
        ]
        for name in ("label", "unit_of_measure", "help", "order"):
            self.fields[name].asked_later = True  # type: ignore[attr-defined]  # an empty line is no line: no word of «optional»
        self.fields["order"].widget.attrs["class"] = "short"

    def item(self) -> tuple[int, Item] | None:
        """The line and its place, None for one that was left empty or dropped."""
        data = self.cleaned_data
        if data["drop"] or not (data["label"] or data["key"]):
            return None
        kind, _colon, figure = data["source"].partition(":")
        made = Item(data["key"], kind, data["label"], data["help"], data["unit_of_measure"], figure, data["is_required"])
        return (data["order"] or 1000, made)


ItemFormSet = forms.formset_factory(ItemForm, extra=SPARE, max_num=80)


def items_told(rows: Iterable[ItemForm]) -> list[Item]:
    """The lines that are there, in the order of their numbers."""
    found = [placed for form in rows if (placed := form.item()) is not None]
    return [item for _order, item in sorted(found, key=lambda placed: placed[0])]


def initial_items(items: Sequence[PeriodItem]) -> list[dict[str, Any]]:
    return [
        {
            "key": item.key,
            "label": item.label,
            "source": f"{FIGURE}:{item.figure}" if item.kind == FIGURE else item.kind,
            "unit_of_measure": item.unit_of_measure,
            "help": item.help,
            "is_required": item.is_required,
            "order": place * 10,
        }
        for place, item in enumerate(items, 1)
    ]


class OpenForm(VersionForm):
    """Who is asked: those who owe a report ticked, the others there to be ticked."""

    places = forms.MultipleChoiceField(
        label="Nơi báo cáo",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một nơi phải báo cáo."},
    )

    def __init__(self, owing: Sequence[Owing], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"].choices = [(one.key, f"{one.name} ({one.why})") for one in owing]  # type: ignore[attr-defined]  # a choice
        self.initial.setdefault("places", [one.key for one in owing if one.owes])


class ExtendForm(VersionForm):
    due_on = DayField(label="Hạn mới")


class AddPlaceForm(forms.Form):
    place = forms.ChoiceField(label="Nơi báo cáo")

    def __init__(self, owing: Sequence[Owing], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", "Chọn nơi"), *((one.key, one.name) for one in owing)]  # type: ignore[attr-defined]  # a choice
