"""Forms of requests for information: a resident's, one from paper, the answer, more time."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from kheo.democracy.actions.information import CODE, AnswerContent, RequestContent
from kheo.democracy.models import InformationAnswer, InformationRequest, Posting
from kheo.democracy.rules.information import (
    ANSWER,
    CONTACT,
    LONGEST_ANSWER,
    LONGEST_CONTACT,
    LONGEST_NAME,
    LONGEST_WORDS,
    REASON,
    RECEIVED,
    TO,
    UNTIL,
    WORDS,
    refusals,
)
from kheo.democracy.rules.publishing import items_on
from kheo.foundation.forms import DayField, VersionForm
from kheo.foundation.uploads.papers import SentFile

UNKNOWN_ITEM = "Không rõ, hoặc việc khác"


class RequestForm(forms.Form):
    """*posting*: what was published and is asked for again."""

    words = forms.CharField(
        label=WORDS,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Tên văn bản, việc, năm. Không cần ghi tên, số điện thoại, số giấy tờ của bạn.",
    )
    item = forms.TypedChoiceField(label="Thuộc nội dung nào", coerce=int, empty_value=None, required=False)
    ground = forms.ChoiceField(label="Trường hợp", choices=InformationRequest.Ground.choices, widget=forms.RadioSelect)
    way = forms.ChoiceField(label="Nhận trả lời", choices=InformationRequest.Way.choices, widget=forms.RadioSelect)
    contact = forms.CharField(
        label=CONTACT,
        max_length=LONGEST_CONTACT,
        required=False,
        help_text="Chỉ ghi khi chọn gửi thư điện tử hoặc bưu điện; được xoá 30 ngày sau khi trả lời.",
    )

    def __init__(self, data: QueryDict | None = None, posting: Posting | None = None, **initial: Any) -> None:
        self.posting = posting
        super().__init__(data, initial=initial)
        items = [("", UNKNOWN_ITEM), *((str(one.number), one.label) for one in items_on(timezone.localdate()))]
        self.fields["item"].choices = items  # type: ignore[attr-defined]  # a choice field, as declared above
        if posting is not None:
            del self.fields["item"]

    def content(self) -> RequestContent:
        data = self.cleaned_data
        item = self.posting.item if self.posting else data["item"]
        return RequestContent(data["words"], data["ground"], data["way"], data["contact"], item, self.posting)


class PublicRequestForm(RequestForm):
    """*ma*: the sender's own code, made with the page."""

    ma = forms.CharField(max_length=40, widget=forms.HiddenInput)
    known_as = {CODE: "ma"}

    def renew_code(self, code: str) -> None:
        """Carry a code of now in place of one that was none."""
        data = self.data.copy()  # type: ignore[attr-defined]  # what a browser sent: a QueryDict
        data["ma"] = code
        self.data = data


class PaperRequestForm(RequestForm):
    received_on = DayField(RECEIVED, help_text="Ngày người dân nộp yêu cầu.")


class AnswerForm(VersionForm):
    outcome = forms.ChoiceField(label="Kết quả", choices=InformationAnswer.Outcome.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=ANSWER,
        required=False,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Người yêu cầu đọc được lời này; không ai khác đọc được.",
    )
    file = forms.FileField(label="Tệp gửi kèm", required=False, allow_empty_file=True)
    is_not_secret = forms.BooleanField(label="Tệp không thuộc bí mật nhà nước", required=False)
    reason = forms.ChoiceField(label=REASON, required=False, help_text="Khi từ chối.")
    to = forms.CharField(label=TO, required=False, max_length=LONGEST_NAME, help_text="Khi hướng dẫn đến cơ quan khác.")
    known_as = {"Xác nhận": "is_not_secret", "Tệp": "file"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = [("", "Không từ chối"), *refusals(timezone.localdate()).items()]
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]  # a choice field, as declared above

    def content(self) -> AnswerContent:
        data = self.cleaned_data
        return AnswerContent(data["outcome"], data["text"], data["reason"], data["to"])

    def sent_file(self) -> SentFile | None:
        sent = self.cleaned_data["file"]
        return SentFile(sent.name, sent.file, self.cleaned_data["is_not_secret"]) if sent else None


class ExtensionForm(VersionForm):
    until = DayField(UNTIL)
    why = forms.CharField(label=REASON, max_length=LONGEST_NAME, help_text="Người yêu cầu đọc được lời này.")
    known_as = {REASON: "why"}
