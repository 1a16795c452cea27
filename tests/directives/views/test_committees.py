from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.directives.actions.committees import dissolve_committee, found_committee, set_working_rules
from kheo.directives.models import Committee, CommitteeDecision, CommitteeMember, WorkingRules
from kheo.directives.queries.committees import members_on
from kheo.organisation.models import Body
from tests import factories
from tests.directives.committee_scene import LIST, decision, hold_position
from tests.directives.scene import PDF
from tests.directives.views.sending import HERE, bytes_of, send, sign_in, words

PAPER = {"number": "21-QĐ/TU", "day": "01/03/2024", "issuer": "Ban Thường vụ"}


def listed(*rows, total=None):
    """The posted list: (part, title, order, gone)."""
    data = {"tv-TOTAL_FORMS": str(total or len(rows)), "tv-INITIAL_FORMS": "0"}
    for number, (part, title, *rest) in enumerate(rows):
        data |= {f"tv-{number}-part": part, f"tv-{number}-title": title}
        data |= {f"tv-{number}-ORDER": str(rest[0])} if rest else {}
        data |= {f"tv-{number}-DELETE": "on"} if len(rest) > 1 else {}
    return data


@pytest.fixture
def office(client, scene):
    return sign_in(client, scene.office)


def test_a_committee_is_founded_strengthened_and_dissolved_by_hand(office, work):
    page = words(office.get(f"{HERE}ban-chi-dao/"))
    assert "Chưa ghi quyết định thành lập" in page
    assert work.body.name in page
    file = SimpleUploadedFile("quyet-dinh.pdf", PDF)
    rows = listed(("head", "Phó Bí thư"), ("member", "Chủ tịch Hội", 1), ("", ""), ("member", "Bỏ", 3, True))
    answer = send(
        office, "ban-chi-dao/thanh-lap/", body=work.body.pk, purpose="joint", file=file, is_not_secret="on", **PAPER, **rows
    )
    made = Committee.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{HERE}ban-chi-dao/{made.pk}/")
    assert [member.title for member in members_on(made, work.today)] == ["Chủ tịch Hội", "Phó Bí thư"]
    row = CommitteeDecision.objects.get()
    assert bytes_of(office.get(f"{HERE}ban-chi-dao/theo-quyet-dinh/{row.pk}/tep/")) == PDF

    form = office.get(f"{HERE}ban-chi-dao/{made.pk}/kien-toan/")
    assert 'value="Chủ tịch Hội"' in form.content.decode()
    assert "Đã điền sẵn danh sách theo quyết định ngày 01/03/2024" in words(form)
    paper = {**PAPER, "number": "40-QĐ/TU", "day": "2.6.2024"}
    answer = send(office, f"ban-chi-dao/{made.pk}/kien-toan/", **paper, **listed(("head", "Bí thư")))
    assert answer.status_code == 302
    assert [member.title for member in members_on(made, date(2024, 6, 2))] == ["Bí thư"]
    assert [member.title for member in members_on(made, date(2024, 6, 1))] == ["Chủ tịch Hội", "Phó Bí thư"]

    paper = {**PAPER, "number": "90-QĐ/TU", "day": "01/06/2025"}
    assert send(office, f"ban-chi-dao/{made.pk}/ket-thuc/", **paper).status_code == 302
    page = words(office.get(f"{HERE}ban-chi-dao/{made.pk}/"))
    assert "đã kết thúc từ 01/06/2025" in page
    assert "Ngày này không có danh sách nào đang dùng" in page
    older = words(office.get(f"{HERE}ban-chi-dao/{made.pk}/?ngay=01/04/2024"))
    assert "Danh sách ngày 01/04/2024: 2 thành viên" in older


