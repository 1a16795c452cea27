"""The form of a programme: bodies, fields, criteria set, days."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from kheo.assessment.models import CriteriaSet
from kheo.directives.models import Directive
from kheo.foundation.forms import DayField
from kheo.foundation.text import fold
from kheo.movement.actions.programmes import MOST_SILENT_WEEKS, ProgrammeContent
from kheo.movement.forms.rounds import WhyForm
from kheo.movement.models import Campaign, Programme, ProgrammeField
from kheo.movement.queries.changes import is_under_way
from kheo.movement.queries.programmes import bodies_for, campaigns_for, criteria_sets_for, next_free_year, papers_for, usual_parts
from kheo.movement.rules.form_items import key_from
from kheo.movement.rules.programmes import FIRST_YEAR, LAST_YEAR, USUAL_FIELDS, Calendar, is_renaming, usual_code
from kheo.movement.rules.rounds import MOST_EACH
from kheo.organisation.models import Body, Locality

DAYS = ("registration_opens", "registration_closes", "assessment_due", "conference_on", "report_on")
BODIES = ("standing_body", "leading_body", "recognising_body", "commending_body", "broadcaster")
SETTINGS = ("criteria_set", "campaign", "plan", "guideline", "lateness", "silent_weeks", "least_each", "most_each", "anonymous")


def _few() -> forms.NumberInput:
    return forms.NumberInput(attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off"})


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
        return f"{obj}{example}, phiên bản {obj.version}"


class DirectiveChoice(forms.ModelChoiceField):
    """A document of the locality that is in force, or the one that was chosen before."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Directive.objects.none(), required=False, empty_label="Chưa chọn", **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number} ngày {obj.issued_on:%d/%m/%Y}: {obj.summary}"[:120]


