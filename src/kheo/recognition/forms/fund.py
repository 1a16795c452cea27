"""Forms of the fund's book."""

from typing import Any

from django import forms
from django.http import QueryDict

from kheo.foundation.forms import DayField
from kheo.foundation.numbers import written
from kheo.foundation.sheets import Cell
from kheo.movement.reading.amounts import UnclearAmount, read_amount


class MoneyField(forms.CharField):
    """Đồng as people type them: «12.000.000», «12 triệu»; a whole number comes out."""

    def __init__(self, label: str, help_text: str = "Ví dụ 12.000.000 hoặc 12 triệu.") -> None:
        widget = forms.TextInput(attrs={"inputmode": "text", "class": "short", "autocomplete": "off"})
        super().__init__(label=label, max_length=40, help_text=help_text, widget=widget)

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value))
        try:
            amount = read_amount(Cell("text", text), "dong")
        except UnclearAmount as unclear:
            said = str(unclear)
            raise forms.ValidationError(f"{said[:1].upper()}{said[1:]}.") from None
        if amount is None or amount != amount.to_integral_value():
            raise forms.ValidationError("Ghi số đồng nguyên, ví dụ 12.000.000.")
        return int(amount)


class ReceiptForm(forms.Form):
    """What came in, or the opening balance."""

    amount = MoneyField("Số tiền")
    on = DayField(label="Ngày")
    source = forms.CharField(label="Nguồn", max_length=200, help_text="Ngân sách phường, trích từ quỹ, đóng góp…")
    paper = forms.CharField(label="Chứng từ", max_length=120, help_text="Số, ngày, cơ quan của văn bản hoặc phiếu thu.")


class PaymentForm(forms.Form):
    """That a list was paid; the sum comes from the list, it is not typed."""

    on = DayField(label="Ngày", help_text="Ngày chi tiền.")
    paper = forms.CharField(label="Chứng từ", max_length=120, help_text="Số, ngày của phiếu chi hoặc uỷ nhiệm chi.")
    even_beyond = forms.BooleanField(label="Vẫn ghi dù quỹ không đủ", required=False)


class CorrectionForm(forms.Form):
    amount = MoneyField("Số tiền", "Số tiền đúng; không chi, không thu thì ghi 0.")
    reason = forms.CharField(label="Lý do", max_length=200)
    paper = forms.CharField(label="Chứng từ", max_length=120, help_text="Văn bản làm căn cứ để sửa: số, ngày, cơ quan.")

    def __init__(self, standing: int, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"amount": written(standing)})
