"""Forms of what is said of an issued decision afterwards."""

from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from kheo.foundation.forms import DayField
from kheo.recognition.actions.drafts import LABELS
from kheo.recognition.actions.notices import SIGNED_BY
from kheo.recognition.models import Decision
from kheo.recognition.rules.notices import ITEM_LABELS, LONGEST_ITEM, LONGEST_REASON

ROWS = 5
_HELP = {"place": "«Dòng 3, tên tập thể»", "printed": "Đúng như đã in.", "right": "Chữ thay vào."}


@dataclass(frozen=True)
class Place:
    """One place to be put right, as the page shows it."""

    name: str
    fields: tuple[BoundField, ...]


class CorrectionForm(forms.Form):
    """Five places at most, each in three fields, the first open and the others behind a fold; a place left empty is none."""

    reason = forms.CharField(
        label="Lý do", max_length=LONGEST_REASON, help_text="«Lỗi đánh máy», «Ghi nhầm tên theo phiếu đăng ký cũ»."
    )
    signer_authority = forms.CharField(label=LABELS["signer_authority"], max_length=120)
    signer_position = forms.CharField(label=LABELS["signer_position"], max_length=120, required=False)
    signer_name = forms.CharField(label=LABELS["signer_name"], max_length=120, required=False)

    def __init__(self, decision: Decision, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={name: getattr(decision, name) for name in SIGNED_BY})
        for row in range(1, ROWS + 1):
            for name, label in ITEM_LABELS.items():
                self.fields[f"{name}_{row}"] = forms.CharField(
                    label=label, max_length=LONGEST_ITEM, required=row == 1, help_text=_HELP[name] if row == 1 else ""
                )

    def _places(self, rows: range) -> list[Place]:
        return [Place(f"Chỗ {row}", tuple(self[f"{name}_{row}"] for name in ITEM_LABELS)) for row in rows]

    @property
    def first_places(self) -> list[Place]:
        return self._places(range(1, 2))

    @property
    def more_places(self) -> list[Place]:
        return self._places(range(2, ROWS + 1))

    @property
    def has_more(self) -> bool:
        """Whether something was typed behind the fold, which is then shown open."""
        return any(field.value() for place in self.more_places for field in place.fields)

    @property
    def signing_fields(self) -> list[BoundField]:
        return [self[name] for name in ("reason", *SIGNED_BY)]

    def items(self) -> list[dict[str, str]]:
        rows = [{name: self.cleaned_data[f"{name}_{row}"] for name in ITEM_LABELS} for row in range(1, ROWS + 1)]
        return [row for row in rows if any(row.values())]

    def signer(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in SIGNED_BY}


class CorrectionNumberForm(forms.Form):
    number = forms.CharField(label="Số của bản đính chính", max_length=60, help_text="Như in trên bản đã ký: «31-TB/BCĐ».")
    day = DayField(label="Ngày", help_text="Ngày trên bản đã ký.")
