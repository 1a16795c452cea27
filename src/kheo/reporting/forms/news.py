"""Forms of the news room: what to write about, the words, a picture, reasons of numbers, correction, withdrawal."""

from typing import cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from kheo.conference.models import Conference
from kheo.foundation.forms import VersionForm
from kheo.movement.forms.programmes import BodyChoice
from kheo.movement.models import Programme
from kheo.organisation.models import Body, Locality
from kheo.reporting.actions.news import NewsContent
from kheo.reporting.models import NewsItem, NewsPicture
from kheo.reporting.queries.news_figures import Question
from kheo.reporting.rules.news_text import LABELS, LONGEST

WORDS = ("title", "lead", "text", "author_line")
CAPTION = "Ảnh chụp gì, ở đâu, khi nào."
ALTERNATIVE = "Cho người không nhìn thấy ảnh: trong ảnh có ai, đang làm gì. Không lặp chú thích."


class StartForm(forms.Form):
    """Which year, and which conference of it: those that have begun, for nothing is told before it happened."""

    about = forms.ChoiceField(label="Viết về", widget=forms.RadioSelect)
    known_as = {"Năm": "about", "Hội nghị": "about"}

    def __init__(self, locality: Locality, data: QueryDict | None = None) -> None:
        self._conferences = {
            one.pk: one
            for one in Conference.objects.filter(locality=locality)
            .exclude(state=Conference.State.PREPARING)
            .select_related("programme", "host", "locality__unit")
            .order_by("-held_on")
        }
        held = [(f"h{pk}", f"{one.title} ({one.held_on:%d/%m/%Y})") for pk, one in self._conferences.items()]
        years = Programme.objects.filter(locality=locality).order_by("-year").values_list("year", flat=True)
        choices = [*held, *((f"n{year}", f"Riêng số liệu năm {year}, không kể hội nghị") for year in years)]
        super().__init__(data, initial={"about": choices[0][0] if choices else ""})
        self.fields["about"].choices = choices  # type: ignore[attr-defined]  # a choice among rows
        self.has_choices = bool(choices)

    def subject(self) -> tuple[int, Conference | None]:
        """Year and conference that were chosen."""
        chosen = self.cleaned_data["about"]
        if chosen.startswith("h"):
            conference = self._conferences[int(chosen[1:])]
            return conference.programme.year, conference
        return int(chosen[1:]), None


