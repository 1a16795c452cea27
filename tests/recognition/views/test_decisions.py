import re
import secrets

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kheo.movement.models import Registration
from kheo.organisation.models import Account, Role
from kheo.recognition.actions.certificates import issue_certificates
from kheo.recognition.models import Certificate, Decision, DecisionLine
from tests import factories
from tests.recognition.views.decision_pages import BACKEND, HERE, WORDS, drafted, sent, text_of


def test_the_whole_way_by_hand_from_ranking_to_certificates(office, scene, there):
    first, second, third = scene.registrations
    page = text_of(office.get(f"{HERE}lap/recognition/"))
    assert page.count(" checked>") == 3
    assert "hạng 1 · 80 điểm · Đạt" in page
    body = scene.body("bcd-dvk")
    answer = sent(office, f"{HERE}lap/recognition/", **WORDS, body=body.pk, registrations=[first.pk, second.pk])
    decision = drafted(scene)
    url = f"{HERE}{decision.pk}/"
    assert (answer.status_code, answer.url) == (302, url)
    page = text_of(office.get(url))
    assert "Cách làm 02" in page
    assert "Cách làm 03" not in page
    assert "(chưa đối chiếu văn bản)" in page
    assert sent(office, f"{url}kiem-tra/", version=1).url == url
    assert sent(office, f"{url}ban-hanh/", number="12-QĐ/BCĐ", day="26/12/2024", version=2).url == url
    assert sent(office, f"{url}cap-giay/").url == url
    assert sent(office, f"{HERE}ket-thuc/").url == f"{HERE}?nam=2024"
    assert list(Registration.objects.filter(programme=scene.programme).order_by("pk").values_list("state", flat=True)) == [
        "recognised",
        "recognised",
        "not_recognised",
    ]
    assert Registration.objects.get(pk=third.pk).state == "not_recognised"
    assert Certificate.objects.count() == 2
    assert set(Registration.objects.filter(programme=there.programme).values_list("state", flat=True)) == {"in_assessment"}
    page = text_of(office.get(f"{HERE}?nam=2024"))
    assert "Công nhận: 2 mô hình, điển hình" in page
    assert "Số 12-QĐ/BCĐ ngày 26/12/2024" in page


def test_a_form_sent_twice_makes_one_draft(office, scene):
    data = {
        "once": secrets.token_urlsafe(18),
        **WORDS,
        "body": scene.body("bcd-dvk").pk,
        "registrations": [scene.registrations[0].pk],
    }
    first, second = office.post(f"{HERE}lap/recognition/", data), office.post(f"{HERE}lap/recognition/", data)
    assert first.url == second.url
    assert Decision.objects.count() == 1


def test_a_wrong_form_keeps_what_was_typed_and_ticked(office, scene):
    answer = sent(
        office, f"{HERE}lap/recognition/", **WORDS | {"title": "", "signer_name": "Tên đã gõ"},
        body=scene.body("bcd-dvk").pk, registrations=[scene.registrations[1].pk],
    )  # fmt: skip
    page = text_of(answer)
    assert answer.status_code == 422
    assert 'value="Tên đã gõ"' in page
    assert f'value="{scene.registrations[1].pk}" id="chon-{scene.registrations[1].pk}" checked>' in page
    assert f'value="{scene.registrations[0].pk}" id="chon-{scene.registrations[0].pk}">' in page
    assert not Decision.objects.exists()


def test_a_closed_programme_is_told_on_the_form(office, scene):
    scene.programme.state = "closed"
    scene.programme.save()
    answer = sent(
        office, f"{HERE}lap/recognition/", **WORDS, body=scene.body("bcd-dvk").pk, registrations=[scene.registrations[0].pk]
    )
    assert answer.status_code == 422
    assert "Chương trình năm đã đóng; mở lại chương trình rồi mới thêm văn bản." in text_of(answer)


def test_registrations_and_bodies_of_another_locality_cannot_be_chosen(office, scene, there):
    answer = sent(
        office, f"{HERE}lap/recognition/", **WORDS, body=there.body("bcd-dvk").pk, registrations=[there.registrations[0].pk]
    )
    assert answer.status_code == 422
    assert not Decision.objects.exists()


@pytest.mark.parametrize("kind", ["praise", "chung-nhan"])
def test_an_unknown_kind_and_an_unknown_year_are_not_found(office, kind):
    assert office.get(f"{HERE}lap/{kind}/").status_code == 404
    assert office.get(f"{HERE}?nam=1999").status_code == 404
    assert office.get(f"{HERE}lap/medal/?nam=1999").status_code == 404


