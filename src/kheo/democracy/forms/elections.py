"""Forms of an election in a village."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from kheo.democracy.actions.election_counts import Count
from kheo.democracy.actions.elections_again import Again
from kheo.democracy.forms.meetings import ClusterResultForm, ResultForm
from kheo.democracy.forms.polls import offer_witnesses
from kheo.democracy.models import BallotSheet, Candidate, Election, Matter
from kheo.democracy.rules.elections import HEAD, STEP_LABELS, STEPS
from kheo.democracy.rules.rounds import Tally
from kheo.directives.forms.fields import NumberField
from kheo.foundation.forms import DayField, VersionForm


class ElectionForm(forms.Form):
    """Which matter, who is elected, on which day: the calendar follows from it."""

    matter = forms.ModelChoiceField(
        Matter.objects.none(),
        label="Việc đưa ra dân bàn",
        empty_label="Chọn việc",
        help_text="Việc thuộc khoản 4, khoản 5 Điều 15.",
    )
    what = forms.ChoiceField(label="Bầu", choices=Election.What.choices, widget=forms.RadioSelect)
    seats = NumberField("Số người được bầu", places=0, initial=1)
    planned_on = DayField("Ngày họp bầu")

    def __init__(self, matters: QuerySet[Matter], data: QueryDict | None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["matter"].queryset = matters  # type: ignore[attr-defined]  # a choice among rows


class StepForm(forms.Form):
    key = forms.ChoiceField(label="Bước")
    done_on = DayField("Ngày làm")
    number = forms.CharField(label="Số văn bản", max_length=60, required=False)

    def __init__(self, what: str, left: Iterable[str], data: QueryDict | None) -> None:
        super().__init__(data)
        remaining = set(left)
        self.fields["key"].choices = [(key, STEP_LABELS[key]) for key in STEPS[what] if key in remaining]  # type: ignore[attr-defined]  # a choice


class CandidateForm(forms.Form):
    name = forms.CharField(label="Họ tên", max_length=120)
    by = forms.ChoiceField(label="Ai giới thiệu", choices=Candidate.By.choices, widget=forms.RadioSelect)


class WithdrawForm(forms.Form):
    on = DayField("Ngày rút")


class CountForm(VersionForm):
    """Ballots of a meeting, and the votes of each who stands; *has_minutes*: a meeting goes on whose minutes this closes.

    *summed*: what clusters counted already, so that nothing of it is typed again.
    """

    valid = NumberField("Phiếu hợp lệ", places=0)
    invalid = NumberField("Phiếu không hợp lệ", places=0, initial=0)

    def __init__(
        self,
        standing: Iterable[Candidate],
        version: int,
        data: QueryDict | None,
        *,
        has_minutes: bool,
        summed: Count | None = None,
    ) -> None:
        super().__init__(data, initial={"version": version})
        self.standing, self.summed = [] if summed else list(standing), summed
        if summed:
            del self.fields["valid"], self.fields["invalid"]
        for number, one in enumerate(self.standing, 1):
            self.fields[f"votes_{one.pk}"] = NumberField(f"{number}. {one.name}", places=0, help_text="Số phiếu bầu.")
        if has_minutes:
            self.fields |= {name: ResultForm.base_fields[name] for name in ("opinions", "conclusion")}

    def count(self) -> Count:
        data = self.cleaned_data
        words = {name: data.get(name, "") for name in ("opinions", "conclusion")}
        if self.summed:
            return replace(self.summed, **words)
        return Count({one.pk: data[f"votes_{one.pk}"] for one in self.standing}, data["valid"], data["invalid"], **words)


class ClusterCountForm(VersionForm):
    """What one cluster reports of an election: the votes of each who stands, its ballots, what was said."""

    valid = NumberField("Phiếu hợp lệ", places=0)
    invalid = NumberField("Phiếu không hợp lệ", places=0, initial=0)
    known_as = {"Số phiếu": "valid"}

    def __init__(self, standing: Iterable[Candidate], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = list(standing)
        for number, one in enumerate(self.standing, 1):
            self.fields[f"votes_{one.pk}"] = NumberField(f"{number}. {one.name}", places=0, help_text="Số phiếu bầu.")
        self.fields |= {name: ClusterResultForm.base_fields[name] for name in ("opinions", "conclusion")}
        names = (f"votes_{one.pk}" for one in self.standing)
        self.order_fields((*names, "valid", "invalid", "opinions", "conclusion", "version"))

    def tally(self) -> Tally:
        return Tally(self.cleaned_data["valid"], 0, self.cleaned_data["invalid"])

    def names(self) -> dict[int, int]:
        return {one.pk: self.cleaned_data[f"votes_{one.pk}"] for one in self.standing}


class SlipCountForm(VersionForm):
    """Slips that came back: everybody's votes, what is valid and what is not, two households that watched."""

    valid = NumberField("Phiếu hợp lệ", places=0)
    invalid = NumberField("Phiếu không hợp lệ", places=0, initial=0)
    counted_on = DayField("Ngày kiểm phiếu")
    first_witness = forms.ChoiceField(label="Hộ chứng kiến thứ nhất")
    second_witness = forms.ChoiceField(label="Hộ chứng kiến thứ hai")
    known_as = {"Số phiếu": "valid", "Hộ chứng kiến": "first_witness", "Ngày có kết quả": "counted_on"}

    def __init__(self, listed: Iterable[Candidate], sheets: Iterable[BallotSheet], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed = list(listed)
        for number, one in enumerate(self.listed, 1):
            gone = f"Đã rút ngày {one.withdrawn_on:%d/%m/%Y}: vẫn đếm, không xét trúng cử." if one.withdrawn_on else ""
            self.fields[f"votes_{one.pk}"] = NumberField(f"{number}. {one.name}", places=0, help_text=gone or "Số phiếu bầu.")
        offer_witnesses(self, sheets)
        names = (f"votes_{one.pk}" for one in self.listed)
        self.order_fields((*names, "valid", "invalid", "counted_on", "first_witness", "second_witness", "version"))

    def count(self) -> Count:
        data = self.cleaned_data
        return Count({one.pk: data[f"votes_{one.pk}"] for one in self.listed}, data["valid"], data["invalid"])

    def witnesses(self) -> tuple[int, int]:
        return int(self.cleaned_data["first_witness"]), int(self.cleaned_data["second_witness"])


class AgainForm(forms.Form):
    """The day of voting again; of a head with the commune's decision to do so."""

    planned_on = DayField("Ngày họp bầu")
    agreed_on = DayField("Ngày thống nhất", help_text="Với Trưởng ban công tác Mặt trận (Điều 16 khoản 2 Luật 10/2022/QH15).")
    decided_on = DayField("Ngày quyết định", help_text="Quyết định bầu lại của Uỷ ban nhân dân cấp xã.")
    number = forms.CharField(label="Số quyết định", max_length=60)

    def __init__(self, what: str, data: QueryDict | None) -> None:
        super().__init__(data)
        if what != HEAD:
            del self.fields["decided_on"], self.fields["number"]

    def told(self) -> Again:
        return Again(**self.cleaned_data)


class RecogniseForm(forms.Form):
    number = forms.CharField(label="Số quyết định", max_length=60)
    begun_on = DayField("Ngày công nhận")
