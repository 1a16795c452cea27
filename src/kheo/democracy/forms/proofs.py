"""The form of a proof: it asks what the form of publishing needs, and no more."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from kheo.democracy.actions.posting_proofs import ProofContent
from kheo.democracy.models import Proof
from kheo.democracy.queries.posting_spots import Spot
from kheo.democracy.rules.proofs import MOST_TIMES
from kheo.democracy.rules.publishing import BOARDS, HEAD, LOUDSPEAKER
from kheo.directives.forms.fields import FileFields
from kheo.foundation.forms import DayField
from kheo.organisation.models import Unit


class ProofForm(FileFields):
    """*form*: code of PostingForm; *proof*: the row that this one corrects."""

    upload_for = "evidence"
    kind = forms.ChoiceField(
        label="Ghi việc gì",
        choices=[(Proof.Kind.SHOWN, "Đã niêm yết (ảnh, biên bản)"), (Proof.Kind.ENDED, "Kết thúc niêm yết, gỡ xuống")],
        widget=forms.RadioSelect,
    )
    way = forms.ChoiceField(label="Cách thông báo", choices=Proof.Way.choices, widget=forms.RadioSelect)
    on = DayField("Ngày")
    until = DayField("Đến ngày", required=False, help_text="Phát nhiều ngày liên tục thì ghi ngày cuối.")
    times = forms.IntegerField(label="Số lần phát mỗi ngày", min_value=1, max_value=MOST_TIMES, required=False)
    note = forms.CharField(label="Ghi chú", max_length=300, required=False)
    field_order: tuple[str, ...] = ("kind", "way", "on", "until", "times", "file", "is_not_secret", "note")

    def __init__(self, form: str, today: date, proof: Proof | None = None, *args: Any) -> None:
        names = ("kind", "way", "on", "times", "note")
        told = {name: getattr(proof, name) for name in names} if proof else {"kind": Proof.Kind.SHOWN, "on": today}
        super().__init__(*args, initial=told)
        self.form = form
        unasked = {
            "kind": form not in BOARDS,
            "way": form != HEAD,
            "until": form != LOUDSPEAKER or proof is not None,
            "times": form != LOUDSPEAKER,
        }
        for name in [name for name, is_unasked in unasked.items() if is_unasked]:
            del self.fields[name]
        self.fields["file"].label = "Ảnh, biên bản" if form in BOARDS else "Tệp kèm"
        if form in BOARDS and proof is None:
            self.fields["file"].asked_later = True  # type: ignore[attr-defined]  # what was hung asks for it, what came down not
            self.fields[
                "file"
            ].help_text = f"Đã niêm yết thì phải kèm; gỡ xuống thì không. {self.fields['file'].help_text}".strip()

    def content(self, village: Unit | None) -> ProofContent:
        data = self.cleaned_data
        return ProofContent(
            form=self.form,
            on=data["on"],
            village=village,
            kind=data.get("kind", Proof.Kind.SHOWN),
            until=data.get("until"),
            way=data.get("way", ""),
            times=data.get("times"),
            note=data["note"],
        )


class TogetherForm(ProofForm):
    """One proof of several villages: the minutes of posting, one sheet of photographs. Those that still want one are ticked."""

    villages = forms.MultipleChoiceField(label="Nơi", widget=forms.CheckboxSelectMultiple)
    field_order = ("kind", "way", "on", "villages", "file", "is_not_secret", "note")

    def __init__(self, form: str, today: date, spots: Sequence[Spot], *args: Any) -> None:
        super().__init__(form, today, None, *args)
        self.of_key = {str(spot.village.pk): spot.village for spot in spots if spot.village is not None}
        field = self.fields["villages"]
        field.choices = [(str(spot.village.pk), spot.place) for spot in spots if spot.village]  # type: ignore[attr-defined]  # a choice
        self.initial["villages"] = [str(spot.village.pk) for spot in spots if spot.village and spot.standing.first is None]

    def chosen(self) -> list[Unit]:
        return [self.of_key[key] for key in self.cleaned_data["villages"]]


class VoidForm(forms.Form):
    """Taking a proof back that was entered wrongly."""

    reason = forms.CharField(label="Lý do", max_length=300)
