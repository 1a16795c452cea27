"""Whom to invite, what a unit answers, the roll."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from kheo.conference.actions.guests import GROUP, LABEL, TITLES, UNIT, GuestContent
from kheo.conference.models import Conference, Guest
from kheo.conference.queries.guests import BodyChoices, units_for
from kheo.conference.rules.guests import STAND_IN
from kheo.foundation.forms import VersionForm
from kheo.organisation.models import Unit

_AUTOMATIC = ("", "theo cơ quan của từng người")
_ANSWERS = [choice for choice in Guest.Answer.choices if choice[0] != Guest.Answer.NONE]


class PositionsForm(forms.Form):
    """Positions held on the day. The template draws the boxes itself, body by body."""

    positions = forms.TypedMultipleChoiceField(label="Chức vụ", coerce=int, required=False)
    group = forms.ChoiceField(label="Xếp vào nhóm", choices=[_AUTOMATIC, *Guest.Group.choices], required=False)

    def __init__(self, bodies: list[BodyChoices], data: QueryDict | None = None) -> None:
        super().__init__(data)
        free = [one.position for body in bodies for one in body.choices if not one.invited]
        self.fields["positions"].choices = [(row.pk, row.title) for row in free]  # type: ignore[attr-defined]  # a choice among rows
        ticked = set(cast("QueryDict", self.data).getlist("positions")) if self.is_bound else set()
        self.bodies = [(body, [(one, str(one.position.pk) in ticked) for one in body.choices]) for body in bodies]


class GuestForm(forms.Form):
    """A guest who holds no position here: by title, or a collective by its name."""

    refused_in_words = "Chưa mời được. Nội dung bạn nhập vẫn còn nguyên; sửa những chỗ sau rồi gửi lại:"
    label = forms.CharField(
        label=LABEL,
        max_length=200,
        required=False,
        help_text="Tên tập thể, hoặc để trống khi mời theo chức vụ ở dưới.",
    )
    titles = forms.CharField(
        label=TITLES,
        required=False,
        max_length=1300,
        help_text="Mỗi dòng một chức vụ, viết đầy đủ: «Phó Trưởng Ban Dân vận Tỉnh uỷ Hà Nam».",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    group = forms.ChoiceField(label=GROUP, choices=Guest.Group.choices)
    unit = forms.TypedChoiceField(label=UNIT, coerce=int)

    def __init__(self, conference: Conference, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["unit"].choices = units_for(conference)  # type: ignore[attr-defined]  # a choice among rows

    def content(self) -> GuestContent:
        data = self.cleaned_data
        titles = tuple(data["titles"].splitlines())
        return GuestContent(data["group"], Unit.objects.get(pk=data["unit"]), data["label"], titles)


class GroupForm(VersionForm):
    group = forms.ChoiceField(label=GROUP, choices=Guest.Group.choices)
    field_order = ("group", "version")


class AnswerForm(VersionForm):
    """Coming, a stand-in, or not coming."""

    answer = forms.ChoiceField(label="Trả lời", choices=_ANSWERS, widget=forms.RadioSelect)
    stand_in = forms.CharField(
        label=STAND_IN,
        max_length=200,
        required=False,
        help_text="Chỉ khi cử người dự thay; chức vụ, không cần tên.",
    )
    field_order = ("answer", "stand_in", "version")

    def __init__(self, guest: Guest, data: QueryDict | None = None, **kwargs: Any) -> None:
        told = guest.answer if guest.answer != Guest.Answer.NONE else None
        initial = {"answer": told, "stand_in": guest.stand_in, "version": guest.version}
        super().__init__(data, initial=initial, **kwargs)
