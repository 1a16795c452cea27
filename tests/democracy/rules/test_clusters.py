"""Luật 10/2022/QH15 Điều 18 khoản 3; Nghị định 59/2023/NĐ-CP Điều 3 khoản 6: clusters, their plan, their counts, their sum."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kheo.democracy.rules.clusters import (
    Cluster,
    added_up,
    cluster_problems,
    cluster_votes_problems,
    elsewhere_problem,
    listed_problems,
    names_added_up,
    not_yet_problems,
    uncounted_problems,
)
from kheo.democracy.rules.rounds import Tally

DAY = date(2026, 6, 10)
TWO = [Cluster("Cụm 1", "Nhà văn hoá", "A"), Cluster("Cụm 2", "Sân đình", "B")]


def said(problems):
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(("households", "scattered", "count"), [(199, False, 1), (200, False, 0), (50, True, 0)])
def test_article_18_3_clusters_from_200_households_or_scattered_homes(households, scattered, count):
    assert len(said(cluster_problems(TWO, households, scattered=scattered, plan_on=DAY, day=DAY))) == count
    assert said(cluster_problems([], households, scattered=scattered, plan_on=None, day=DAY)) == []


@pytest.mark.parametrize(
    ("clusters", "plan_on", "words"),
    [
        (TWO, None, ["Ngày quyết định phương án: Ghi ngày Uỷ ban nhân dân cấp xã quyết định"]),
        (TWO[:1], DAY, ["Cụm dân cư: Từ 2 đến 12 cụm."]),
        ([*TWO, Cluster("Cụm 3", " ", "x")], DAY, ["Cụm 3: Mỗi cụm ghi đủ: tên cụm; nơi họp; người chủ trì."]),
        ([*TWO, Cluster("x" * 61, "y", "z")], DAY, ["Cụm 3: Dài quá; viết gọn lại."]),
        ([*TWO, Cluster("x", "y", "z" * 121)], DAY, ["Cụm 3: Dài quá; viết gọn lại."]),
    ],
)
def test_decree_3_6_clusters_have_a_plan_places_and_leaders(clusters, plan_on, words):
    found = said(cluster_problems(clusters, 214, scattered=False, plan_on=plan_on, day=DAY))
    assert [line[: len(start)] for line, start in zip(found, words, strict=True)] == words


def test_two_clusters_of_one_name_could_not_be_told_apart():
    twice = [TWO[0], replace(TWO[1], name="cụm  1")]
    assert said(cluster_problems(twice, 214, scattered=False, plan_on=DAY, day=DAY)) == [
        "Cụm dân cư: Hai cụm trùng tên; đặt mỗi cụm một tên."
    ]


def test_no_cluster_meets_before_the_day_that_was_told():
    before = [TWO[0], replace(TWO[1], on=DAY - timedelta(days=1))]
    after = [TWO[0], replace(TWO[1], on=DAY + timedelta(days=1))]
    assert said(cluster_problems(after, 214, scattered=False, plan_on=DAY, day=DAY)) == []
    assert said(cluster_problems(before, 214, scattered=False, plan_on=DAY, day=DAY)) == [
        (
            "Cụm 2: Họp ngày 09/06/2026, trước ngày họp đã định (10/06/2026). "
            "Huỷ lần này rồi định lại theo ngày của cụm họp sớm nhất."
        )
    ]
    late = said(cluster_problems(TWO, 214, scattered=False, plan_on=DAY + timedelta(days=1), day=DAY))
    assert late == ["Ngày quyết định phương án: Phương án phải có trước ngày họp 10/06/2026."]


def test_a_cluster_is_written_down_once_its_day_has_come():
    assert said(not_yet_problems("Cụm 2", DAY, DAY)) == []
    assert said(not_yet_problems("Cụm 2", DAY, DAY - timedelta(days=1))) == [
        "Cụm 2 họp ngày 10/06/2026, chưa đến; ghi khi đã họp."
    ]


def test_a_household_in_two_clusters_is_named_with_the_article():
    told = str(elsewhere_problem([(number, "Cụm 1") for number in range(1, 13)]))
    assert "hộ số 1 ở Cụm 1" in told
    assert "hộ số 11" not in told
    assert "Điều 18 khoản 3 Luật 10/2022/QH15" in told


@pytest.mark.parametrize(
    ("tally", "start"),
    [
        (Tally(10, 3, 2), ""),
        (Tally(10, 3, 3), "Số phiếu: Cộng lại 16 phiếu, nhiều hơn 15 đại diện hộ có mặt ở Cụm 2; mỗi hộ một phiếu (Điều 18"),
        (Tally(-1, 0, 0), "Số phiếu: Số phiếu là số không âm."),
    ],
)
def test_never_more_votes_than_came_to_the_cluster(tally, start):
    assert "".join(said(cluster_votes_problems(tally, 15, "Cụm 2")))[: len(start)] == start
    assert len(said(cluster_votes_problems(tally, 15, "Cụm 2"))) == bool(start)


def test_the_sum_waits_for_every_cluster():
    assert said(uncounted_problems([])) == []
    assert said(uncounted_problems(["Cụm 2", "Cụm 3"]))[0].startswith("Chưa có kết quả của Cụm 2, Cụm 3;")


def test_whole_votes_are_added():
    assert added_up([]) == Tally(0, 0, 0)
    assert added_up([Tally(54, 5, 2), Tally(52, 8, 3), Tally(46, 6, 2)]) == Tally(152, 19, 7)


def test_article_18_3_names_of_clusters_are_added_up_and_one_list_is_voted_on():
    assert names_added_up([{"1": 15, "2": 4}, {"1": 12, "3": 2}, {}]) == {1: 27, 2: 4, 3: 2}
    assert list(listed_problems([])) == []
    [line] = listed_problems(["Cụm 1", "Cụm 2"])
    assert str(line).startswith("Họ tên: Cụm 1, Cụm 2 đã ghi kết quả bầu")
