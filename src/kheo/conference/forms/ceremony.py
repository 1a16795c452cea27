"""Forms of the award ceremony: the words and the hand of a group, who comes up for an absent one."""

from typing import Any

from django import forms
from django.http import QueryDict

from kheo.conference.models import Award, AwardGroup


class GroupForm(forms.Form):
    """``known``: the presenter that the page showed, so that nobody writes over another's change."""

    presenter = forms.CharField(
        label="Người trao", max_length=200, required=False, help_text="Theo chức vụ: «Phó Trưởng ban Dân vận Tỉnh uỷ»."
    )
    title = forms.CharField(
        label="Lời dẫn", max_length=300, help_text="Đọc trước khi gọi tên đầu của nhóm, hiện trên màn hình lớn."
    )
    known = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, group: AwardGroup, data: QueryDict | None = None) -> None:
        now = {"presenter": group.presenter, "title": group.title, "known": group.presenter}
        super().__init__(data, initial=now)


class ReceiverForm(forms.Form):
    receiver = forms.CharField(
        label="Người nhận thay",
        max_length=200,
        required=False,
        help_text="Theo chức vụ, hoặc «đại diện gia đình»; bỏ trống khi người có tên lên nhận.",
    )
    known = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, award: Award, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"receiver": award.receiver, "known": award.receiver})


class CallForm(forms.Form):
    """What the operator's page sends at each press: the name, what came of it, the state that was seen."""

    award = forms.IntegerField(min_value=1)
    outcome = forms.CharField(max_length=10)
    stage_version = forms.IntegerField(min_value=0)
    receiver = forms.CharField(label="Người nhận thay", max_length=200, required=False)


class CoverForm(forms.Form):
    covered = forms.TypedChoiceField(choices=[("1", "che"), ("0", "mở")], coerce=lambda value: value == "1")
    stage_version = forms.IntegerField(min_value=0)


def whole(form: forms.Form) -> dict[str, Any] | None:
    """The cleaned fields of a form that no person fills in by hand; None when somebody sent something else."""
    return form.cleaned_data if form.is_valid() else None