class ProgrammeForm(WhyForm):
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
    report_on = DayField(
        label="Báo cáo tổng kết", required=False, help_text="Ngày gửi báo cáo; có thể sang năm sau, khác với năm thi đua."
    )
    plan = DirectiveChoice(label="Kế hoạch", help_text="Chọn trong các văn bản đã ghi ở trang Chỉ đạo.")
    guideline = DirectiveChoice(label="Hướng dẫn")
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(),
        label="Giai đoạn",
        required=False,
        empty_label="Không thuộc giai đoạn nào",
        help_text="Nhiều năm theo một kế hoạch, ví dụ 2026–2030.",
    )
    least_each = forms.IntegerField(
        label="Mỗi đơn vị ít nhất",
        required=False,
        min_value=0,
        max_value=MOST_EACH,
        widget=_few(),
        help_text="Số mô hình đăng ký.",
    )
    most_each = forms.IntegerField(
        label="Mỗi đơn vị nhiều nhất",
        required=False,
        min_value=0,
        max_value=MOST_EACH,
        widget=_few(),
        help_text="Để trống nếu không hạn chế. Nơi nào khác thì giao riêng ở trang «Số lượng từng đơn vị».",
    )
    lateness = forms.ChoiceField(label="Khi nộp muộn", choices=Programme.Lateness.choices, initial=Programme.Lateness.MARKED)
    silent_weeks = forms.IntegerField(
        label="Số tuần coi là im lặng",
        min_value=1,
        max_value=MOST_SILENT_WEEKS,
        initial=8,
        widget=_few(),
        help_text="Mô hình không có tin gì trong chừng ấy tuần thì hiện trong danh sách «im lặng».",
    )
    anonymous = forms.BooleanField(
        label="Hội đồng đang chấm ẩn danh",
        required=False,
        help_text="Khi bật: thành viên hội đồng chỉ xem hồ sơ đã che tên đơn vị, tổ chức, người, liên hệ, không có tệp đính kèm; "
        "các trang khác của địa phương tạm đóng với họ, trừ việc của chính đơn vị họ. Trang công khai không đóng được: ai tìm "
        "tên mô hình ở đó vẫn thấy đơn vị. Người ở cơ quan thường trực vẫn thấy đủ để điều hành.",
    )
    sections_named = (
        ("Tên và văn bản", ("year", "code", "title", "campaign", "plan", "guideline")),
        ("Ai làm gì", BODIES),
        ("Lĩnh vực, tiêu chí", ("fields_of_work", "criteria_set", "anonymous")),
        ("Các mốc ngày", DAYS),
        ("Nhận đăng ký", ("least_each", "most_each", "lateness", "silent_weeks")),
        ("Vì sao sửa", ("why", "paper")),
    )

    def __init__(self, locality: Locality, programme: Programme | None, *args: Any, **kwargs: Any) -> None:
        self.programme = programme
        self.today = timezone.localdate()
        known = list(ProgrammeField.objects.filter(programme=programme)) if programme else []
        self.known = {field.key: field.label for field in known} or dict(USUAL_FIELDS)
        kwargs.setdefault("initial", self._initial(programme))
        super().__init__(*args, **kwargs)
        rows: dict[str, QuerySet[Any]] = dict.fromkeys(BODIES, bodies_for(locality))
        rows |= {"criteria_set": criteria_sets_for(locality, programme), "campaign": campaigns_for(locality, programme)}
        rows |= {"plan": papers_for(locality, self.today, programme), "guideline": papers_for(locality, self.today, programme)}
        for name, choices in rows.items():
            self.fields[name].queryset = choices  # type: ignore[attr-defined]  # a choice among rows
        if programme is None or not is_under_way(programme, self.today):
            for name in ("why", "paper"):
                del self.fields[name]

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings, in the order in which an office thinks of its year."""
        named = [(heading, [self[name] for name in names if name in self.fields]) for heading, names in self.sections_named]
        return [(heading, fields) for heading, fields in named if fields]

    @property
    def fields_with_errors(self) -> list[tuple[forms.BoundField, Any]]:
        return [(field, field.errors) for field in self.visible_fields() if field.errors]

    def _initial(self, programme: Programme | None) -> dict[str, Any]:
        names = ("title", *BODIES, *SETTINGS, *DAYS)
        values = {name: getattr(programme, name) for name in names} if programme else {}
        return {**values, "fields_of_work": "\n".join(self.known.values())}

    def clean_fields_of_work(self) -> dict[str, str]:
        """Key → label: a label that was there keeps its key, so does one that was only renamed; a new one gets one of its words.

        Renamed: as many lines as before, and the line stands where a label of like words stood that is gone.
        """
        lines = [" ".join(line.split()) for line in self.cleaned_data["fields_of_work"].splitlines() if line.strip()]
        keys = {fold(label): key for key, label in self.known.items()}
        typed = {fold(line) for line in lines}
        before = list(self.known.items())
        fields: dict[str, str] = {}
        for place, line in enumerate(lines):
            key = keys.get(fold(line))
            if key is None and len(lines) == len(before):
                old, label = before[place]
                key = old if fold(label) not in typed and is_renaming(label, line) else None
            key = key or key_from(line, {*self.known, *fields}, "lv")
            if (first := next((label for label in fields.values() if fold(label) == fold(line)), None)) is not None:
                raise forms.ValidationError(f"Hai dòng cùng nghĩa «{first}» và «{line}»; giữ một.")
            fields[key] = line
        return fields

    def content(self) -> ProgrammeContent:
        data = self.cleaned_data
        return ProgrammeContent(
            title=data["title"],
            calendar=Calendar(**{name: data[name] for name in DAYS}),
            fields=data["fields_of_work"],
            **{name: data[name] for name in (*BODIES, *SETTINGS)},
        )


class NewProgrammeForm(ProgrammeForm):
    """The same, with the year and the code, which stay for good."""

    year = forms.IntegerField(label="Năm", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    code = forms.SlugField(
        label="Mã chương trình", max_length=60, help_text="Điền sẵn, thường không cần sửa; có trong địa chỉ các trang của năm."
    )
    field_order = ("year", "code")

    def __init__(self, locality: Locality, *args: Any, **kwargs: Any) -> None:
        year = next_free_year(locality, timezone.localdate().year)
        super().__init__(locality, None, *args, **kwargs)
        self.initial = {
            **self.initial,
            **usual_parts(locality),
            "year": year,
            "code": usual_code(locality.name, year),
            "title": f"Phong trào thi đua “Dân vận khéo” năm {year}",
        }