def test_the_year_at_work_opens_first_while_the_next_one_only_registers(office, scene):
    year = timezone.localdate().year
    for one in (year, year + 1):
        factories.make_programme(scene.locality, year=one, code=f"nam-{one}")
    assert office.get(HERE).context["programme"].year == year
    assert office.get(f"{HERE}?nam={year + 1}").context["programme"].year == year + 1


def test_refilling_keeps_the_recipients_without_registration(office, scene):
    scene.issued()
    scene.issued("13-QĐ/BCĐ", "outstanding")
    scene.issued("05-TTr/BCĐ", "proposal")
    decision = scene.draft("commendation", [scene.person(), *scene.lines(*scene.registrations[:2])], body="ubnd")
    sent(office, f"{HERE}{decision.pk}/danh-sach/", version=1, registrations=[one.pk for one in scene.registrations[1:]])
    assert [line.recipient for line in DecisionLine.objects.filter(decision=decision)] == [
        "Cá nhân 01",
        "Tập thể 02",
        "Tập thể 03",
    ]


def test_recipients_of_a_medal_are_typed_one_by_one(office, scene):
    decision = scene.draft("medal", [], body="central")
    url = f"{HERE}{decision.pk}/"
    data = {"recipient": "Cá nhân 01", "subject": "individual", "unit": scene.locality.unit_id, "reason": "20 năm", "version": 1}
    assert sent(office, f"{url}nguoi-nhan/", **data).url == url
    wrong = sent(office, f"{url}nguoi-nhan/", **data | {"recipient": "", "version": 2})
    assert wrong.status_code == 422
    assert 'value="20 năm"' in text_of(wrong)
    stale = sent(office, f"{url}nguoi-nhan/", **data | {"recipient": "Cá nhân 02"})
    assert "Người khác vừa sửa mục này" in text_of(stale)
    assert [line.recipient for line in DecisionLine.objects.filter(decision=decision)] == ["Cá nhân 01"]
    assert sent(office, f"{url}bo-dong/9/", version=2).status_code == 422


@pytest.mark.parametrize(
    ("kind", "body", "said"), [("medal", "central", "cơ quan ngoài địa phương"), ("recognition", "bcd-dvk", "trình người")]
)
def test_a_paper_of_a_central_body_is_waited_for_and_an_own_one_taken_to_its_signer(office, scene, kind, body, said):
    decision = scene.draft(kind, [], body=body)
    Decision.objects.update(state=Decision.State.CHECKED)
    page = text_of(office.get(f"{HERE}{decision.pk}/"))
    assert [words in page for words in ("cơ quan ngoài địa phương", "trình người")] == [
        words == said for words in ("cơ quan ngoài địa phương", "trình người")
    ]


def test_year_of_birth_and_service_are_typed_for_a_medal_and_shown_to_the_office_alone(office, scene, client):
    decision = scene.draft("medal", [], body="central")
    url = f"{HERE}{decision.pk}/"
    assert "Năm sinh" not in text_of(office.get(f"{HERE}{scene.draft('commendation', [], body='ubnd').pk}/"))
    data = {"recipient": "Cá nhân 01", "subject": "individual", "unit": scene.locality.unit_id, "version": 1}
    assert sent(office, f"{url}nguoi-nhan/", **data, birth_year="1970", service_years="21").status_code == 302
    page = text_of(office.get(url))
    assert "sinh năm 1970, 21 năm công tác" in page
    assert "Chưa đặt số năm công tác: quy chế chưa tìm được" in page
    client.force_login(factories.make_account(Role.LEADER, scene.locality), BACKEND)
    assert "1970" not in text_of(client.get(url))


def test_a_unit_of_another_locality_cannot_be_typed(office, scene, there):
    decision = scene.draft("medal", [], body="central")
    data = {"recipient": "Cá nhân 01", "subject": "individual", "unit": there.locality.unit_id, "version": 1}
    assert sent(office, f"{HERE}{decision.pk}/nguoi-nhan/", **data).status_code == 422


def test_a_locality_without_programme_says_what_comes_first(client, db):
    locality = factories.make_locality()
    client.force_login(factories.make_account(Role.OFFICE, locality), BACKEND)
    assert "Chưa có chương trình năm nào" in text_of(client.get(HERE))
    assert client.get(f"{HERE}lap/recognition/").status_code == 404
    assert sent(client, f"{HERE}ket-thuc/").status_code == 404


