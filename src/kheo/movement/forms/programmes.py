"""The form of a programme: bodies, fields, criteria set, days."""

import re
from typing import Any

from django import forms
from django.utils import timezone

from kheo.assessment.models import CriteriaSet
from kheo.foundation.forms import DayField
from kheo.foundation.text import fold
from kheo.movement.actions.programmes import ProgrammeContent
from kheo.movement.models import Programme, ProgrammeField
from kheo.movement.queries.programmes import bodies_for, criteria_sets_for, usual_parts
from kheo.movement.rules.programmes import FIRST_YEAR, LAST_YEAR, USUAL_FIELDS, Calendar, usual_code
from kheo.organisation.models import Body, Locality

DAYS = ("registration_opens", "registration_closes", "assessment_due", "conference_on")


class BodyChoice(forms.ModelChoiceField):
    """Bodies to choose from; the form says which when it is made."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", "Chọn tổ chức" if kwargs.get("required", True) else "Chưa chọn")
        super().__init__(Body.objects.none(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return obj.name if obj.valid_to is None else f"{obj.name} (đến trước {obj.valid_to:%d/%m/%Y})"


class SetChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        example = " (minh hoạ)" if obj.illustrative and "minh hoạ" not in obj.title else ""
        return f"{obj.title}{example}, phiên bản {obj.version}"


class ProgrammeForm(forms.Form):
    """Everything the office decides about its year. One field of work a line, the four of the guideline filled in."""

    title = forms.CharField(label="Tên chương trình", max_length=200)
    standing_body = BodyChoice(label="Cơ quan thường trực", help_text="Nơi nhận hồ sơ, chấm điểm, soạn văn bản.")
    leading_body = BodyChoice(label="Cơ quan lãnh đạo", help_text="Thường là cấp uỷ.")
    recognising_body = BodyChoice(label="Cơ quan công nhận", help_text="Nơi ra quyết định công nhận; in trên giấy chứng nhận.")
    commending_body = BodyChoice(label="Cơ quan khen thưởng", required=False, help_text="Thường là Uỷ ban nhân dân.")
    broadcaster = BodyChoice(label="Đài truyền thanh", required=False, help_text="Nơi phát tin, nếu có.")
    criteria_set = SetChoice(
        CriteriaSet.objects.none(),
        label="Bộ tiêu chí",
        required=False,
        empty_label="Chưa chọn",
        help_text="Thang điểm để thẩm định; chọn sau cũng được, chưa chọn thì chưa chấm được.",
    )
    fields_of_work = forms.CharField(
        label="Lĩnh vực",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Mỗi dòng một lĩnh vực; thêm lĩnh vực của địa phương ở cuối.",
    )
    registration_opens = DayField(label="Mở đăng ký", required=False)
    registration_closes = DayField(label="Hết hạn đăng ký", required=False)
    assessment_due = DayField(label="Hạn chốt điểm", required=False)
    conference_on = DayField(label="Hội nghị tổng kết", required=False, help_text="Thường vào tháng 12 hoặc tháng 1 năm sau.")

    def __init__(self, locality: Locality, programme: Programme | None, *args: Any, **kwargs: Any) -> None:
        self.programme = programme
        known = list(ProgrammeField.objects.filter(programme=programme)) if programme else []
        labels = {field.key: field.label for field in known} or USUAL_FIELDS
        self.keys = {fold(label): key for key, label in labels.items()}
        self.labels = list(labels.values())
        kwargs.setdefault("initial", self._initial(programme))
        super().__init__(*args, **kwargs)
        for name in ("standing_body", "leading_body", "recognising_body", "commending_body", "broadcaster"):
            self.fields[name].queryset = bodies_for(locality)  # type: ignore[attr-defined]  # a choice among rows
        self.fields["criteria_set"].queryset = criteria_sets_for(locality)  # type: ignore[attr-defined]  # as above

    def _initial(self, programme: Programme | None) -> dict[str, Any]:
        names = ("title", "standing_body", "leading_body", "recognising_body", "commending_body", "broadcaster", "criteria_set")
        values = {name: getattr(programme, name) for name in (*names, *DAYS)} if programme else {}
        return {**values, "fields_of_work": "\n".join(self.labels)}

    def clean_fields_of_work(self) -> dict[str, str]:
        """Key → label: a label that was there keeps its key, a new one gets a key from its words."""
        fields: dict[str, str] = {}
        for line in self.cleaned_data["fields_of_work"].splitlines():
            if not (label := " ".join(line.split())):
                continue
            key = self.keys.get(fold(label)) or _key_of(label)
            if key in fields:
                raise forms.ValidationError(f"Hai dòng cùng nghĩa «{fields[key]}» và «{label}»; giữ một.")
            fields[key] = label
        return fields

    def content(self) -> ProgrammeContent:
        data = self.cleaned_data
        return ProgrammeContent(
            title=data["title"],
            standing_body=data["standing_body"],
            leading_body=data["leading_body"],
            recognising_body=data["recognising_body"],
            commending_body=data["commending_body"],
            broadcaster=data["broadcaster"],
            criteria_set=data["criteria_set"],
            calendar=Calendar(**{name: data[name] for name in DAYS}),
            fields=data["fields_of_work"],
        )


def _key_of(label: str) -> str:
    """«Môi trường» → ``moi-truong``; a key begins with a letter, whatever the label begins with."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(label)).strip("-")
    return (words if words[:1].isalpha() else f"lv-{words}")[:40].strip("-")


class NewProgrammeForm(ProgrammeForm):
    """The same, with the year and the code, which stay for good."""

    year = forms.IntegerField(label="Năm", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    code = forms.SlugField(
        label="Mã chương trình", max_length=60, help_text="Điền sẵn, thường không cần sửa; có trong địa chỉ các trang của năm."
    )
    field_order = ("year", "code")

    def __init__(self, locality: Locality, *args: Any, **kwargs: Any) -> None:
        year = timezone.localdate().year
        super().__init__(locality, None, *args, **kwargs)
        self.initial = {
            **self.initial,
            **usual_parts(locality),
            "year": year,
            "code": usual_code(locality.name, year),
            "title": f"Phong trào thi đua “Dân vận khéo” năm {year}",
        }
