"""The form with which an office changes the registration form: one block an item, two empty ones at the end."""

from collections.abc import Iterable
from typing import Any

from django import forms

from kheo.movement.rules.form_items import HELP_LENGTH, LABEL_LENGTH, MOST_ITEMS, TITLE_ITEM, Item

EMPTY_BLOCKS = 2


class ItemForm(forms.Form):
    """One item; the title's stays, always asked and always needed."""

    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    order = forms.IntegerField(
        label="Thứ tự",
        required=False,
        min_value=1,
        max_value=99,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off"}),
    )
    label = forms.CharField(label="Tên mục", max_length=LABEL_LENGTH, required=False)
    help = forms.CharField(
        label="Lời dẫn hiện dưới ô", max_length=HELP_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_required = forms.BooleanField(label="Bắt buộc khi nộp", required=False)
    is_short = forms.BooleanField(label="Có ở phiếu ngắn trên điện thoại", required=False)
    is_gone = forms.BooleanField(label="Bỏ mục này", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_title = self["key"].value() == TITLE_ITEM
        if self.is_title:
            for name in ("is_required", "is_short", "is_gone"):
                del self.fields[name]
        elif not self["key"].value():
            del self.fields["is_gone"]
        for name in ("order", "label"):
            # Every block but the empty ones at the end has a place and a name; what is missing is told by the action.
            self.fields[name].asked_later = True  # type: ignore[attr-defined]  # read by the template of a field

    def item(self) -> Item:
        data = self.cleaned_data
        return Item(
            data.get("key", ""),
            data.get("label", ""),
            data.get("help", ""),
            is_short=self.is_title or data.get("is_short", False),
            is_required=self.is_title or data.get("is_required", False),
        )

    @property
    def fields_with_errors(self) -> list[tuple[forms.BoundField, Any]]:
        return [(field, field.errors) for field in self.visible_fields() if field.errors]


ItemsFormSet = forms.formset_factory(
    ItemForm, extra=EMPTY_BLOCKS, max_num=MOST_ITEMS + EMPTY_BLOCKS, absolute_max=MOST_ITEMS + EMPTY_BLOCKS
)


def items_typed(blocks: Iterable[ItemForm]) -> list[Item]:
    """What was typed, in the order of the numbers; one without a number comes last. Empty new blocks are no items."""
    kept = [form for form in blocks if form.cleaned_data and not form.cleaned_data.get("is_gone")]
    told = [form for form in kept if form.cleaned_data.get("key") or form.cleaned_data.get("label")]
    return [form.item() for form in sorted(told, key=lambda form: form.cleaned_data.get("order") or 99)]


def rows_of(items: list[Item]) -> list[dict[str, Any]]:
    """*items* as the form begins with them."""
    return [
        {
            "key": item.key,
            "order": order,
            "label": item.label,
            "help": item.help,
            "is_required": item.is_required,
            "is_short": item.is_short,
        }
        for order, item in enumerate(items, start=1)
    ]
