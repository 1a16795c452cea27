"""Forms of a meeting."""

from datetime import time
from typing import Any

from django import forms

from kheo.democracy.actions.cluster_moves import Move
from kheo.democracy.actions.meetings import MeetingContent
from kheo.democracy.actions.sittings import MeetingOrder
from kheo.democracy.models import Convener, Meeting, MeetingCluster, ToldBy, VoteWay
from kheo.democracy.queries.sittings import Sat
from kheo.democracy.rules.clusters import MOST_CLUSTERS, Cluster
from kheo.democracy.rules.meetings import NAME_LENGTH, PLACE_LENGTH
from kheo.democracy.rules.rounds import REASON_LENGTH, Tally
from kheo.foundation.forms import ClockField, DayField, VersionForm
from kheo.foundation.text import tidy

PARTS = 5  # of a cluster's line


def households_field(label: str, *, required: bool = True) -> forms.IntegerField:
    """How many households said yes, no or neither."""
    return forms.IntegerField(label=label, required=required, min_value=0, max_value=99_999)


def lines_of(text: str) -> list[str]:
    return [tidy(line) for line in text.splitlines() if tidy(line)]


class MeetingForm(VersionForm):
    starts_at = ClockField(label="Giờ họp")
    place = forms.CharField(label="Nơi họp", max_length=PLACE_LENGTH)
    convener = forms.ChoiceField(label="Người triệu tập", choices=Convener.choices)
    leader = forms.CharField(label="Người chủ trì", max_length=NAME_LENGTH, help_text="Họ tên.")
    vacant = forms.BooleanField(label="Đang khuyết người đứng đầu thôn, tổ dân phố", required=False)
    head_leads_front = forms.BooleanField(label="Người đứng đầu đồng thời là Trưởng Ban công tác Mặt trận", required=False)
    clusters = forms.CharField(
        label="Cụm dân cư",
        required=False,
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Họp theo cụm thì mỗi dòng một cụm: tên cụm; nơi họp; người chủ trì; ngày; giờ. Họp cùng lúc thì bỏ ngày, giờ.",
    )
    scattered = forms.BooleanField(label="Dân cư sinh sống không tập trung", required=False)
    cluster_plan_on = DayField(label="Ngày quyết định phương án", required=False, help_text="Chỉ khi họp theo cụm.")
    field_order = (
        "starts_at", "place", "convener", "leader", "vacant", "head_leads_front", "clusters", "scattered", "cluster_plan_on",
        "version",
    )  # fmt: skip
    known_as = {f"Cụm {order}": "clusters" for order in range(1, MOST_CLUSTERS + 1)}

    @staticmethod
    def told(meeting: Meeting | None, convener: str) -> dict[str, Any]:
        if meeting is None:
            return {"convener": convener, "version": 0, "starts_at": time(19, 30)}
        told: dict[str, Any] = {name: getattr(meeting, name) for name in MeetingForm.field_order if name != "clusters"}
        told["clusters"] = "\n".join(_line_of(one, meeting) for one in meeting.clusters.all())
        return told

    def clean_clusters(self) -> list[Cluster]:
        return [_cluster_of(order, line) for order, line in enumerate(lines_of(self.cleaned_data["clusters"]), 1)]

    def content(self) -> MeetingContent:
        data = self.cleaned_data
        kept = ("starts_at", "place", "convener", "leader", "vacant", "head_leads_front", "scattered", "cluster_plan_on")
        return MeetingContent(**{name: data[name] for name in kept}, clusters=data["clusters"])


def _line_of(cluster: MeetingCluster, meeting: Meeting) -> str:
    """A cluster as it is typed; its day and hour only where they are its own."""
    line = f"{cluster.name}; {cluster.place}; {cluster.leader}"
    if (cluster.on, cluster.starts_at) == (meeting.round.planned_on, meeting.starts_at):
        return line
    return f"{line}; {cluster.on:%d/%m/%Y}; {cluster.starts_at:%H:%M}"


def _cluster_of(order: int, line: str) -> Cluster:
    """A typed line; ValidationError, with the number of the line, where its day or hour cannot be read."""
    parts = [part.strip() for part in line.split(";")]
    if len(parts) > PARTS:
        raise forms.ValidationError(f"Dòng {order}: chỉ có năm mục: tên cụm; nơi họp; người chủ trì; ngày; giờ.")
    name, place, leader, day, hour = (*parts, *[""] * (PARTS - len(parts)))
    try:
        on = DayField("", required=False).clean(day)
        starts_at = ClockField("", required=False).clean(hour)
    except forms.ValidationError as error:
        raise forms.ValidationError(f"Dòng {order}: {error.messages[0]}") from error
    return Cluster(name, place, leader, on, starts_at)


