"""Opening a report, its words and signer, number and day, the scan."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from kheo.foundation.forms import DayField, VersionForm
from kheo.foundation.lengths import longest
from kheo.movement.forms.programmes import BodyChoice
from kheo.organisation.models import Body, Locality
from kheo.reporting.actions.reports import LABELS
from kheo.reporting.models import Report
from kheo.reporting.queries.reports import Signing, has_record, issuers_of, usual_issuer, years_with_record
from kheo.reporting.rules.outline import TextBox, numbered, outline

HELP = {
    "signer_authority": "Dòng trên chữ ký: «T/M BAN THƯỜNG VỤ», «TM. UỶ BAN NHÂN DÂN».",
    "signer_position": "«PHÓ BÍ THƯ THƯỜNG TRỰC», «TRƯỞNG BAN».",
    "signer_name": "",
    "place_name": "Đứng trước ngày tháng: «Duy Tiên».",
}


class OpenForm(forms.Form):
    """Which body reports, and on which year."""

    issuer = BodyChoice(label="Cơ quan", empty_label="Chọn cơ quan báo cáo", help_text="Thể thức theo cơ quan này.")
    year = forms.TypedChoiceField(label="Năm", coerce=int, help_text="Những năm sổ đã có gì để kể.")

    def __init__(self, locality: Locality, data: QueryDict | None = None) -> None:
        years = [year for year in years_with_record(locality) if has_record(locality, year)]
        now = timezone.localdate().year
        told = next((year for year in years if year <= now), years[0] if years else None)  # next year has its tasks already
        usual = usual_issuer(locality, told) if told else None
        super().__init__(data, initial={"issuer": usual.pk if usual else None, "year": told})
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]  # a choice among rows
        self.fields["issuer"].queryset = _issuers(locality, years)  # type: ignore[attr-defined]  # a choice among rows
        self.has_years = bool(years)


def _issuers(locality: Locality, years: list[int]) -> QuerySet[Body]:
    """Bodies that may report on one of *years*."""
    found = [issuers_of(locality, year) for year in years]
    return Body.objects.filter(pk__in={body.pk for bodies in found for body in bodies}).order_by("name")


class WriteForm(VersionForm):
    """A box for each piece of the outline that people write, in its order, then who signs."""

    def __init__(self, report: Report, texts: dict[str, str], data: QueryDict | None = None) -> None:
        signing = {name: getattr(report, name) for name in LABELS}
        boxes = {box_name(box): texts.get(box.key, "") for box in outline().boxes()}
        super().__init__(data, initial={**boxes, **signing, "version": report.version})
        self.year = report.year
        for box in outline().boxes():
            self.fields[box_name(box)] = forms.CharField(
                label=box.label,
                help_text=f"{box.help} Cần có trước khi ký." if box.required else box.help,
                max_length=20_000,
                required=False,
                strip=True,
                widget=forms.Textarea(attrs={"rows": 5, "lang": "vi"}),
            )
        for name, label in LABELS.items():
            self.fields[name] = forms.CharField(
                label=label, help_text=HELP[name], max_length=longest(Report, name), required=False
            )
        self.fields["version"] = self.fields.pop("version")

    def parts(self) -> list[tuple[int, str, list[forms.BoundField]]]:
        """The boxes under the titles of the outline they belong to: level, title, boxes (a title may have none)."""
        found: list[tuple[int, str, list[forms.BoundField]]] = []
        for section, number in zip(outline().sections, numbered(list(outline().sections)), strict=True):
            title = f"{number} {section.titled(self.year)}".strip()
            title = f"{title}: {section.lower(self.year)}" if section.under else title
            found.append((section.level, title, [self[box_name(box)] for box in section.boxes]))
        return found

    def signing_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in LABELS]

    def texts(self) -> dict[str, str]:
        """Box → words, as far as they could be read."""
        return {box.key: self.cleaned_data.get(box_name(box), "") for box in outline().boxes()}

    def signing(self) -> Signing:
        return Signing(**{name: self.cleaned_data[name] for name in LABELS})


def box_name(box: TextBox) -> str:
    """The name of a box's field."""
    return f"o_{box.key}"


class IssueForm(VersionForm):
    number = forms.CharField(label="Số", max_length=60, help_text="Như in trên bản đã ký: «12-BC/TU», «12/BC-UBND».")
    day = DayField(label="Ngày", help_text="Ngày trên bản đã ký.")
    field_order = ("number", "day", "version")

    def __init__(self, differing: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if differing:
            self.fields["differences_seen"] = forms.BooleanField(
                label=f"Đã xem {differing} con số trong ô chữ khác với sổ, vẫn ban hành", required=False
            )
            self.fields["version"] = self.fields.pop("version")