@pytest.fixture
def papers(scene):
    """Addresses of an issued decision and a certificate: pages to read, pages to work on, acts to post."""
    decision = scene.issued()
    certificate = issue_certificates(scene.office, decision)[0]
    one, paper = f"{HERE}{decision.pk}/", f"/gso2024-349/giay-chung-nhan/{certificate.pk}/"
    reads = [HERE, one, f"{one}van-ban.pdf", f"{one}giay-chung-nhan.pdf", "/gso2024-349/giay-chung-nhan/", f"{paper}giay.pdf"]
    works = [f"{HERE}lap/recognition/", *(f"{one}{page}/" for page in ("phan-chu", "danh-sach", "ban-hanh"))]
    works += [f"{paper}dinh-chinh/", f"{paper}thu-hoi/"]
    acts = ("kiem-tra", "mo-lai", "xoa", "cap-giay", "bo-dong/1", "nguoi-nhan", "ban-da-ky")
    return reads, works, [f"{one}{act}/" for act in acts]


@pytest.mark.parametrize(("state", "said"), [("draft", "đang soạn danh sách này"), ("checked", "chờ bản đã ký")])
def test_a_leader_is_told_what_the_paper_waits_for(client, scene, state, said):
    decision = scene.draft()
    Decision.objects.update(state=state)
    client.force_login(factories.make_account(Role.LEADER, scene.locality), BACKEND)
    page = text_of(client.get(f"{HERE}{decision.pk}/"))
    assert (said in page, "Xoá dự thảo" in page, "ban-hanh/" in page) == (True, False, False)


@pytest.mark.parametrize(
    ("role", "may_read"),
    [
        (Role.OFFICE, True),
        (Role.COUNCIL, True),
        (Role.LEADER, True),
        (Role.BROADCASTER, True),
        (Role.VIEWER, True),
        (Role.UNIT_STAFF, False),
        ("operator", False),
    ],
)
def test_pages_open_by_role_and_only_the_office_works_on_them(client, scene, papers, role, may_read):
    reads, works, posts = papers
    client.force_login(factories.make_account(role, scene.locality), BACKEND)
    is_office = role == Role.OFFICE
    assert {client.get(url).status_code for url in reads} == {200 if may_read else 403}
    assert {client.get(url).status_code for url in works} == {200 if is_office else 403}
    assert {sent(client, url).status_code for url in posts} <= ({302, 422} if is_office else {403})


def test_nobody_signed_in_is_led_to_sign_in(client, papers):
    reads, works, _posts = papers
    assert {client.get(url).url.partition("?")[0] for url in [*reads, *works]} == {"/tai-khoan/dang-nhap/"}


def test_the_office_next_door_sees_and_changes_nothing(client, there, papers):
    reads, works, posts = papers
    client.force_login(Account.objects.get(pk=there.office.account_id), BACKEND)
    assert {client.get(url).status_code for url in [*reads, *works]} == {403}
    assert {sent(client, url).status_code for url in posts} == {403}
    # Its own address with the other town's numbers finds nothing.
    swapped = [url.replace("gso2024-349", "gso2024-350") for url in [*reads, *works] if re.search(r"/\d+/", url)]
    assert {client.get(url).status_code for url in swapped} == {404}
    assert {sent(client, url.replace("gso2024-349", "gso2024-350")).status_code for url in posts} == {404}
    register = text_of(client.get("/gso2024-350/giay-chung-nhan/"))
    assert "Cách làm 01" not in register
    assert "Sổ chưa có giấy nào" in register
    assert "12-QĐ/BCĐ" not in text_of(client.get("/gso2024-350/quyet-dinh/"))


def test_pages_cost_the_same_queries_for_one_line_and_for_many(office, scene):
    def asked(url):
        with CaptureQueriesContext(connection) as queries:
            assert office.get(url).status_code == 200
        return len(queries)

    one, many = scene.draft(lines=scene.lines(scene.registrations[0])), scene.draft()
    asked(HERE)
    assert asked(f"{HERE}{one.pk}/") == asked(f"{HERE}{many.pk}/") <= 40
    few = asked(HERE)
    for _more in range(4):
        scene.draft()
    assert asked(HERE) == few <= 20
