"""The form of a campaign: its name, its years, its plan, the programmes in it."""

from typing import Any

from django import forms
from django.utils import timezone

from kheo.movement.actions.campaigns import TITLE_LENGTH, CampaignContent
from kheo.movement.forms.programmes import DirectiveChoice
from kheo.movement.models import Campaign, Programme
from kheo.movement.queries.programmes import papers_for
from kheo.movement.rules.programmes import FIRST_YEAR, LAST_YEAR
from kheo.organisation.models import Locality


class YearsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        inside = f" (đang ở «{obj.campaign.title}»)" if obj.campaign else ""
        return f"Năm {obj.year}: {obj.title}{inside}"


class CampaignForm(forms.Form):
    title = forms.CharField(label="Tên", max_length=TITLE_LENGTH, help_text="Ví dụ «Dân vận khéo giai đoạn 2026–2030».")
    first_year = forms.IntegerField(label="Từ năm", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    last_year = forms.IntegerField(label="Đến năm", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    plan = DirectiveChoice(label="Kế hoạch", help_text="Kế hoạch của cả giai đoạn, nếu có; chọn trong trang Chỉ đạo.")
    programmes = YearsField(
        Programme.objects.none(),
        label="Các năm",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Thêm dần từng năm.",
    )

    def __init__(self, locality: Locality, campaign: Campaign | None, *args: Any, **kwargs: Any) -> None:
        if campaign is not None:
            names = ("title", "first_year", "last_year", "plan")
            kwargs.setdefault(
                "initial",
                {name: getattr(campaign, name) for name in names} | {"programmes": list(campaign.programmes.all())},
            )
        super().__init__(*args, **kwargs)
        papers = papers_for(locality, timezone.localdate(), campaign)
        years = Programme.objects.filter(locality=locality).select_related("campaign").order_by("year")
        self.fields["plan"].queryset = papers  # type: ignore[attr-defined]  # a choice among rows
        self.fields["programmes"].queryset = years  # type: ignore[attr-defined]  # as above

    def content(self) -> CampaignContent:
        data = self.cleaned_data
        return CampaignContent(data["title"], data["first_year"], data["last_year"], data["plan"], list(data["programmes"]))
