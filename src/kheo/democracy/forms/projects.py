"""Forms of a project: what it is to be, what people gave, how far it is."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils import timezone

from kheo.democracy.actions.projects import GiftContent, ProgressContent, ProjectContent
from kheo.democracy.forms.boards import VillageField
from kheo.democracy.models import Contribution, Project
from kheo.democracy.queries.projects import households_known
from kheo.directives.forms.fields import NumberField
from kheo.foundation.forms import DayField, VersionForm
from kheo.foundation.numbers import written
from kheo.organisation.models import Locality

SOURCES = 4
USUAL_SOURCES = ("Ngân sách xã", "Ngân sách cấp trên", "Nhân dân đóng góp", "Tài trợ")


class ProjectForm(VersionForm):
    """The sources are pairs of fields; empty pairs are left out."""

    name = forms.CharField(label="Tên", max_length=200, help_text="Như trong quyết định đầu tư.")
    kind = forms.ChoiceField(label="Loại", choices=Project.Kind.choices)
    village = VillageField(label="Thôn, tổ dân phố", required=False)
    where = forms.CharField(label="Địa điểm", max_length=200, required=False)
    owner = forms.CharField(label="Chủ đầu tư", max_length=200)
    builder = forms.CharField(label="Đơn vị thi công", max_length=200, required=False)
    decision = forms.CharField(label="Quyết định đầu tư", max_length=200, required=False, help_text="Số, ngày, cơ quan.")
    total = NumberField("Tổng mức", places=0, help_text="Đồng.")
    starts_on = DayField(label="Ngày khởi công")
    ends_on = DayField(label="Ngày xong theo kế hoạch")
    known_as = {"Nguồn vốn": "source_1"}

    def __init__(self, locality: Locality, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village"].offer(locality, timezone.localdate(), "Nhiều nơi, cả địa bàn")  # type: ignore[attr-defined]  # VillageField
        for number in range(1, SOURCES + 1):
            self.fields[f"source_{number}"] = forms.CharField(
                label=f"Nguồn vốn {number}", max_length=120, required=False, help_text=f"Ví dụ: {USUAL_SOURCES[number - 1]}."
            )
            self.fields[f"amount_{number}"] = NumberField(f"Số tiền nguồn {number}", places=0, required=False, help_text="Đồng.")

    def content(self) -> ProjectContent:
        data = self.cleaned_data
        pairs = [(data[f"source_{number}"], data[f"amount_{number}"] or 0) for number in range(1, SOURCES + 1)]
        names = ("name", "kind", "village", "where", "owner", "builder", "decision", "total", "starts_on", "ends_on")
        return ProjectContent(**{name: data[name] for name in names}, sources=tuple(pair for pair in pairs if any(pair)))


def project_initial(project: Project) -> dict[str, Any]:
    """What the form shows of a project that is there."""
    told = {
        name: getattr(project, name)
        for name in ("name", "kind", "where", "owner", "builder", "decision", "total", "starts_on", "ends_on", "version")
    }
    for number, source in enumerate(project.sources.all(), 1):
        told |= {f"source_{number}": source.label, f"amount_{number}": source.amount}
    return {**told, "village": project.village_id or ""}


WHY = "Vì sao ghi lại"


class GiftForm(forms.Form):
    """*corrects*: it takes the place of a row, and says why; *only*: the villages that may be chosen (None: all)."""

    gift = forms.ChoiceField(label="Đóng góp", choices=Contribution.Gift.choices)
    amount = NumberField("Số lượng", help_text="Đồng, ngày công hoặc m²; không ghi tên người.")
    households = NumberField("Số hộ", places=0, required=False)
    village = VillageField(label="Thôn, tổ dân phố", required=False)
    on = DayField(label="Ngày")
    note = forms.CharField(label="Ghi chú", max_length=300, required=False)

    known_as = {"Ghi chú": "note"}

    def __init__(
        self, locality: Locality, *args: Any, corrects: bool = False, only: Collection[int] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["village"].offer(locality, today, "Nhiều nơi", only)  # type: ignore[attr-defined]  # VillageField
        self.fields["village"].required = only is not None
        names = dict(self.fields["village"].choices)  # type: ignore[attr-defined]  # as above
        key = str((self.data if self.is_bound else self.initial).get("village") or "")
        chosen = key if key in names else ""  # what a browser sends may be anything
        on_roll = households_known(locality, int(chosen) if chosen else None, today)
        if on_roll is not None:
            where = names[chosen] if chosen else locality.name
            self.fields["households"].help_text = f"Sổ hộ hôm nay có {written(on_roll)} hộ ở {where}; không nhiều hơn."
        if corrects:
            self.fields["note"] = forms.CharField(label=WHY, max_length=300)

    def content(self) -> GiftContent:
        return GiftContent(**self.cleaned_data)


class ProgressForm(forms.Form):
    """*corrects*: it takes the place of a row, and says why."""

    on = DayField(label="Ngày")
    percent = NumberField("Khối lượng", places=0, help_text="Phần trăm đã làm, 0 đến 100.")
    spent = NumberField("Đã giải ngân", places=0, required=False, help_text="Cộng dồn, đồng; để trống nếu chưa rõ.")
    note = forms.CharField(label="Ghi chú", max_length=300, required=False)

    known_as = {"Ghi chú": "note"}

    def __init__(self, *args: Any, corrects: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if corrects:
            self.fields["note"] = forms.CharField(label=WHY, max_length=300)

    def content(self) -> ProgressContent:
        return ProgressContent(**self.cleaned_data)


class FinishForm(VersionForm):
    done_on = DayField(label="Ngày hoàn thành")
    closing = forms.CharField(label="Kết quả nghiệm thu", max_length=300)
