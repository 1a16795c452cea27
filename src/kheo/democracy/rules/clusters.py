"""A meeting held by clusters (Luật 10/2022 Điều 18 khoản 3; Nghị định 59/2023 Điều 3 khoản 6): plan, counts, their sum."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from kheo.democracy.rules.law import law
from kheo.democracy.rules.rounds import MOST_AHEAD, Tally
from kheo.foundation.refusal import Problem
from kheo.foundation.text import fold, tidy

CLUSTER_LENGTH, PLACE_LENGTH, LEADER_LENGTH = 60, 160, 120
FEWEST_CLUSTERS, MOST_CLUSTERS = 2, 12
ADDED_UP = "Điều 18 khoản 3 Luật 10/2022/QH15"
NOBODY_CAME = Tally(0, 0, 0)


@dataclass(frozen=True)
class Cluster:
    """*on*, *starts_at*: None where the cluster meets on the day, at the hour, told for the village."""

    name: str
    place: str
    leader: str
    on: date | None = None
    starts_at: time | None = None


def cluster_problems(
    clusters: Sequence[Cluster], households: int, *, scattered: bool, plan_on: date | None, day: date
) -> Iterator[Problem]:
    """Meetings by cluster: from 200 households or scattered homes, after the commune decided the plan."""
    if not clusters:
        return
    limit = law("cluster_households", day)
    if households < limit.value and not scattered:
        yield Problem(
            f"Sổ có {households} hộ; họp theo cụm khi có từ {limit.value} hộ hoặc dân cư sinh sống không tập trung "
            f"({limit.citation}). Bỏ các cụm, hoặc đánh dấu ô ấy nếu đúng.",
            "Cụm dân cư",
        )
    if plan_on is None:
        yield Problem(
            "Ghi ngày Uỷ ban nhân dân cấp xã quyết định phương án họp theo cụm (Điều 3 khoản 6 Nghị định 59/2023/NĐ-CP).",
            "Ngày quyết định phương án",
        )
    elif plan_on > day:
        yield Problem(f"Phương án phải có trước ngày họp {day:%d/%m/%Y}.", "Ngày quyết định phương án")
    if not FEWEST_CLUSTERS <= len(clusters) <= MOST_CLUSTERS:
        yield Problem(f"Từ {FEWEST_CLUSTERS} đến {MOST_CLUSTERS} cụm.", "Cụm dân cư")
    if len({fold(tidy(one.name)) for one in clusters}) != len(clusters):
        yield Problem("Hai cụm trùng tên; đặt mỗi cụm một tên.", "Cụm dân cư")
    for order, cluster in enumerate(clusters, 1):
        yield from _one_problems(cluster, f"Cụm {order}", day)


def _one_problems(cluster: Cluster, where: str, day: date) -> Iterator[Problem]:
    name, place, leader = tidy(cluster.name), tidy(cluster.place), tidy(cluster.leader)
    if not (name and place and leader):
        yield Problem("Mỗi cụm ghi đủ: tên cụm; nơi họp; người chủ trì.", where)
    elif len(name) > CLUSTER_LENGTH or len(place) > PLACE_LENGTH or len(leader) > LEADER_LENGTH:
        yield Problem("Dài quá; viết gọn lại.", where)
    if cluster.on is not None and cluster.on < day:
        yield Problem(
            f"Họp ngày {cluster.on:%d/%m/%Y}, trước ngày họp đã định ({day:%d/%m/%Y}). "
            "Huỷ lần này rồi định lại theo ngày của cụm họp sớm nhất.",
            where,
        )


def not_yet_problems(name: str, on: date, today: date) -> Iterator[Problem]:
    if on > today:
        yield Problem(f"{name} họp ngày {on:%d/%m/%Y}, chưa đến; ghi khi đã họp.")


def moving_problems(
    planned: tuple[date, time, str], moved: tuple[date, time, str], begun_on: date, today: date
) -> Iterator[Problem]:
    """From *planned* to *moved* (day, hour, place), once the meeting of the village began on *begun_on*.

    Households were fixed on that day, so no cluster meets before it.
    """
    on = moved[0]
    if planned == moved:
        yield Problem("Ngày, giờ, nơi họp vẫn như cũ; sửa điều cần dời.")
    if on < begun_on:
        yield Problem(f"Cuộc họp khai mạc ngày {begun_on:%d/%m/%Y}; cụm họp từ ngày ấy trở đi.", "Ngày họp")
    elif on < today:
        yield Problem(f"Ngày {on:%d/%m/%Y} đã qua; chọn từ hôm nay.", "Ngày họp")
    elif (on - today).days > MOST_AHEAD:
        yield Problem(f"Ngày {on:%d/%m/%Y} còn hơn một năm nữa; xem lại năm.", "Ngày họp")


def told_again_problems(told_on: date, told_before: date | None, today: date) -> Iterator[Problem]:
    """The notice of the move is another one than that of the first day."""
    if told_on > today:
        yield Problem(f"Ngày {told_on:%d/%m/%Y} chưa đến; ghi khi đã báo.", "Ngày thông báo")
    elif told_before is not None and told_on < told_before:
        yield Problem(
            f"Lần báo trước là ngày {told_before:%d/%m/%Y}; ghi ngày đã báo lại cho các hộ của cụm về ngày, giờ, nơi họp mới.",
            "Ngày thông báo",
        )


def elsewhere_problem(there: Sequence[tuple[int, str]]) -> Problem:
    """*there*: (number of a household, cluster in which it is present already)."""
    told = ", ".join(f"hộ số {number} ở {name}" for number, name in there[:10])
    return Problem(
        f"Đã có mặt ở cụm khác: {told}. Mỗi hộ một đại diện, biểu quyết một lần, ở một cụm ({ADDED_UP}). Ghi nhầm thì bỏ dấu ở "
        "cụm kia trước."
    )


def cluster_votes_problems(tally: Tally, present: int, name: str) -> Iterator[Problem]:
    """One household, one vote, in the cluster where it is present: the village's sum is never more than came."""
    if min(tally.votes_for, tally.votes_against, tally.votes_other) < 0:
        yield Problem("Số phiếu là số không âm.", "Số phiếu")
    elif tally.total > present:
        yield Problem(
            f"Cộng lại {tally.total} phiếu, nhiều hơn {present} đại diện hộ có mặt ở {name}; mỗi hộ một phiếu ({ADDED_UP}). "
            "Đếm lại.",
            "Số phiếu",
        )