def test_what_is_wrong_with_decision_and_list_is_said_and_everything_typed_is_kept(office, work):
    committee = work.committee
    rows = listed(("member", "Chủ tịch Hội Ngô"), ("", "Không có phần"))
    answer = send(office, f"ban-chi-dao/{committee.pk}/kien-toan/", **{**PAPER, "day": "hôm qua"}, **rows)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="Chủ tịch Hội Ngô"' in page
    assert "Không đọc được ngày này" in page
    assert "Chọn phần việc trong ban." in page
    answer = send(
        office, f"ban-chi-dao/{committee.pk}/kien-toan/", **{**PAPER, "day": "01/03/2023"}, **listed(("member", "Chủ tịch"))
    )
    assert answer.status_code == 422
    said = words(answer)
    assert "Thành viên: Danh sách chưa có trưởng ban; cần đúng một trưởng ban." in said
    assert "Phải sau quyết định trước (ngày 01/03/2023)" in said
    assert CommitteeDecision.objects.count() == 1


def test_more_rows_are_drawn_with_nothing_said_of_what_is_typed(office, work):
    committee = work.committee
    rows = listed(("head", "Phó Bí thư"), ("", ""))
    answer = send(office, f"ban-chi-dao/{committee.pk}/kien-toan/", **{"them-dong": "1", "number": "2", "tv-X": "x"}, **rows)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count('-title"') >= 6
    assert 'value="Phó Bí thư"' in page
    assert 'name="number" value="2"' in page
    assert "Ô này chưa điền" not in page
    spoilt = send(
        office, f"ban-chi-dao/{committee.pk}/kien-toan/", **{"them-dong": "1", "tv-TOTAL_FORMS": "x", "tv-INITIAL_FORMS": "0"}
    )
    assert spoilt.status_code == 200


def test_an_ended_position_is_flagged_everywhere(office, work):
    holder = hold_position(work.scene.body("ubnd"), end=date(2025, 1, 1))
    committee = found_committee(work.office, work.body, "joint", decision(), [replace(LIST[0], position=holder), LIST[1]])
    assert "1 chức vụ đã thôi" in words(office.get(f"{HERE}ban-chi-dao/"))
    page = words(office.get(f"{HERE}ban-chi-dao/{committee.pk}/"))
    assert "chức vụ này đã thôi từ 01/01/2025: cần kiện toàn" in page
    before = words(office.get(f"{HERE}ban-chi-dao/{committee.pk}/?ngay=2024-12-31"))
    assert "cần kiện toàn" not in before
    assert holder.person.name in before


def test_a_decision_is_entered_again_beside_the_old_one(office, work):
    first = work.founding()
    address = f"ban-chi-dao/theo-quyet-dinh/{first.pk}/ghi-lai/"
    assert 'value="Phó Bí thư Thường trực Thị uỷ"' in office.get(f"{HERE}{address}").content.decode()
    paper = {"number": "15-QĐ/TU", "day": "01/03/2023", "issuer": "Ban Thường vụ", "reason": "Sai tên trưởng ban."}
    assert send(office, address, **paper, **listed(("head", "Bí thư Thị uỷ"))).status_code == 302
    old = words(office.get(f"{HERE}ban-chi-dao/theo-quyet-dinh/{first.pk}/"))
    assert "Bản ghi này có chỗ sai: Sai tên trưởng ban." in old
    assert "Phó Bí thư Thường trực Thị uỷ" in old
    assert "Ghi lại quyết định này" not in old
    page = words(office.get(f"{HERE}ban-chi-dao/{work.committee.pk}/"))
    assert "Bí thư Thị uỷ" in page
    assert "đã ghi lại" in page
    answer = send(office, address, **paper, **listed(("head", "Bí thư Thị uỷ")))
    assert answer.status_code == 422
    assert "đã được ghi lại trước đó" in words(answer)


def test_a_dissolution_is_corrected_without_a_list(office, work):
    row = dissolve_committee(work.office, work.committee, decision("dissolution", "90-QĐ/TU", date(2025, 6, 1)))
    address = f"ban-chi-dao/theo-quyet-dinh/{row.pk}/ghi-lai/"
    assert "Danh sách thành viên" not in words(office.get(f"{HERE}{address}"))
    paper = {"number": "90-QĐ/TU", "day": "02/06/2025", "issuer": "Ban Thường vụ", "reason": "Sai ngày."}
    assert send(office, address, **paper).status_code == 302
    assert CommitteeDecision.objects.get(corrects=row).date == date(2025, 6, 2)


