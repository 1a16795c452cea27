"""Forms of the commendation file: the review with its votes, and that it was taken in."""

from django import forms
from django.http import QueryDict

from kheo.foundation.forms import DayField
from kheo.recognition.actions.dossier import Meeting, vote_label
from kheo.recognition.queries.dossier import CouncilVote, Dossier

_SHORT = forms.NumberInput(attrs={"class": "short", "min": 0, "autocomplete": "off"})


class ReviewForm(forms.Form):
    """The meeting, and for each who is proposed the votes for and against."""

    held_on = DayField(label="Ngày họp")
    council = forms.CharField(label="Hội đồng xét", max_length=200)
    paper = forms.CharField(label="Biên bản", max_length=120, help_text="Số, ngày của biên bản đã ký.")
    members = forms.IntegerField(
        label="Tổng số thành viên", min_value=1, max_value=999, help_text="Cả người vắng: tỷ lệ tính trên tổng số.", widget=_SHORT
    )

    def __init__(self, dossier: Dossier, proposed: dict[int, CouncilVote], data: QueryDict | None = None) -> None:
        super().__init__(data, initial=_known(dossier, proposed))
        self.registrations = [line.registration for line in dossier.lines]
        for line in dossier.lines:
            vote = proposed.get(line.registration)
            said = f"Biểu quyết ở {vote.council}: {vote.votes_for} trên {vote.members}." if vote else ""
            self.fields[f"for_{line.registration}"] = forms.IntegerField(
                label=vote_label(line.order, line.name), min_value=0, max_value=999, widget=_SHORT, help_text=said
            )
            self.fields[f"against_{line.registration}"] = forms.IntegerField(
                label=f"{line.order}. Không đồng ý", min_value=0, max_value=999, widget=_SHORT
            )

    def meeting(self) -> Meeting:
        data = self.cleaned_data
        return Meeting(data["held_on"], data["council"], data["paper"], data["members"])

    def votes(self) -> dict[int, tuple[int, int]]:
        return {one: (self.cleaned_data[f"for_{one}"], self.cleaned_data[f"against_{one}"]) for one in self.registrations}


def _known(dossier: Dossier, proposed: dict[int, CouncilVote]) -> dict[str, object]:
    """What the last review said, else what the scoring council voted; nobody against is the usual case."""
    known: dict[str, object] = {}
    if dossier.review and dossier.minutes:
        review = dossier.review
        known = {"held_on": review.held_on, "council": review.council, "paper": review.paper, "members": review.members}
    elif proposed:
        known = {"members": max(vote.members for vote in proposed.values())}
    for line in dossier.lines:
        vote = proposed.get(line.registration)
        votes = dossier.minutes.votes.get(line.registration) if dossier.minutes else None
        if votes is None and vote is not None:
            votes = (vote.votes_for, vote.votes_against)
        known[f"against_{line.registration}"] = votes[1] if votes else 0
        if votes:
            known[f"for_{line.registration}"] = votes[0]
    return known


class ReceiptForm(forms.Form):
    on = DayField(label="Ngày nhận", help_text="Ngày cơ quan khen thưởng nhận hồ sơ; luật của ngày này theo hồ sơ đến cùng.")
    paper = forms.CharField(label="Giấy biên nhận", max_length=120, help_text="Số giấy biên nhận hoặc số đến.")
