"""Papers of a meeting read back: they say what the articles ask for."""

import io
import re
from dataclasses import replace
from datetime import time, timedelta

import docx
import pytest
from pypdf import PdfReader

from kheo.democracy.actions.cluster_moves import Move, move_cluster
from kheo.democracy.actions.clusters import close_clusters, count_cluster
from kheo.democracy.actions.decisions import write_decision
from kheo.democracy.actions.meetings import close_meeting, fail_meeting
from kheo.democracy.actions.rounds import Tally, close_round, open_round, plan_round
from kheo.democracy.actions.sittings import mark_by_numbers, settle_order
from kheo.democracy.models import Household, Meeting
from kheo.democracy.papers.decisions import decision_paper
from kheo.democracy.papers.meetings import attendance_paper, notice_paper
from kheo.democracy.papers.minutes import counting_paper, minutes_paper
from kheo.democracy.rules.decisions import DecisionContent
from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.refusal import RefusedError
from tests.democracy.actions.test_meetings import BOARD
from tests.democracy.meeting_scene import (
    WORDS,
    cluster_meeting,
    counted,
    decided,
    make_matter,
    open_meeting,
    planned_meeting,
    today,
    told_meeting,
)
from tests.democracy.views.sending import HERE, sign_in

DECISION = DecisionContent("agreement", "Làm đường.", "Cá nhân 01", "Cá nhân 02", "Cá nhân 03", "Cá nhân 04", "01/TT")


def read(paper):
    """The words of the PDF; those of the .docx must hold the same title and the same numbers."""
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(paper))).pages)
    document = docx.Document(io.BytesIO(to_docx(paper)))
    cells = " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    word = " ".join(paragraph.text for paragraph in document.paragraphs) + cells
    assert paper.title.lower() in word.lower()
    return re.sub(r"\s+", " ", text)


def test_the_notice_tells_when_where_what_and_the_threshold(scene):
    scene.roll(3)
    text = read(notice_paper(told_meeting(scene)))
    for words in ("19 giờ 30", "Nhà văn hoá", "Làm đường ngõ", "từ 2/3 tổng số hộ trở lên tán thành"):
        assert words in text
    assert "Mẫu số" not in text
    assert "TỔ TRƯỞNG TỔ DÂN PHỐ" in text


