"""Forms of publishing: the plan and its lines, what is prepared, the proofs."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst

from kheo.democracy.actions.postings import PostingContent
from kheo.democracy.actions.publishing_plans import Approval, LineContent
from kheo.democracy.models import PlanLine, Posting, PostingDraft, PostingForm
from kheo.democracy.rules.publishing import LOUDSPEAKER, MORE_FORMS, OWN_LAW_FIELD, items_on
from kheo.directives.forms.fields import FileFields
from kheo.foundation.forms import DayField, VersionForm

CHOSEN_FORMS = ("office_board", "village_board", LOUDSPEAKER, "head", *MORE_FORMS)


def _item_choices(day: date) -> list[tuple[str, str]]:
    return [("", "Chọn nội dung"), *((str(item.number), item.label) for item in items_on(day))]


class MoreFormsField(forms.MultipleChoiceField):
    """Forms beside those that the law demands of the item."""

    def __init__(self) -> None:
        super().__init__(
            label="Hình thức chọn thêm",
            required=False,
            choices=[(form, capfirst(PostingForm(form).label)) for form in CHOSEN_FORMS],
            widget=forms.CheckboxSelectMultiple,
            help_text="Hình thức luật bắt buộc với nội dung này đã tự có; chỉ đánh dấu thêm (Điều 13 khoản 5).",
        )


class PlanForm(forms.Form):
    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2100)
    has_loudspeaker = forms.BooleanField(
        label="Xã, phường có hệ thống truyền thanh",
        required=False,
        initial=True,
        help_text="Có thì nội dung khoản 7 đến 12 phải phát ít nhất 3 ngày liên tục (Điều 13 khoản 3).",
    )


class LineForm(VersionForm):
    """A line of the plan; the forms of the law come by the item and are not chosen here."""

    item = forms.TypedChoiceField(label="Nội dung theo Điều 11", coerce=int)
    what = forms.CharField(label="Công khai gì", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    period = forms.CharField(label="Kỳ", max_length=40, required=False, help_text="Ví dụ: quý III. Không theo kỳ thì để trống.")
    due_on = DayField("Chậm nhất ngày", required=False, help_text="Để trống nếu công khai khi phát sinh.")
    responsible = forms.CharField(label="Bộ phận thực hiện", max_length=200)
    more_forms = MoreFormsField()
    field_order = ("item", "what", "period", "due_on", "responsible", "more_forms", "version")

    def __init__(self, day: date, line: PlanLine | None = None, data: Any = None) -> None:
        names = ("item", "what", "period", "due_on", "responsible", "more_forms", "version")
        super().__init__(data, initial={name: getattr(line, name) for name in names} if line else {"version": 0})
        self.fields["item"].choices = _item_choices(day)  # type: ignore[attr-defined]  # a choice, as the class says

    def content(self) -> LineContent:
        data = self.cleaned_data
        return LineContent(
            data["item"], data["what"], data["period"], data["due_on"], data["responsible"], tuple(data["more_forms"])
        )


class ApprovalForm(FileFields, VersionForm):
    number = forms.CharField(label="Số văn bản", max_length=60)
    day = DayField("Ngày văn bản")
    field_order = ("number", "day", "file", "is_not_secret", "version")

    def approval(self) -> Approval:
        return Approval(self.cleaned_data["number"], self.cleaned_data["day"], self.sent_file())


class LineChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        when = f"hạn {obj.due_on:%d/%m/%Y}" if obj.due_on else "khi phát sinh"
        return f"{obj.item or 'Danh mục'}. {obj.what}{f', {obj.period}' if obj.period else ''} ({when})"


class PostingDraftForm(FileFields, VersionForm):
    """What is to be made public, with its paper; the day it is due follows from the day of the paper."""

    item = forms.TypedChoiceField(label="Nội dung theo Điều 11", coerce=int)
    title = forms.CharField(label="Tiêu đề", max_length=200, help_text="Tên việc, văn bản, như sẽ đọc trên bảng tin.")
    summary = forms.CharField(
        label="Nội dung chính",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Vài câu người dân đọc là hiểu: việc gì, ai, bao nhiêu, từ ngày nào. Không ghi số định danh, số điện thoại.",
    )
    number = forms.CharField(label="Số, ký hiệu", max_length=60, required=False)
    paper_day = DayField("Ngày văn bản", help_text="Hạn công khai tính từ ngày này: 5 ngày làm việc (Điều 12 khoản 3).")
    own_law_day = DayField(OWN_LAW_FIELD, required=False, help_text="Chỉ ghi khi luật của lĩnh vực định ngày khác.")
    own_law = forms.CharField(label="Văn bản định ngày", max_length=200, required=False)
    responsible = forms.CharField(label="Bộ phận thực hiện", max_length=200)
    line = LineChoice(PlanLine.objects.none(), label="Dòng của kế hoạch", required=False, empty_label="Ngoài kế hoạch")
    more_forms = MoreFormsField()
    field_order = (
        "item", "title", "summary", "file", "is_not_secret", "number", "paper_day", "own_law_day", "own_law", "responsible",
        "line", "more_forms", "version",
    )  # fmt: skip
    known_as = {"Xác nhận": "is_not_secret", "Văn bản": "file"}

    def __init__(
        self,
        day: date,
        lines: Any,
        draft: PostingDraft | None = None,
        initial: dict[str, Any] | None = None,
        *args: Any,
    ) -> None:
        names = ("item", "title", "summary", "number", "paper_day", "own_law_day", "own_law", "responsible", "line", "more_forms")
        told = {name: getattr(draft, name) for name in (*names, "version")} if draft else {"version": 0, **(initial or {})}
        super().__init__(*args, initial=told)
        self.draft = draft
        self.fields["file"].label = "Văn bản"
        self.fields["file"].required = draft is None
        if draft:
            self.fields["file"].help_text = f"Đang có: {draft.paper.name}; chọn tệp mới thì thay. {self.fields['file'].help_text}"
        self.fields["item"].choices = _item_choices(day)  # type: ignore[attr-defined]  # a choice, as the class says
        self.fields["line"].queryset = lines  # type: ignore[attr-defined]  # as above

    def content(self, changes: Posting | None) -> PostingContent:
        data = self.cleaned_data
        return PostingContent(
            item=data["item"],
            title=data["title"],
            summary=data["summary"],
            paper_day=data["paper_day"],
            responsible=data["responsible"],
            number=data["number"],
            own_law_day=data["own_law_day"],
            own_law=data["own_law"],
            more_forms=tuple(data["more_forms"]),
            line=data["line"],
            changes=changes,
        )