class NewsForm(VersionForm):
    """The words. Nothing is asked for while somebody writes; what is missing is told before publishing."""

    title = forms.CharField(label=LABELS["title"], max_length=LONGEST["title"], required=False)
    lead = forms.CharField(
        label=LABELS["lead"],
        max_length=LONGEST["lead"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Một hai câu: ai, việc gì, khi nào, ở đâu.",
    )
    text = forms.CharField(
        label=LABELS["text"],
        max_length=LONGEST["text"],
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="Mỗi lần xuống dòng là một đoạn. Chỉ có chữ; mã HTML hiện ra nguyên như chữ.",
    )
    author_line = forms.CharField(
        label=LABELS["author_line"],
        max_length=LONGEST["author_line"],
        required=False,
        help_text="Tên, bút danh hoặc bộ phận, như sẽ đăng.",
    )
    publisher = BodyChoice(label=LABELS["publisher"], required=False, empty_label="Chọn cơ quan chịu trách nhiệm")
    field_order = ("title", "lead", "text", "author_line", "publisher", "version")

    def __init__(self, item: NewsItem, data: QueryDict | None = None) -> None:
        words = {name: getattr(item, name) for name in WORDS}
        super().__init__(data, initial={**words, "publisher": item.publisher_id, "version": item.version})
        self.fields["publisher"].queryset = bodies_of(item.locality)  # type: ignore[attr-defined]  # a choice among rows
        for name in (*WORDS, "publisher"):
            self.fields[name].asked_later = True  # type: ignore[attr-defined]  # may wait, but not for long: no word of «optional»

    def content(self) -> NewsContent:
        data = self.cleaned_data
        return NewsContent(data["title"], data["lead"], data["text"], data["author_line"], data["publisher"])

    def typed(self) -> dict[str, str]:
        """The words as they stand in the fields, whether they could be kept or not; no longer than may be kept."""
        source = cast("QueryDict", self.data) if self.is_bound else self.initial
        return {name: str(source.get(name) or "")[: LONGEST[name]] for name in WORDS}


def bodies_of(locality: Locality) -> QuerySet[Body]:
    return Body.objects.filter(locality=locality).order_by("name")


class PictureWordsForm(forms.Form):
    caption = forms.CharField(label=LABELS["caption"], max_length=LONGEST["caption"], help_text=CAPTION)
    alternative = forms.CharField(label=LABELS["alternative"], max_length=LONGEST["alternative"], help_text=ALTERNATIVE)


class PictureForm(PictureWordsForm):
    refused_in_words = "Chưa thêm được ảnh. Chọn lại tệp rồi sửa những chỗ sau:"
    file = forms.FileField(
        label="Ảnh",
        help_text="JPG, PNG hoặc WebP, nhiều nhất 20 MB. Khéo thu ảnh nhỏ lại và bỏ vị trí, giờ chụp máy ảnh ghi kèm.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    may_show = forms.BooleanField(label="Ảnh không thuộc bí mật nhà nước, người trong ảnh đồng ý cho đăng")
    field_order = ("file", "caption", "alternative", "may_show")


class ReasonsForm(VersionForm):
    """A reason beside each number that the record does not give."""

    def __init__(self, questions: list[Question], data: QueryDict | None = None, version: int = 0) -> None:
        super().__init__(data, initial={"version": version})
        for question in questions:
            self.fields[f"reason-{question.code}"] = reason_field(question)
        self.fields["version"] = self.fields.pop("version")

    def reasons(self) -> dict[str, str]:
        return reasons_in(self.cleaned_data)


def reason_field(question: Question) -> forms.CharField:
    kept = f"sổ ghi {question.recorded}" if question.recorded else "sổ không ghi số này"
    field = forms.CharField(
        label=f"Lý do đăng «{question.quote}» khi {kept}",
        max_length=LONGEST["reason"],
        required=False,
        initial=question.reason,
        help_text=f"{question.where}. Người đọc thấy lý do này dưới bài.",
    )
    field.asked_later = True  # type: ignore[attr-defined]  # the action asks for it, in its own words
    return field


def reasons_in(data: dict[str, str]) -> dict[str, str]:
    """By code of the question."""
    return {name.removeprefix("reason-"): text for name, text in data.items() if name.startswith("reason-")}


class CorrectionForm(NewsForm):
    """The published words, what was wrong with them, pictures to take away, and reasons as before publishing."""

    note = forms.CharField(
        label=LABELS["note"],
        max_length=LONGEST["note"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Người đọc thấy câu này dưới bài: «Đính chính ngày …: …». Nói đã sửa chỗ nào, vì sao.",
    )

    def __init__(self, item: NewsItem, pictures: list[NewsPicture], data: QueryDict | None = None) -> None:
        super().__init__(item, data)
        if pictures:
            self.fields["without"] = forms.TypedMultipleChoiceField(
                label="Bỏ ảnh",
                coerce=int,
                required=False,
                choices=[(one.pk, one.caption) for one in pictures],
                widget=forms.CheckboxSelectMultiple,
            )
        self.order_fields([*WORDS, "publisher", "note", "without", "version"])

    def ask_reasons(self, questions: list[Question]) -> None:
        """A field for each number of the new words that the record does not give."""
        for question in questions:
            self.fields[f"reason-{question.code}"] = reason_field(question)


class WithdrawForm(VersionForm):
    note = forms.CharField(
        label=LABELS["note"],
        max_length=LONGEST["note"],
        required=False,
        help_text="Ai mở địa chỉ cũ sẽ đọc câu này.",
    )
    field_order = ("note", "version")
