"""Calling for texts, writing one, and what the office does with it."""

from typing import Any

from django import forms
from django.http import QueryDict

from kheo.conference.actions.speeches import SPEAKER, SpeechContent
from kheo.conference.models import Conference, Speech
from kheo.conference.queries.speakers import speakers_for
from kheo.conference.rules import speeches as rules
from kheo.foundation.forms import DayField, VersionForm

_OWN = [choice for choice in Speech.Kind.choices if choice[0] != Speech.Kind.CONTRIBUTION]


class CallForm(forms.Form):
    """A call to several units or bodies at once: one theme, one deadline."""

    refused_in_words = "Chưa đề nghị được đơn vị nào. Nội dung bạn nhập vẫn còn nguyên; sửa những chỗ sau rồi gửi lại:"
    title = forms.CharField(label=rules.TITLE, max_length=300, help_text="Chủ đề; đơn vị có thể đặt lại tên bài khi viết.")
    speakers = forms.MultipleChoiceField(
        label=SPEAKER,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chỉ đề nghị nơi đã có người được mời; nơi khác thì mời trước.",
        error_messages={"required": "Chọn ít nhất một đơn vị."},
    )
    due_on = DayField(label=rules.DUE, required=False)
    minutes = forms.IntegerField(label=rules.MINUTES, min_value=1, max_value=rules.MOST_MINUTES, initial=7)
    known_as = {rules.MINUTES: "minutes"}

    def __init__(self, conference: Conference, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.known_speakers = {speaker.key: speaker for speaker in speakers_for(conference)}
        choices = [(key, speaker.label) for key, speaker in self.known_speakers.items()]
        self.fields["speakers"].choices = choices  # type: ignore[attr-defined]  # a choice among rows

    def contents(self) -> list[SpeechContent]:
        data = self.cleaned_data
        chosen = [self.known_speakers[key] for key in data["speakers"]]
        return [
            SpeechContent(
                Speech.Kind.CONTRIBUTION, one.unit, one.body, data["title"], minutes=data["minutes"], due_on=data["due_on"]
            )
            for one in chosen
        ]


class OwnTextForm(forms.Form):
    """A text that the office writes itself: report, directing speech, conclusion."""

    kind = forms.ChoiceField(label="Loại bài", choices=_OWN)
    title = forms.CharField(label=rules.TITLE, max_length=300)
    speaker_title = forms.CharField(label=rules.SPEAKER, max_length=200, required=False)
    minutes = forms.IntegerField(label=rules.MINUTES, min_value=1, max_value=rules.MOST_MINUTES, initial=15)

    def content(self, conference: Conference) -> SpeechContent:
        data = self.cleaned_data
        return SpeechContent(data["kind"], conference.locality.unit, None, data["title"], data["speaker_title"], data["minutes"])


class SpeechForm(VersionForm):
    """The text itself. Line breaks are kept as typed."""

    title = forms.CharField(label=rules.TITLE, max_length=rules.LONGEST_TITLE)
    speaker_title = forms.CharField(
        label=rules.SPEAKER,
        max_length=rules.LONGEST_SPEAKER,
        required=False,
        help_text="Như sẽ giới thiệu: «Chủ tịch Uỷ ban Mặt trận Tổ quốc phường».",
    )
    text = forms.CharField(
        label=rules.TEXT,
        max_length=rules.LONGEST_TEXT,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "class": "speech-text"}),
        help_text="Các con số về mô hình, công nhận, khen thưởng được đối chiếu với sổ ngay dưới bài.",
    )
    field_order = ("title", "speaker_title", "text", "version")

    def __init__(self, speech: Speech, data: QueryDict | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(speech, name) for name in ("title", "speaker_title", "text", "version")}
        super().__init__(data, initial=initial, **kwargs)


class SendBackForm(VersionForm):
    reply = forms.CharField(label=rules.REPLY, max_length=rules.LONGEST_REPLY, widget=forms.Textarea(attrs={"rows": 2}))
    field_order = ("reply", "version")


class ChooseForm(VersionForm):
    order = forms.IntegerField(label=rules.ORDER, min_value=1, max_value=200)
    minutes = forms.IntegerField(label=rules.MINUTES, min_value=1, max_value=rules.MOST_MINUTES)
    field_order = ("order", "minutes", "version")
