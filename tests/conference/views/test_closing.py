"""Pages of the conclusion and the closing: typed and proposed points, one look, the end, the notice, the frozen day."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kheo.conference.actions.closing import PointContent, close_conference
from kheo.conference.models import ConclusionNotice, ConclusionPoint, DayRecord, Speech
from kheo.directives.models import Task
from tests import factories
from tests.conference.stage import SIGNER, closed, make_day, ready, set_and_look, usual_points
from tests.foundation.uploads.samples import pdf

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
KEY = "khoa-cua-bieu-mau-{:04d}"


@pytest.fixture
def office(client, day):
    client.force_login(get_user_model().objects.get(pk=day.office.account_id), backend=BACKEND)
    return client


def url(day, name, *more):
    return reverse(f"conference:{name}", args=[day.town.locality.code, day.conference.pk, *more])


def page(client, day, name, *more, query=None):
    answer = client.get(url(day, name, *more), query or {})
    assert answer.status_code == 200
    return answer.content.decode()


def test_points_are_proposed_from_the_speech_and_kept_when_they_are_sent(office, day):
    assert "Tách từ bài kết luận" not in page(office, day, "conclusion")
    text = "1. Rà soát các mô hình.\n2. Giao ban hằng quý."
    Speech.objects.create(conference=day.conference, kind="conclusion", unit=day.town.locality.unit, title="Kết luận", text=text)
    assert "Tách từ bài kết luận" in page(office, day, "conclusion")
    assert "Rà soát các mô hình\nGiao ban hằng quý" in page(office, day, "points", query={"tu": "bai-ket-luan"})
    assert ConclusionPoint.objects.count() == 0
    sent = {"points": "- Rà soát các mô hình\n\nGiao ban hằng quý", "version": 1, "once": KEY.format(1)}
    assert office.post(url(day, "points"), sent).status_code == 302
    text = page(office, day, "conclusion")
    assert "Hai điểm, còn hai điểm chưa xem nơi thực hiện và hạn." in text
    stale = office.post(url(day, "points"), {**sent, "points": "Việc khác đi", "once": KEY.format(2)})
    assert (stale.status_code, "Việc khác đi" in stale.content.decode()) == (422, True)


def test_points_whose_words_stay_keep_their_owners(office, day):
    first, second = set_and_look(day, *usual_points(day))
    sent = {"points": f"{second.text}\n{first.text}\nViệc mới nữa", "version": day.fresh().version, "once": KEY.format(1)}
    assert office.post(url(day, "points"), sent).status_code == 302
    assert list(ConclusionPoint.objects.values_list("text", "looked_at")) == [
        (second.text, True),
        (first.text, True),
        ("Việc mới nữa", False),
    ]


def test_the_look_keeps_what_was_typed_when_something_is_missing_and_leads_to_the_next(office, day):
    office.post(url(day, "points"), {"points": "Việc một đây\nViệc hai đây", "version": 1, "once": KEY.format(1)})
    first, second = ConclusionPoint.objects.all()
    sent = {"text": "Việc một đây", "due_on": "", "measure": "có kế hoạch", "version": 1, "once": KEY.format(2)}
    wrong = office.post(url(day, "point", first.pk), sent)
    assert wrong.status_code == 422
    assert "Chưa ghi ngày; viết ngày/tháng/năm" in wrong.content.decode()
    assert 'value="có kế hoạch"' in wrong.content.decode()
    whole = {**sent, "owners": ["gso2024-349/mttq"], "due_on": "30/06/2025", "once": KEY.format(3)}
    answer = office.post(url(day, "point", first.pk), whole)
    assert answer.url == url(day, "point", second.pk)
    number = {"value": "30", "value_measure": "mô hình"}
    last = {**whole, **number, "text": "Việc hai đây", "once": KEY.format(4)}
    answer = office.post(url(day, "point", second.pk), last)
    assert answer.url == url(day, "conclusion")
    second.refresh_from_db()
    assert (second.value, second.looked_at) == (30, True)
    assert "Hai điểm, đã xem hết." in page(office, day, "conclusion")


def test_every_unit_below_is_one_tick(office, day):
    units = [factories.make_unit(code, name) for code, name in (("gso2024-13330", "Xã A"), ("gso2024-13333", "Phường B"))]
    for unit in units:
        unit.versions.update(parent=day.town.locality.unit)
    office.post(url(day, "points"), {"points": "Việc một đây", "version": 1, "once": KEY.format(1)})
    point = ConclusionPoint.objects.get()
    assert "Mọi phường, xã" in page(office, day, "point", point.pk)
    sent = {"text": "Việc một đây", "owners": ["moi-don-vi"], "due_on": "30/06/2025", "version": 1, "once": KEY.format(2)}
    assert office.post(url(day, "point", point.pk), sent).status_code == 302
    assert {owner.unit for owner in point.owners.all()} == set(units)
    text = page(office, day, "point", point.pk)
    assert text.count("checked") == 1
    assert "các phường, xã" in page(office, day, "conclusion")


def test_the_end_tells_what_is_open_and_then_does_it_all(office, day):
    text = page(office, day, "close")
    assert "Còn 6 tên chưa gọi" in text
    assert "Chưa điểm danh khách nào" in text
    ready(day)
    sent = {"authority": "T/M BAN CHỈ ĐẠO", "position": "", "name": "", "version": 0, "once": KEY.format(1)}
    stale = office.post(url(day, "close"), sent)
    assert (stale.status_code, "T/M BAN CHỈ ĐẠO" in stale.content.decode()) == (422, True)
    answer = office.post(url(day, "close"), {**sent, "version": day.fresh().version, "once": KEY.format(2)})
    assert answer.url == url(day, "conclusion_notice")
    assert (DayRecord.objects.count(), Task.objects.count()) == (1, 2)
    assert "Mở hồ sơ ngày hội nghị" in page(office, day, "close")


def test_before_the_end_there_is_no_notice_and_no_record(office, day):
    for name in ("conclusion_notice", "notice_docx", "notice_pdf", "signed_notice", "day"):
        assert office.get(url(day, name)).status_code == 404


def test_number_and_scan_come_in_by_the_notice_s_page(office, day, settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    closed(day)
    assert "dự thảo, chờ số" in page(office, day, "conclusion_notice")
    sent = {"number": "mười hai", "day": "10/01/2025", "version": 1, "once": KEY.format(1)}
    wrong = office.post(url(day, "issue_notice"), sent)
    assert (wrong.status_code, 'value="mười hai"' in wrong.content.decode()) == (422, True)
    assert office.post(url(day, "issue_notice"), {"once": KEY.format(5)}).status_code == 422
    done = office.post(url(day, "issue_notice"), {**sent, "number": "12-TB/BCĐ", "once": KEY.format(2)}, follow=True)
    assert "Đã ghi số 12-TB/BCĐ ngày 10/01/2025" in done.content.decode()
    assert "Khéo chưa có các số từ 1 đến 11" in done.content.decode()
    assert office.get(url(day, "signed_notice")).status_code == 404
    scan = SimpleUploadedFile("ban-ky.pdf", pdf(), "application/pdf")
    form = {"file": scan, "not_secret": "on", "version": 1, "once": KEY.format(3)}
    assert office.post(url(day, "attach_notice"), form).status_code == 422
    scan.seek(0)
    assert office.post(url(day, "attach_notice"), {**form, "version": 2, "once": KEY.format(4)}).status_code == 302
    kept = office.get(url(day, "signed_notice"))
    assert (kept["Content-Type"], kept.getvalue()[:4]) == ("application/pdf", b"%PDF")
    for name, media in (("notice_pdf", "application/pdf"), ("notice_docx", "application/vnd.openxmlformats-officedocument")):
        assert office.get(url(day, name))["Content-Type"].startswith(media)


def test_a_notice_that_cannot_be_printed_says_so(office, day):
    closed(day)
    ConclusionNotice.objects.update(signer_name="\U0001f600")
    for name in ("notice_pdf", "notice_docx"):
        assert "Chưa in được" in office.get(url(day, name), follow=True).content.decode()


def test_the_frozen_day_is_read_from_its_record_and_leads_to_rows_and_tasks(office, day):
    day.guest("Tập thể 02", "absent")
    closed(day)
    text = page(office, day, "day")
    for said in (
        "nguyên vẹn",
        "người dự trên 2 giấy mời",
        "tên đã trao trên 6",
        "Cá nhân 01",
        "/so-lieu/initiatives.recognised/?nam=2024",
        f"/nhiem-vu/{Task.objects.first().pk}/",
        DayRecord.objects.get().sha256,
    ):
        assert said in text
    assert "đã giao" in page(office, day, "conclusion")


def test_the_frozen_day_costs_the_same_for_few_rows_and_many(office, day, django_assert_max_num_queries):
    many = make_day(factories.KIM_BANG)
    for number in range(12):
        many.guest(f"Khách {number}", "present")
    owners = usual_points(many)[0].owners
    closed(day)
    ready(many)
    set_and_look(
        many,
        *usual_points(many),
        *(PointContent(f"Việc số {number}", owners, usual_points(many)[0].due_on) for number in range(8)),
    )
    close_conference(many.office, many.fresh(), SIGNER, many.fresh().version)
    with django_assert_max_num_queries(40) as few:
        page(office, day, "day")
    office.force_login(get_user_model().objects.get(pk=many.office.account_id), backend=BACKEND)
    with django_assert_max_num_queries(len(few)):
        page(office, many, "day")


def test_a_leader_reads_and_does_not_write(client, day):
    closed(day)
    client.force_login(factories.make_account("leader", day.town.locality), backend=BACKEND)
    text = page(client, day, "conclusion_notice")
    assert "Ghi số khi đã ký" not in text
    assert "Bế mạc hội nghị" not in page(client, day, "conclusion")
    point = ConclusionPoint.objects.first()
    for name, more in (("points", ()), ("point", (point.pk,)), ("close", ())):
        assert client.get(url(day, name, *more)).status_code == 403


def test_a_point_of_another_conference_is_not_found_here(office, day):
    other = make_day(factories.KIM_BANG)
    (point, _second) = set_and_look(other, *usual_points(other))
    assert office.get(url(day, "point", point.pk)).status_code == 404