def test_working_rules_are_written_and_refused(office, work):
    address = f"ban-chi-dao/{work.committee.pk}/quy-che/"
    paper = {"number": "03-QC/BCĐ", "day": "01/04/2023", "summary": "Họp ba tháng một lần\nBáo cáo ngày 25"}
    assert send(office, address, **paper, file=SimpleUploadedFile("q.pdf", PDF), is_not_secret="on").status_code == 302
    page = words(office.get(f"{HERE}ban-chi-dao/{work.committee.pk}/"))
    assert "Họp ba tháng một lần" in page
    assert bytes_of(office.get(f"{HERE}ban-chi-dao/theo-quy-che/{WorkingRules.objects.get().pk}/tep/")) == PDF
    answer = send(office, address, **paper)
    assert answer.status_code == 422
    assert "đã ghi rồi" in words(answer)


def test_a_file_that_is_not_there_is_not_found(office, work):
    rules = set_working_rules(work.office, work.committee, "03-QC", date(2024, 1, 1), "Họp")
    for address in (
        f"theo-quyet-dinh/{work.founding().pk}/tep/",
        f"theo-quy-che/{rules.pk}/tep/",
        "99999999/",
        "theo-quyet-dinh/99999999/",
        "theo-quy-che/99999999/tep/",
    ):
        assert office.get(f"{HERE}ban-chi-dao/{address}").status_code == 404


def test_staff_read_and_are_offered_no_act(client, work):
    committee = work.committee
    sign_in(client, work.scene.staff)
    for address in ("", f"{committee.pk}/", f"theo-quyet-dinh/{work.founding().pk}/"):
        page = client.get(f"{HERE}ban-chi-dao/{address}")
        assert page.status_code == 200
        assert "ghi-lai" not in page.content.decode()
        assert "/kien-toan/" not in page.content.decode()
    assert client.get(f"{HERE}ban-chi-dao/{committee.pk}/kien-toan/").status_code == 403


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(f"{HERE}{address}").status_code == 200
    return len(found)


def test_lists_cost_the_same_with_one_committee_and_with_many(office, work):
    committee = work.committee
    one, single = queries(office, "ban-chi-dao/"), queries(office, f"ban-chi-dao/{committee.pk}/")
    for number in range(4):
        body = factories.make_body(
            work.scene.locality, f"bcd-{number}", f"Ban Chỉ đạo {number}", Body.Kind.COMMITTEE, unit=work.scene.wards[0]
        )
        found_committee(work.office, body, "movement", decision(), LIST)
    work.strengthen([*LIST, replace(LIST[3], title="Chủ tịch Hội Cựu chiến binh"), replace(LIST[3], title="Bí thư Đoàn")])
    assert queries(office, "ban-chi-dao/") == one
    assert queries(office, f"ban-chi-dao/{committee.pk}/") == single
    assert CommitteeMember.objects.count() == 4 * 5 + 6


def test_nothing_to_found_is_said_kindly(office, work):
    assert work.committee
    page = words(office.get(f"{HERE}ban-chi-dao/thanh-lap/"))
    assert "Mọi ban chỉ đạo trong danh mục đã có quyết định thành lập." in page


def test_a_committee_that_ended_with_its_unit_says_so_and_offers_no_act(office, work):
    committee = work.committee
    committee.body.unit.ended_on = date(2025, 7, 1)
    committee.body.unit.save()
    assert "Kết thúc cùng tổ chức, đơn vị từ 01/07/2025" in words(office.get(f"{HERE}ban-chi-dao/"))
    page = office.get(f"{HERE}ban-chi-dao/{committee.pk}/")
    assert "kết thúc cùng tổ chức, đơn vị từ 01/07/2025" in words(page)
    assert "/kien-toan/" not in page.content.decode()
