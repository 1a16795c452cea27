"""Forms of a ballot to every household and of an online vote."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from kheo.democracy.actions.ballots import PlanContent
from kheo.democracy.actions.online import VoteContent
from kheo.democracy.models import BallotPlan, BallotSheet, OnlineVote, Round, TeamMember
from kheo.democracy.queries.elections import election_to_count
from kheo.democracy.queries.polls import village_of
from kheo.democracy.rules.voting import BALLOTS, FRONT, ONLINE, PARTS, Count, Member, voting_rule
from kheo.directives.forms.fields import FileFields
from kheo.foundation.forms import ClockField, DayField, VersionForm

SEATS = (2, 3, 4, 5)
LEADER = "Tổ trưởng của Tổ (đại diện Ban công tác Mặt trận)"


def _words(label: str, help_text: str = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows}), max_length=2000)


def _day(label: str, *, required: bool = True, help_text: str = "") -> DayField:
    return DayField(label=label, required=required, help_text=help_text)


def ask_later(field: forms.Field) -> None:
    """The action asks for it, with the article: no word of «optional» beside it."""
    field.asked_later = True  # type: ignore[attr-defined]  # read by the template of a field


class TeamFields(VersionForm):
    """The leader, then up to four more with what each stands for."""

    form_kind = BALLOTS

    def __init__(self, asked: Round, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        terms = village_of(asked, asked.planned_on).terms
        parts = [(key, terms.say(PARTS[key])) for key in voting_rule(f"team_{self.form_kind}_parts", asked.planned_on).value]
        self.fields["leader"] = forms.CharField(label=LEADER, max_length=120)
        for seat in SEATS:
            needed = seat <= 3
            self.fields[f"name_{seat}"] = forms.CharField(label=f"Thành viên {seat}", max_length=120, required=needed)
            self.fields[f"part_{seat}"] = forms.ChoiceField(
                label=f"Thành viên {seat} thay mặt", choices=[("", "Chọn"), *parts], required=False
            )
            ask_later(self.fields[f"part_{seat}"])
        self.order_fields(("leader", *(f"{name}_{seat}" for seat in SEATS for name in ("name", "part")), *self.after_team))

    after_team: tuple[str, ...] = ()
    known_as: dict[str, str] = {"Tổ": "leader", "Tổ trưởng": "leader"}

    def team(self) -> list[Member]:
        data = self.cleaned_data
        named = [seat for seat in SEATS if data[f"name_{seat}"]]
        return [Member(data["leader"], FRONT, leads=True), *(Member(data[f"name_{n}"], data[f"part_{n}"]) for n in named)]


def team_told(asked: Round) -> dict[str, Any]:
    """The team that is written down, as the form shows it."""
    told: dict[str, Any] = {}
    seat = SEATS[0]
    for member in TeamMember.objects.filter(round=asked):
        if member.leads:
            told["leader"] = member.name
        else:
            told |= {f"name_{seat}": member.name, f"part_{seat}": member.part}
            seat += 1
    return told


class BallotPlanForm(TeamFields):
    """The plan of a round on paper (Nghị định 59/2023/NĐ-CP Điều 4 khoản 2–4)."""

    form_kind = BALLOTS
    purpose = _words("Mục đích, yêu cầu")
    work = _words("Phân công, điều kiện bảo đảm", "Ai đi ngõ nào, lấy phiếu ngày nào, kiểm phiếu ở đâu.")
    asks_other = forms.BooleanField(label="Phiếu có dòng «Ý kiến khác»", required=False)
    agreed_on = _day("Ngày thống nhất", required=False, help_text="Với Ban công tác Mặt trận; đã họp không đủ hộ thì bỏ trống.")
    issued_on = _day("Ngày ban hành kế hoạch")
    announced_on = _day("Ngày công khai", help_text="Ít nhất 2 ngày trước ngày phát phiếu.")
    announced_how = forms.CharField(label="Công khai bằng cách nào", max_length=200, help_text="Ví dụ: niêm yết ở nhà văn hoá.")
    after_team = ("purpose", "work", "asks_other", "agreed_on", "issued_on", "announced_on", "announced_how", "version")

    def content(self, known: BallotPlan | None) -> PlanContent:
        """What was typed; the days of sending are another form's and stay as they are."""
        data = self.cleaned_data
        return PlanContent(
            purpose=data["purpose"],
            work=data["work"],
            team=self.team(),
            issued_on=data["issued_on"],
            announced_on=data["announced_on"],
            announced_how=data["announced_how"],
            agreed_on=data["agreed_on"],
            commune_on=known.commune_on if known else None,
            front_on=known.front_on if known else None,
            asks_other=data.get("asks_other", False),
        )

    def __init__(self, asked: Round, *args: Any, **kwargs: Any) -> None:
        super().__init__(asked, *args, **kwargs)
        if election_to_count(asked.matter) is not None:
            del self.fields["asks_other"]  # a slip of names asks for nothing more


