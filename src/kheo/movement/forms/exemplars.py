"""The form of an exemplar of another movement."""

from typing import Any

from django import forms
from django.utils import timezone

from kheo.movement.models import Exemplar, Subject
from kheo.movement.queries.exemplars import movements_known
from kheo.movement.queries.registrations import units_between
from kheo.movement.rules.exemplars import DEED_LENGTH, ExemplarContent
from kheo.movement.rules.programmes import FIRST_YEAR, LAST_YEAR, days_of
from kheo.organisation.models import Body, Locality, Unit


class ExemplarForm(forms.Form):
    """*suggestions*: movements that this locality wrote before, then the usual ones, offered while one types."""

    movement = forms.CharField(
        label="Phong trào",
        max_length=200,
        help_text="Tên phong trào, cuộc vận động; chọn tên đã dùng để lọc được về sau.",
        widget=forms.TextInput(attrs={"list": "phong-trao", "autocomplete": "off"}),
    )
    year = forms.IntegerField(label="Năm", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    place = forms.ChoiceField(label="Đơn vị")
    subject = forms.ChoiceField(label="Đối tượng", choices=Subject.choices)
    name = forms.CharField(
        label="Tên",
        max_length=200,
        help_text="Tập thể, cá nhân. Tên cá nhân chỉ công khai khi đã ghi quyết định tuyên dương.",
    )
    deed = forms.CharField(
        label="Việc làm, kết quả",
        max_length=DEED_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Vài câu, có số nếu có. Chưa có quyết định thì đừng nhắc tên cá nhân ở đây.",
    )
    recognised_by = forms.CharField(
        label="Được tuyên dương theo", max_length=300, required=False, help_text="Số, ngày quyết định, cơ quan ký."
    )
    source = forms.CharField(label="Nguồn", max_length=300, required=False, help_text="Báo cáo, bài viết, nơi giới thiệu.")
    is_public = forms.BooleanField(label="Cho hiện ở trang công khai", required=False)
    known_as = {"Công khai": "is_public"}

    def __init__(self, locality: Locality, exemplar: Exemplar | None, *args: Any, **kwargs: Any) -> None:
        this_year = timezone.localdate().year
        kwargs.setdefault("initial", _standing(exemplar) if exemplar else {"year": this_year})
        super().__init__(*args, **kwargs)
        self.suggestions = movements_known(locality)
        units = sorted(self._units(locality, exemplar, this_year).items(), key=lambda row: row[1])
        bodies = [(f"b{body.pk}", body.name) for body in Body.objects.filter(locality=locality).order_by("name")]
        self.fields["place"].choices = [  # type: ignore[attr-defined]  # a choice
            ("", "Chọn đơn vị"),
            ("Địa bàn", [(f"u{pk}", name) for pk, name in units]),
            ("Cơ quan, đoàn thể, trường học", bodies),
        ]

    def _units(self, locality: Locality, exemplar: Exemplar | None, this_year: int) -> dict[int, str]:
        """Units of the year that was typed or stands, beside those of today: the year may be changed in the same form."""
        typed = str(self.data.get("year", ""))
        years = {this_year, exemplar.year if exemplar else this_year}
        if typed.isascii() and typed.isdecimal() and len(typed) == 4 and FIRST_YEAR <= int(typed) <= LAST_YEAR:
            years.add(int(typed))
        found: dict[int, str] = {}
        for year in sorted(years):
            found |= units_between(locality, *days_of(year))
        return found

    def clean_place(self) -> Unit | Body:
        choice = self.cleaned_data["place"]
        return Body.objects.select_related("unit").get(pk=choice[1:]) if choice[0] == "b" else Unit.objects.get(pk=choice[1:])

    def content(self) -> ExemplarContent:
        names = ("movement", "year", "name", "subject", "deed", "recognised_by", "source", "is_public")
        return ExemplarContent(**{name: self.cleaned_data[name] for name in names})


def _standing(exemplar: Exemplar) -> dict[str, Any]:
    names = ("movement", "year", "name", "subject", "deed", "recognised_by", "source", "is_public")
    place = f"b{exemplar.body_id}" if exemplar.body_id else f"u{exemplar.unit_id}"
    return {name: getattr(exemplar, name) for name in names} | {"place": place}


def as_registration(exemplar: Exemplar) -> dict[str, Any]:
    """What the form of a registration begins with when an exemplar is taken into this movement."""
    place = f"b{exemplar.body_id}" if exemplar.body_id else f"u{exemplar.unit_id}"
    return {
        "place": place,
        "title": exemplar.name[:300],
        "kind": "dien_hinh",
        "subject": exemplar.subject,
        "holder": exemplar.name,
        "summary": exemplar.deed,
    }
