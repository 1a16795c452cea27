"""The page of components, and the woven cloths. Addresses stand in the portal: this floor knows nothing of who may see."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kheo.foundation.ui.weave import cloth as draw_cloth

A_YEAR = 365 * 24 * 3600


class SampleForm(forms.Form):
    """A form with each kind of field, to see and to test how they are drawn."""

    title = forms.CharField(
        label="Tên mô hình", max_length=120, help_text="Ngắn, gọi đúng việc: «Cả xóm lùi tường, con đường rộng gấp đôi»."
    )
    field = forms.ChoiceField(
        label="Lĩnh vực", choices=[("", "Chọn lĩnh vực"), ("economy", "Kinh tế"), ("culture_society", "Văn hoá – xã hội")]
    )
    day = forms.DateField(label="Ngày đăng ký", help_text="Viết ngày/tháng/năm, ví dụ 28/02/2024.")
    summary = forms.CharField(label="Tóm tắt", widget=forms.Textarea(attrs={"rows": 3}), max_length=400, required=False)
    subject = forms.ChoiceField(
        label="Đối tượng",
        choices=[("collective", "Tập thể"), ("individual", "Cá nhân")],
        widget=forms.RadioSelect,
        initial="collective",
    )
    not_secret = forms.BooleanField(label="Tệp này không thuộc bí mật nhà nước")


WRONG = {"title": "Cả xóm lùi tường", "field": "economy", "day": "31/02/2024", "subject": "collective"}


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component with its states."""
    context = {
        "form": SampleForm(),
        "wrong_form": SampleForm({f"sai-{name}": value for name, value in WRONG.items()}, prefix="sai"),
        "dyes": ("paper", "card", "wash", "ink", "soft", "line", "edge", "son", "lua", "nghe", "cham"),
        "seeds": range(1, 13),
        "bars": [("Văn hoá – xã hội", 17), ("Kinh tế", 12), ("Xây dựng hệ thống chính trị", 9), ("Quốc phòng – an ninh", 6)],
    }
    return render(request, "kheo/components.html", context)


@require_safe
def cloth(_request: HttpRequest, seed: int) -> HttpResponse:
    """The cloth of one number: the same bytes for good, so a browser asks once."""
    response = HttpResponse(draw_cloth(seed), content_type="image/svg+xml")
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