def plan_told(asked: Round, plan: BallotPlan | None) -> dict[str, Any]:
    if plan is None:
        return {"version": 0, "asks_other": True}
    names = ("purpose", "work", "asks_other", "agreed_on", "issued_on", "announced_on", "announced_how", "version")
    return {**team_told(asked), **{name: getattr(plan, name) for name in names}}


class SendForm(VersionForm):
    commune_on = _day("Ngày gửi Uỷ ban nhân dân", required=False)
    front_on = _day("Ngày gửi Mặt trận", required=False)
    field_order = ("commune_on", "front_on", "version")


def offer_witnesses(form: forms.Form, sheets: Iterable[BallotSheet]) -> None:
    """The households of the list, to choose the two from that watched the count."""
    offered = [(str(one.household_id), f"{one.household}: {one.household.representative}") for one in sheets]
    for name in ("first_witness", "second_witness"):
        form.fields[name].choices = [("", "Chọn hộ"), *offered]  # type: ignore[attr-defined]  # a choice


class CountForm(VersionForm):
    """The count of what came back; totals alone."""

    votes_for = forms.IntegerField(label="Đồng ý", min_value=0, max_value=100_000)
    votes_against = forms.IntegerField(label="Không đồng ý", min_value=0, max_value=100_000)
    other = forms.IntegerField(label="Ý kiến khác", min_value=0, max_value=100_000)
    spoilt = forms.IntegerField(label="Phiếu không hợp lệ", min_value=0, max_value=100_000)
    counted_on = _day("Ngày kiểm phiếu")
    first_witness = forms.ChoiceField(label="Hộ chứng kiến thứ nhất")
    second_witness = forms.ChoiceField(label="Hộ chứng kiến thứ hai")
    field_order = ("votes_for", "votes_against", "other", "spoilt", "counted_on", "first_witness", "second_witness", "version")
    known_as = {"Số phiếu": "votes_for", "Hộ chứng kiến": "first_witness", "Ngày có kết quả": "counted_on"}

    def __init__(self, sheets: list[BallotSheet], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.collected = sum(sheet.state == BallotSheet.State.COLLECTED for sheet in sheets)
        offer_witnesses(self, sheets)

    def content(self) -> tuple[Count, tuple[int, int]]:
        data = self.cleaned_data
        count = Count(self.collected, data["votes_for"], data["votes_against"], data["other"], data["spoilt"])
        return count, (int(data["first_witness"]), int(data["second_witness"]))


class OnlineForm(TeamFields, FileFields):
    """The conditions of an online vote (Nghị định 59/2023/NĐ-CP Điều 5 khoản 1, 2)."""

    form_kind = ONLINE
    upload_for = "evidence"
    agreed_on = _day("Ngày thống nhất", required=False, help_text="Với Ban công tác Mặt trận: không cần họp hay phát phiếu.")
    commune_on = _day("Ngày báo cáo Uỷ ban nhân dân", required=False)
    front_on = _day("Ngày báo cáo Mặt trận", required=False)
    chosen_by = forms.IntegerField(
        label="Số hộ chọn trực tuyến", min_value=0, max_value=100_000, help_text="Cần trên 50% tổng số hộ trong sổ."
    )
    has_devices = forms.BooleanField(label="Các hộ có thiết bị: điện thoại hoặc máy nối mạng để biểu quyết", required=False)
    announced_on = _day("Ngày công khai", help_text="Ít nhất 2 ngày trước ngày biểu quyết.")
    announced_how = forms.CharField(label="Công khai bằng cách nào", max_length=200)
    after_team = (
        "agreed_on", "commune_on", "front_on", "chosen_by", "file", "is_not_secret", "has_devices",
        "announced_on", "announced_how", "version",
    )  # fmt: skip
    known_as = {
        **TeamFields.known_as,
        **FileFields.known_as,
        "Ảnh chụp, danh sách các hộ chọn": "file",
        "Các hộ có thiết bị": "has_devices",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = "Ảnh chụp bình chọn, danh sách các hộ chọn trực tuyến"
        for name in ("agreed_on", "commune_on", "front_on", "file"):
            ask_later(self.fields[name])

    def content(self) -> VoteContent:
        data = self.cleaned_data
        names = ("announced_on", "announced_how", "agreed_on", "commune_on", "front_on", "chosen_by", "has_devices")
        return VoteContent(team=self.team(), proof=self.sent_file(), **{name: data[name] for name in names})


def vote_told(asked: Round, vote: OnlineVote | None) -> dict[str, Any]:
    if vote is None:
        return {"version": 0}
    names = ("agreed_on", "commune_on", "front_on", "chosen_by", "has_devices", "announced_on", "announced_how", "version")
    return {**team_told(asked), **{name: getattr(vote, name) for name in names}}


class StartForm(VersionForm):
    """Until when ballots are taken: a day and an hour."""

    end_day = _day("Kết thúc ngày")
    end_hour = ClockField("Kết thúc lúc", help_text="Ví dụ 17:00.")
    field_order = ("end_day", "end_hour", "version")

    def ends_at(self) -> datetime:
        data = self.cleaned_data
        return timezone.make_aware(datetime.combine(data["end_day"], data["end_hour"]))