def uncounted_problems(names: Sequence[str]) -> Iterator[Problem]:
    if names:
        yield Problem(f"Chưa có kết quả của {', '.join(names)}; ghi đủ các cụm rồi mới tổng hợp ({ADDED_UP}).")


def names_added_up(named: Iterable[Mapping[str, int]]) -> dict[int, int]:
    """Ballots for each candidate, by key, of all clusters."""
    total: dict[int, int] = {}
    for one in named:
        for key, many in one.items():
            total[int(key)] = total.get(int(key), 0) + many
    return total


def listed_problems(counted: Sequence[str]) -> Iterator[Problem]:
    """Nobody comes on the list once a cluster voted on it; *counted*: clusters with a result."""
    if counted:
        yield Problem(
            f"{', '.join(counted)} đã ghi kết quả bầu; các cụm bầu cùng một danh sách ({ADDED_UP}). Ghi nhầm thì mở lại kết quả "
            "của cụm ấy trước.",
            "Họ tên",
        )


def added_up(tallies: Iterable[Tally]) -> Tally:
    """The result of the village: whole votes of its clusters, added."""
    total = NOBODY_CAME
    for one in tallies:
        total = Tally(
            total.votes_for + one.votes_for, total.votes_against + one.votes_against, total.votes_other + one.votes_other
        )
    return total
