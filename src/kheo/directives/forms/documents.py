"""Forms of a directive: what stands on the paper, its requirements line by line, its end."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from kheo.directives.actions.documents import LABELS, DirectiveContent, RequirementContent
from kheo.directives.forms.tasks import sent_file
from kheo.directives.models import Directive
from kheo.directives.rules.requirements import PLACE_LENGTH, TEXT_LENGTH, read_lines
from kheo.foundation.forms import DayField, VersionForm
from kheo.foundation.uploads.papers import SentFile

_PASTED = 200 * (PLACE_LENGTH + TEXT_LENGTH)


class DirectiveForm(VersionForm):
    """What stands on the paper. Requirements that are there already are drawn by the template, each with its own two fields."""

    kind = forms.ChoiceField(label=LABELS["kind"], choices=[("", "Chọn loại"), *Directive.Kind.choices])
    number = forms.CharField(
        label=LABELS["number"],
        max_length=60,
        help_text="Như in trên văn bản: «43-KL/TW», «10/2022/QH15». Văn bản mật không ghi vào đây.",
    )
    issuer = forms.CharField(label=LABELS["issuer"], max_length=160, help_text="«Ban Bí thư», «Tỉnh uỷ Hà Nam».")
    issued_on = DayField(label=LABELS["issued_on"], help_text="Ngày ký trên văn bản.")
    summary = forms.CharField(
        label=LABELS["summary"], max_length=400, widget=forms.Textarea(attrs={"rows": 2}), help_text="Văn bản nói về việc gì."
    )
    valid_from = DayField(label=LABELS["valid_from"], required=False, help_text="Bỏ trống nếu từ ngày ban hành.")
    valid_to = DayField(label=LABELS["valid_to"], required=False, help_text="Ngày đầu tiên không còn hiệu lực; bỏ trống nếu còn.")
    source = forms.CharField(
        label=LABELS["source"], max_length=300, required=False, help_text="Cổng thông tin, công báo, bản giấy; kèm ngày đọc."
    )
    verified = forms.BooleanField(
        label="Số, ngày, cơ quan ban hành đã đối chiếu với nguyên văn",
        required=False,
        help_text="Chưa đánh dấu thì danh sách ghi «chưa đối chiếu văn bản».",
    )
    file = forms.FileField(label="Tệp văn bản", required=False, help_text="PDF, .docx, .odt hoặc ảnh quét, nhiều nhất 20 MB.")
    is_not_secret = forms.BooleanField(label="Tệp này không thuộc bí mật nhà nước", required=False)
    new_requirements = forms.CharField(
        label="Yêu cầu",
        max_length=_PASTED,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Mỗi dòng một điều phải làm; đầu dòng có thể ghi chỗ: «Mục II, điểm 3: Mỗi thôn có một tổ dân vận».",
    )
    field_order = (
        "kind", "number", "issuer", "issued_on", "summary", "valid_from", "valid_to", "source", "verified", "file",
        "is_not_secret", "new_requirements", "version",
    )  # fmt: skip
    known_as = {
        "Xác nhận": "is_not_secret",
        "Tệp": "file",
        LABELS["verified"]: "verified",
    }

    def __init__(
        self, directive: Directive | None, present: list[RequirementContent], data: Any = None, files: Any = None
    ) -> None:
        super().__init__(data, files, initial=self._words_of(directive) if directive else {"version": 0})
        if directive is None:
            del self.fields["valid_to"]
        if present:
            self.fields["new_requirements"].label = "Thêm yêu cầu"
            self.known_as = {**self.known_as, "Yêu cầu": "new_requirements"}
        self.present = [self._as_sent(one) for one in present] if self.is_bound else present

    def _as_sent(self, one: RequirementContent) -> RequirementContent:
        """The requirement as its two fields were sent; one whose fields are missing stays as it is."""
        data = cast("QueryDict", self.data)
        return RequirementContent(data.get(f"place-{one.pk}", one.place), data.get(f"text-{one.pk}", one.text), one.pk)

    @property
    def head_fields(self) -> list[forms.BoundField]:
        """The fields above the requirements, in their order."""
        return [field for field in self.visible_fields() if field.name != "new_requirements"]

    @staticmethod
    def _words_of(directive: Directive) -> dict[str, Any]:
        names = ("kind", "number", "issuer", "issued_on", "summary", "valid_from", "valid_to", "verified", "source", "version")
        return {name: getattr(directive, name) for name in names}

    def content(self) -> DirectiveContent:
        data = self.cleaned_data
        return DirectiveContent(
            kind=data["kind"],
            number=data["number"],
            issuer=data["issuer"],
            issued_on=data["issued_on"],
            summary=data["summary"],
            valid_from=data["valid_from"],
            valid_to=data.get("valid_to"),
            verified=data["verified"],
            source=data["source"],
        )

    def requirements(self) -> list[RequirementContent]:
        """Those that were there, as they read now (an emptied text takes one out), then the lines that were added."""
        kept = [one for one in self.present if one.text.strip()]
        added = [RequirementContent(line.place, line.text) for line in read_lines(self.cleaned_data["new_requirements"])]
        return [*kept, *added]

    def sent_file(self) -> SentFile | None:
        return sent_file(self.cleaned_data)


class DirectiveChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number} ngày {obj.issued_on:%d/%m/%Y}, {obj.issuer}"


class EndForm(VersionForm):
    on = DayField(label=LABELS["valid_to"], help_text="Ngày đầu tiên không còn hiệu lực.")
    ending = forms.CharField(
        label=LABELS["ending"], max_length=300, help_text="«Được thay bằng Chỉ thị 08-CT/TW», «Hết thời hạn»."
    )
    replaced_by = DirectiveChoice(
        Directive.objects.none(),
        label=LABELS["replaced_by"],
        required=False,
        empty_label="Không có hoặc chưa ghi",
        help_text="Văn bản mới chưa có trong danh sách thì ghi văn bản đó trước.",
    )
    field_order = ("on", "ending", "replaced_by", "version")

    def __init__(self, replacements: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["replaced_by"].queryset = replacements  # type: ignore[attr-defined]  # a choice among rows