def test_the_list_names_every_household_of_the_day_and_who_came(scene):
    text = read(attendance_paper(open_meeting(scene, 3, present=2)))
    assert [f"Đại diện hộ 0{number}" in text for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert "Tổng số 3 hộ; có mặt 2 hộ, vắng 1 hộ." in text


def test_a_list_of_no_households_is_refused(scene):
    with pytest.raises(RefusedError, match="chưa có hộ nào"):
        attendance_paper(planned_meeting(scene))


def test_minutes_tell_those_present_the_order_the_votes_and_the_conclusion(scene):
    meeting = decided(scene).meeting
    text = read(minutes_paper(Meeting.objects.get(pk=meeting.pk)))
    for words in (
        "Tổng số 50 hộ; 45 đại diện hộ có mặt; 5 hộ không có đại diện tham dự.",
        "Thư ký: Cá nhân 02, được 40 đại diện hộ giơ tay đồng ý.",
        WORDS["opinions"],
        "Được thông qua: cần 34 trong 50 hộ tán thành",
        WORDS["conclusion"],
        "theo lời văn năm 2022",
    ):
        assert words in text


def test_minutes_of_a_meeting_that_failed_say_why(scene):
    meeting = open_meeting(scene, present=3)
    with pytest.raises(RefusedError, match="chưa có kết quả"):
        minutes_paper(meeting)
    fail_meeting(scene.head, meeting, 2)
    text = read(minutes_paper(Meeting.objects.get(pk=meeting.pk)))
    assert "không đủ để có thể đạt 34 hộ tán thành" in text
    assert "Điều 19 khoản 1 điểm b" in text


def test_counting_minutes_name_board_witnesses_and_ballots(scene):
    meeting = settle_order(scene.head, open_meeting(scene, present=45), BOARD, 2)
    with pytest.raises(RefusedError, match="bỏ phiếu kín"):
        counting_paper(meeting)
    close_meeting(scene.head, meeting, Tally(40, 3, 2), version=3, **WORDS)
    text = read(counting_paper(Meeting.objects.get(pk=meeting.pk)))
    for words in ("Cá nhân 03, Trưởng ban.", "Hộ chứng kiến: Cá nhân 06, Cá nhân 07.", "Phiếu thu về 45", "03 bản"):
        assert words in text
    assert "Mẫu số" not in text


def test_each_cluster_has_its_minutes_and_the_joint_ones_add_them_up(scene):
    meeting, (first, second) = cluster_meeting(scene)
    assert "Cụm 2: 19 giờ 30, ngày" in read(notice_paper(meeting))
    with pytest.raises(RefusedError, match="Cụm 1 chưa có kết quả"):
        minutes_paper(first)
    first = counted(scene, first, range(1, 21), Tally(18, 1, 1))
    text = read(minutes_paper(first))
    for words in ("họp cụm dân cư: Cụm 1", "20 đại diện hộ có mặt.", "Tán thành 18", "báo cáo Tổ trưởng tổ dân phố để tổng hợp"):
        assert words in text
    assert "hông qua" not in text  # a cluster alone passes nothing
    count_cluster(scene.head, second, Tally(0, 0, 0), "", "Không hộ nào đến.", 1)
    second.refresh_from_db()
    assert "III. Kết luận Không hộ nào đến." in read(minutes_paper(second))
    fail_meeting(scene.head, meeting, 2)
    failed = read(minutes_paper(Meeting.objects.get()))
    assert "Cộng 20 18 1 1" in failed
    assert "không quyết định được" in failed


def test_joint_minutes_and_the_list_of_a_cluster(scene):
    scene.roll(50)
    Household.objects.filter(number__lte=3).update(cluster="Cụm 1")
    meeting, (first, second) = cluster_meeting(scene)
    counted(scene, first, range(1, 21), Tally(18, 1, 1))
    mark_by_numbers(scene.head, second, range(21, 41))
    settle_order(scene.head, second, replace(BOARD, secretary_votes=15, way_votes=15, board_votes=15), 1)
    count_cluster(scene.head, second, Tally(17, 3, 0), version=2, **WORDS)
    close_clusters(scene.head, meeting, "Làm đường.", 2)
    text = read(minutes_paper(Meeting.objects.get()))
    for words in ("Họp theo từng cụm dân cư:", "Cụm 1 20 18 1 1", "Cụm 2 20 17 3 0", "Cộng 40 35 4 1", "cần 34 trong 50 hộ"):
        assert words in text
    second.refresh_from_db()
    assert "kiểm phiếu ở Cụm 2" in read(counting_paper(second))
    with pytest.raises(RefusedError, match="bỏ phiếu kín"):
        counting_paper(Meeting.objects.get())  # each cluster counted its own
    listed = read(attendance_paper(first))
    assert "Tổng số 20 hộ; có mặt 20 hộ, vắng 0 hộ." in listed
    assert "Đại diện hộ 21" not in listed


def test_a_notice_printed_after_a_cluster_moved_says_from_where_and_is_of_the_day_it_was_told(scene):
    meeting, (_first, second) = cluster_meeting(scene)
    later = Move(today() + timedelta(days=3), time(20), "Nhà văn hoá", "Mưa bão.", today(), ["door"], posted=True)
    move_cluster(scene.head, second, later, 1)
    paper = notice_paper(meeting)
    text = read(paper)
    assert f"Cụm 2: 20 giờ 00, ngày {later.on:%d/%m/%Y}, tại Nhà văn hoá (dời từ 19 giờ 30, ngày {today():%d/%m/%Y}" in text
    assert paper.on == today()


def test_hands_have_no_counting_minutes(scene):
    with pytest.raises(RefusedError, match="bỏ phiếu kín"):
        counting_paper(Meeting.objects.get(pk=decided(scene).meeting.pk))


def test_article_20_2_a_decision_has_its_seven_contents(scene):
    text = read(decision_paper(write_decision(scene.head, decided(scene), DECISION, 0)))
    for words in (
        "BẢN THOẢ THUẬN",
        "01/TT",
        f"ngày {today():%d/%m/%Y}",
        "Tổng số 50 hộ; 45 đại diện hộ có mặt; 5 hộ không có đại diện tham dự.",
        "họp cộng đồng dân cư",
        "40 hộ tán thành, 3 hộ không tán thành, 2 ý kiến khác; cần 34 hộ",
        "có hiệu lực từ ngày được biểu quyết thông qua",
        *(f"Cá nhân 0{number}" for number in range(1, 5)),
    ):
        assert words in text


def test_that_the_decrees_form_is_not_at_hand_is_said_beside_the_download_and_not_on_the_paper(client, scene):
    held = write_decision(scene.head, decided(scene), DECISION, 0)
    sign_in(client, scene.head)
    for name, number in (("hop", "01, 02"), ("quyet-nghi", "03")):
        shown = client.get(f"{HERE}dan-chu/quan-ly/{name}/{held.round_id}/").content.decode()
        assert f"Mẫu số {number} kèm Nghị định 59/2023/NĐ-CP chưa có trong Khéo" in shown
    for paper in (decision_paper(held), minutes_paper(held.round.meeting), notice_paper(held.round.meeting)):
        assert "chưa có" not in read(paper)


def test_a_decision_by_ballots_counts_those_who_answered(scene):
    scene.roll(10)
    planned = plan_round(scene.head, make_matter(scene, kind=6), scene.village, "ballots", today(), front_agreed=True)
    closed = close_round(scene.head, open_round(scene.head, planned, 1), Tally(6, 1, 0), 2)
    text = read(decision_paper(write_decision(scene.head, closed, replace(DECISION, number=""), 0)))
    assert "Tổng số 10 hộ; 7 hộ gửi ý kiến; 3 hộ không gửi ý kiến." in text


def test_papers_are_handed_out_to_whoever_may_read_them(client, scene):
    closed = decided(scene)
    write_decision(scene.head, closed, DECISION, 0)
    meeting, decision = (f"{HERE}dan-chu/quan-ly/{part}/{closed.pk}/" for part in ("hop", "quyet-nghi"))
    sign_in(client, scene.head)
    for address in (f"{meeting}thong-bao", f"{meeting}danh-sach", f"{meeting}bien-ban", f"{decision}van-ban"):
        for ending in ("pdf", "docx"):
            assert client.get(f"{address}.{ending}").status_code == 200
    assert client.get(f"{meeting}kiem-phieu.pdf").status_code == 302
    sign_in(client, scene.front)
    assert [client.get(f"{meeting}{name}.pdf").status_code for name in ("bien-ban", "danh-sach")] == [200, 403]
    sign_in(client, scene.other_head)
    assert client.get(f"{meeting}danh-sach.pdf").status_code == 403