class TellForm(VersionForm):
    told_on = DayField(label="Ngày thông báo")
    told_by = forms.MultipleChoiceField(
        label="Cách thông báo", choices=ToldBy.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    posted = forms.BooleanField(label="Đã niêm yết ở nhà văn hoá, điểm sinh hoạt cộng đồng", required=False)
    papers_on = DayField(label="Ngày gửi tài liệu", required=False, help_text="Ngày tài liệu họp đến từng hộ.")
    field_order = ("told_on", "told_by", "posted", "papers_on", "version")
    known_as = {"Niêm yết": "posted"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told_by"].asked_later = True  # type: ignore[attr-defined]  # the action asks for it, with the article


class MoveForm(VersionForm):
    """A cluster put on another day, hour or place."""

    on = DayField(label="Ngày họp")
    starts_at = ClockField(label="Giờ họp")
    place = forms.CharField(label="Nơi họp", max_length=PLACE_LENGTH)
    reason = forms.CharField(label="Lý do", max_length=REASON_LENGTH)
    told_on = DayField(label="Ngày thông báo", help_text="Ngày đã báo lại cho các hộ của cụm.")
    told_by = forms.MultipleChoiceField(
        label="Cách thông báo", choices=ToldBy.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    posted = forms.BooleanField(label="Đã niêm yết ở nhà văn hoá, điểm sinh hoạt cộng đồng", required=False)
    field_order = ("on", "starts_at", "place", "reason", "told_on", "told_by", "posted", "version")
    known_as = {"Niêm yết": "posted"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told_by"].asked_later = True  # type: ignore[attr-defined]  # the action asks for it, with the article

    @staticmethod
    def told(cluster: MeetingCluster) -> dict[str, Any]:
        return {name: getattr(cluster, name) for name in ("on", "starts_at", "place", "version")}

    def move(self) -> Move:
        return Move(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class OrderForm(VersionForm):
    secretary = forms.CharField(label="Thư ký", max_length=NAME_LENGTH)
    secretary_votes = households_field("Số hộ đồng ý thư ký")
    vote_way = forms.ChoiceField(label="Cách biểu quyết", choices=VoteWay.choices, widget=forms.RadioSelect)
    way_votes = households_field("Số hộ chọn cách biểu quyết")
    board = forms.CharField(
        label="Ban kiểm phiếu",
        required=False,
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Chỉ khi bỏ phiếu kín: mỗi dòng một người, Trưởng ban ở dòng đầu.",
    )
    board_votes = households_field("Số hộ đồng ý Ban kiểm phiếu", required=False)
    witnesses = forms.CharField(
        label="Hộ chứng kiến",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Chỉ khi bỏ phiếu kín: hai đại diện hộ, mỗi dòng một người.",
    )
    field_order = ("secretary", "secretary_votes", "vote_way", "way_votes", "board", "board_votes", "witnesses", "version")

    @staticmethod
    def told(sat: Sat) -> dict[str, Any]:
        told: dict[str, Any] = {name: getattr(sat, name) for name in ("secretary", "secretary_votes", "vote_way", "way_votes")}
        counting = list(sat.counting.all())
        told |= {"board_votes": sat.board_votes, "version": sat.version}
        told["board"] = "\n".join(one.name for one in counting if one.part != "witness")
        told["witnesses"] = "\n".join(one.name for one in counting if one.part == "witness")
        return told

    def order(self) -> MeetingOrder:
        data = self.cleaned_data
        return MeetingOrder(
            secretary=data["secretary"],
            secretary_votes=data["secretary_votes"],
            vote_way=data["vote_way"],
            way_votes=data["way_votes"],
            board=lines_of(data["board"]),
            witnesses=lines_of(data["witnesses"]),
            board_votes=data["board_votes"],
        )


class ResultForm(VersionForm):
    votes_for = households_field("Tán thành")
    votes_against = households_field("Không tán thành")
    votes_other = households_field("Ý kiến khác, phiếu không hợp lệ")
    opinions = forms.CharField(label="Ý kiến thảo luận", max_length=6_000, widget=forms.Textarea(attrs={"rows": 5}))
    conclusion = forms.CharField(label="Kết luận", max_length=6_000, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("votes_for", "votes_against", "votes_other", "opinions", "conclusion", "version")
    known_as = {"Số phiếu": "votes_for"}

    def tally(self) -> Tally:
        return Tally(*(self.cleaned_data[name] for name in ("votes_for", "votes_against", "votes_other")))


class ClusterResultForm(ResultForm):
    """What one cluster reports; where nobody came there is nothing to write but that."""

    opinions = forms.CharField(
        label="Ý kiến thảo luận", max_length=6_000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )


class SumForm(VersionForm):
    conclusion = forms.CharField(label="Kết luận", max_length=6_000, widget=forms.Textarea(attrs={"rows": 3}))
