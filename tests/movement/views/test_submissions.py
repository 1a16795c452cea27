"""The pages of a form: begun, saved as it is typed, handed in, sent back, answered, taken."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.foundation.once.models import SentForm
from kheo.movement.actions.submission_decisions import accept_submission, return_submission
from kheo.movement.models import Programme, Registration, Submission, SubmissionNote
from kheo.organisation.models import Role
from tests import factories
from tests.movement.forms_scene import WHOLE

HERE = "/gso2024-349"
YEAR = f"{HERE}/chuong-trinh/duy-tien-2024/phieu-dang-ky"


def typed(version="1", **changed):
    """The form as a browser sends it."""
    head = {
        name: getattr(WHOLE, name) for name in ("title", "kind", "subject", "field", "novelty", "leading_kind", "leading_body")
    }
    return {**head, **{f"item-{key}": text for key, text in WHOLE.items.items()}, "version": version, **changed}


@pytest.fixture
def ward(sign_in, ward_body):
    return sign_in(Role.UNIT_STAFF, body="hoa-mac")


@pytest.fixture
def form(round_):
    return round_.begun()


@pytest.fixture
def at(form):
    return f"{HERE}/phieu/{form.pk}/"


def test_a_form_is_begun_with_a_name_and_leads_on_to_the_rest(ward, post, round_):
    page = ward.get(f"{YEAR}/moi/").content.decode()
    assert ("Phường Hòa Mạc" in page, "Đảng uỷ phường Hòa Mạc" in page, "Phường Hoàng Đông" in page) == (True, True, False)
    answer = post(f"{YEAR}/moi/", {"place": f"u{round_.unit.pk}", "title": "Đường hoa"})
    made = Submission.objects.get()
    assert (answer["Location"], made.content["title"], made.unit) == (f"{HERE}/phieu/{made.pk}/viet/", "Đường hoa", round_.unit)
    assert post(f"{YEAR}/moi/", {"place": f"u{round_.unit.pk}", "title": ""}).status_code == 422
    other = factories.make_unit("gso2024-13333")
    assert post(f"{YEAR}/moi/", {"place": f"u{other.pk}", "title": "Lạc"}).status_code == 422
    assert Submission.objects.count() == 1


def test_last_year_is_carried_on_with_one_press(ward, post, round_, place):
    last = factories.make_programme(place, 2023)
    earlier = factories.make_registration(last, "Tổ không rác", unit=round_.unit, state="recognised")
    strange = factories.make_registration(last, "Nơi khác", unit=place.unit, state="recognised")
    page = ward.get(f"{YEAR}/moi/").content.decode()
    assert ("Tổ không rác" in page, "Nơi khác" in page) == (True, False)
    assert post(f"{YEAR}/moi/", {"act": "carry", "carried": strange.pk}).status_code == 422
    answer = post(f"{YEAR}/moi/", {"act": "carry", "carried": earlier.pk})
    made = Submission.objects.get()
    assert (answer.status_code, made.carried_from, made.content["novelty"]) == (302, earlier, "carried_on")
    assert f"/phieu/{made.pk}/" in ward.get(f"{YEAR}/moi/").content.decode()
    assert "Tiếp tục từ năm 2023" in ward.get(answer["Location"]).content.decode()


def test_what_is_typed_is_saved_without_a_key_and_without_a_row_in_the_trail(ward, at):
    rows = AuditRow.objects.count()
    first = ward.post(f"{at}luu/", typed(title="Đường"))
    again = ward.post(f"{at}luu/", typed(title="Đường", version="1"))
    assert [(answer.status_code, answer["X-Kheo-Version"]) for answer in (first, again)] == [(204, "2"), (204, "2")]
    other = ward.post(f"{at}luu/", typed(title="Ngõ", version="1"))
    assert (other.status_code, json.loads(other.content)) == (409, {"version": 2})
    assert (Submission.objects.get().content["title"], AuditRow.objects.count(), SentForm.objects.count()) == ("Đường", rows, 0)


def test_half_a_form_is_saved_and_a_form_handed_in_is_not_written_over(ward, at, form):
    half = ward.post(f"{at}luu/", {"title": "Đường", "field": "khong-co", "version": "1"})
    assert (half.status_code, Submission.objects.get().content["field"]) == (204, "khong-co")
    assert ward.post(f"{at}luu/", typed(version="2", title="a\x00b")).status_code == 422
    Submission.objects.update(state="submitted")
    shut = ward.post(f"{at}luu/", typed(version="2"))
    assert (shut.status_code, "đang ở bước" in shut.content.decode()) == (422, True)
    assert ward.get(f"{at}viet/")["Location"] == at


def test_saving_asks_for_authority_and_for_the_token_of_the_page(sign_in, at, form, neighbour):
    client = sign_in(Role.UNIT_STAFF, body="hoang-dong")
    assert (client.post(f"{at}luu/", typed()).status_code, client.get(f"{at}viet/").status_code) == (403, 403)
    assert (client.get(at).status_code, client.get(f"{at}lan/1/").status_code) == (403, 403)
    assert client.post(f"{at}rut/", {"version": "1", "once": "khoa-cua-bieu-mau-0001"}).status_code == 403
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(factories.make_account(Role.OFFICE), backend="django.contrib.auth.backends.ModelBackend")
    assert strict.post(f"{at}luu/", typed()).status_code == 403
    assert Submission.objects.get().version == 1


def test_two_who_write_at_once_see_both_texts_and_choose(ward, post, at):
    ward.post(f"{at}luu/", typed(title="Của máy tính", **{"item-content": "Lời cũ"}))
    answer = post(f"{at}viet/", typed(title="Của điện thoại", version="1", act="save", **{"item-content": "Lời cũ"}))
    page = answer.content.decode()
    assert (answer.status_code, page.count("Bản đang lưu trên máy chủ")) == (422, 1)
    assert ("Của máy tính" in page, "Của điện thoại" in page, "data-autosave" in page) == (True, True, False)
    assert 'name="version" value="2"' in page
    assert post(f"{at}viet/", typed(title="Ghép", version="2", act="save")).status_code == 302
    assert Submission.objects.get().content["title"] == "Ghép"


def test_a_form_that_cannot_be_handed_in_is_kept_and_told_at_its_fields(ward, post, at):
    answer = post(f"{at}viet/", {"title": "Đường hoa", "version": "1", "act": "submit"})
    assert (answer.status_code, answer["Location"]) == (302, f"{at}viet/?kiem=1&nhan=")
    kept = Submission.objects.get()
    assert (kept.state, kept.content["kind"], kept.content["title"]) == ("draft", "", "Đường hoa")
    page = ward.get(answer["Location"]).content.decode()
    assert '<a href="#id_kind">Loại</a>' in page or '<a href="#id_kind_0">Loại</a>' in page
    assert ("Mục này chưa viết." in page, "phiếu đã lưu" in page.lower()) == (True, True)
    assert ("Chưa nộp được, phiếu đã lưu." in page, "Chưa ghi được" in page) == (True, False)


def test_handing_in_late_is_told_and_shown(ward, post, at, round_):
    Programme.objects.update(registration_closes=timezone.localdate() - timedelta(days=3))
    assert "nộp muộn 3 ngày" in ward.get(f"{at}viet/").content.decode()
    answer = post(f"{at}viet/", typed(act="submit"))
    page = ward.get(answer["Location"]).content.decode()
    assert (answer["Location"], "Đã nộp phiếu" in page, page.count("nộp muộn 3 ngày")) == (at, True, 1)


def test_past_the_gate_the_page_says_how_to_ask(ward, post, at):
    Programme.objects.update(registration_closes=timezone.localdate() - timedelta(days=3), lateness="gated")
    page = ward.get(post(f"{at}viet/", typed(act="submit"))["Location"]).content.decode()
    assert (Submission.objects.get().state, "Xin mở thêm hạn" in page, "xin-mo-them-han/" in page) == ("draft", True, True)


def test_the_office_types_in_a_paper_with_the_day_on_which_it_came(sign_in, post, round_):
    Programme.objects.update(registration_closes=timezone.localdate() - timedelta(days=3))
    client = sign_in()
    page = client.get(f"{YEAR}/moi/").content.decode()
    assert ("Phường Hoàng Đông" in page, "nhận trên giấy" in page) == (True, True)
    address = post(f"{YEAR}/moi/", {"place": f"u{round_.unit.pk}", "title": "Đường hoa"})["Location"]
    wrong = post(address, typed(act="submit", received_on="hôm qua"))
    assert "Không đọc được ngày này" in client.get(wrong["Location"]).content.decode()
    day = timezone.localdate() - timedelta(days=4)
    assert post(address, typed(version="2", act="submit", received_on=f"{day:%d/%m/%Y}")).status_code == 302
    made = Submission.objects.get()
    assert (made.state, made.submitted_on, made.late_days) == ("submitted", day, 0)


def test_the_inbox_shows_what_waits_first_and_costs_the_same_for_many(sign_in, round_, wards, django_assert_max_num_queries):
    def form(title, **fields):
        return Submission.objects.create(programme=round_.programme, unit=round_.unit, content={"title": title}, **fields)

    day = timezone.localdate()
    form("Đang soạn")
    form("Nộp sau", state="submitted", submitted_on=day, late_days=2)
    form("Nộp trước", state="submitted", submitted_on=day - timedelta(days=2))
    client = sign_in()
    with django_assert_max_num_queries(30) as few:
        page = client.get(f"{YEAR}/").content.decode()
    assert re.findall(r'/phieu/\d+/">([^<]+)</a>', page) == ["Nộp trước", "Nộp sau", "Đang soạn"]
    assert ("nộp muộn 2 ngày" in page, "đã nộp, chờ xem (2)" in page) == (True, True)
    for number in range(60):
        form(f"Phiếu {number}", state="accepted")
    with django_assert_max_num_queries(len(few.captured_queries)):
        many = client.get(f"{YEAR}/").content.decode()
    assert "Trang 1 trên 2" in many
    only = client.get(f"{YEAR}/?buoc=draft").content.decode()
    assert ("Đang soạn" in only, "Nộp trước" in only) == (True, False)


def test_the_office_s_words_stand_at_the_items_and_are_kept_when_refused(sign_in, post, round_):
    form = round_.handed()
    sign_in()
    at = f"{HERE}/phieu/{form.pk}/"
    refused = post(f"{at}quyet/", {"act": "return", "version": "2", "note-content": "a" * 601})
    assert (refused.status_code, "a" * 601 in refused.content.decode()) == (422, True)
    assert post(f"{at}quyet/", {"act": "return", "version": "2", "note-": "", "note-content": ""}).status_code == 422
    assert post(f"{at}quyet/", {"act": "return", "version": "2", "note-content": "Ghi số hộ"}).status_code == 302
    assert (Submission.objects.get().state, SubmissionNote.objects.get().item) == ("returned", "content")


def test_the_unit_answers_beside_the_word_and_what_changed_is_read(ward, post, round_, office):
    form = return_submission(office, round_.handed(), {"content": "Ghi số hộ", "": "Xem lại cả phiếu"}, 2)
    note = SubmissionNote.objects.get(item="content")
    at = f"{HERE}/phieu/{form.pk}/"
    page = ward.get(f"{at}viet/").content.decode()
    assert ("Ghi số hộ" in page, "Xem lại cả phiếu" in page, f'name="reply-{note.pk}"' in page) == (True, True, True)
    sent = typed(version="3", act="submit", **{"item-content": "Trồng hoa ở 186 hộ", f"reply-{note.pk}": "Đã ghi 186 hộ"})
    assert post(f"{at}viet/", sent)["Location"] == at
    assert "Đã ghi 186 hộ" in ward.get(at).content.decode()
    changed = ward.get(f"{at}lan/2/").content.decode()
    assert ("<ins>Trồng" in changed, "<del>Lời" in changed) == (True, True)
    first = ward.get(f"{at}lan/1/").content.decode()
    assert ("<ins>" in first, ward.get(f"{at}lan/3/").status_code) == (False, 404)


def test_taking_a_form_leads_to_its_record_and_a_double_to_the_one_that_stands(sign_in, post, round_):
    form, double = round_.handed(), round_.handed()
    client = sign_in()
    assert post(f"{HERE}/phieu/{form.pk}/quyet/", {"act": "accept", "version": "2"}).status_code == 302
    made = Registration.objects.get()
    page = client.get(f"{HERE}/phieu/{form.pk}/").content.decode()
    assert (f"{HERE}/ho-so/{made.pk}/" in page, "Chép tin nhắn" in page) == (True, True)
    record = client.get(f"{HERE}/ho-so/{made.pk}/").content.decode()
    assert (WHOLE.items["forces"] in record, "mới trong năm" in record, f"/phieu/{form.pk}/" in record) == (True, True, True)
    refused = client.get(post(f"{HERE}/phieu/{double.pk}/quyet/", {"act": "accept", "version": "2"})["Location"]).content.decode()
    assert ("trùng tên" in refused, f"{HERE}/ho-so/{made.pk}/" in refused) == (True, True)
    assert post(f"{HERE}/phieu/{double.pk}/quyet/", {"act": "decline", "version": "2", "reason": ""}).status_code == 422
    assert post(f"{HERE}/phieu/{double.pk}/quyet/", {"act": "decline", "version": "2", "reason": "Trùng"}).status_code == 302
    assert post(f"{HERE}/phieu/{double.pk}/quyet/", {"act": "khac", "version": "3"}).status_code == 200


def test_the_unit_takes_its_form_back_and_up_again(ward, post, round_):
    form = round_.handed()
    at = f"{HERE}/phieu/{form.pk}/"
    post(f"{at}rut/", {"act": "withdraw", "version": "2", "reason": ""})
    assert Submission.objects.get().state == "submitted"
    post(f"{at}rut/", {"act": "withdraw", "version": "2", "reason": "Thiếu người"})
    page = ward.get(at).content.decode()
    assert ("Thiếu người" in page, "Soạn lại phiếu này" in page) == (True, True)
    assert post(f"{at}rut/", {"act": "take_up", "version": "3"})["Location"] == f"{at}viet/"


def test_each_sees_its_own_forms(ward, sign_in, round_, place):
    mine = round_.begun(title="Của phường")
    Submission.objects.create(programme=round_.programme, unit=place.unit, content={"title": "Của thị xã"})
    page = ward.get(f"{HERE}/phieu/").content.decode()
    assert ("Của phường" in page, "Của thị xã" in page, f"/phieu/{mine.pk}/viet/" in page) == (True, False, True)
    all_of_them = sign_in().get(f"{HERE}/phieu/").content.decode()
    assert ("Của phường" in all_of_them, "Của thị xã" in all_of_them) == (True, True)


def test_a_registration_is_taken_back_by_its_unit_with_a_reason(ward, post, round_, office):
    made = accept_submission(office, round_.handed(), 2)
    at = f"{HERE}/ho-so/{made.pk}/"
    assert "Rút đăng ký" in ward.get(at).content.decode()
    assert post(f"{at}rut/", {"version": "1", "reason": ""}).status_code == 422
    assert post(f"{at}rut/", {"version": "1", "reason": "Chuyển sang năm sau"})["Location"] == at
    made.refresh_from_db()
    assert (made.state, made.stopped_reason) == ("stopped", "Chuyển sang năm sau")
    assert "không rút được nữa" in ward.get(f"{at}rut/").content.decode()


def test_the_record_s_form_edits_what_the_form_told(sign_in, post, round_, office):
    made = accept_submission(office, round_.handed(), 2)
    client = sign_in()
    initial = client.get(f"{HERE}/ho-so/{made.pk}/sua/").context["form"].initial
    assert (initial["item-forces"], initial["novelty"]) == (WHOLE.items["forces"], "new")
    told = {"title": WHOLE.title, "kind": "mo_hinh", "subject": "collective", "field": "economy", "version": "1"}
    answer = post(f"{HERE}/ho-so/{made.pk}/sua/", {**told, "novelty": "running", "leading_kind": "", "item-forces": " Chi  bộ "})
    made.refresh_from_db()
    assert (answer.status_code, made.novelty, made.leading_kind, made.answers["forces"]) == (302, "running", "", "Chi bộ")
