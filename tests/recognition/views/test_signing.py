import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kheo.organisation.models import Role
from kheo.recognition.queries.signed import bytes_of
from tests import factories
from tests.documents.signing import hand
from tests.recognition.actions.test_signing import issue, out
from tests.recognition.views.decision_pages import BACKEND, HERE, sent, text_of

pytestmark = [pytest.mark.usefixtures("in_process"), pytest.mark.sqlite]


def upload(client, url, content, version):
    file = SimpleUploadedFile("da-ky.pdf", content, "application/pdf")
    return sent(client, f"{url}ban-da-ky/", file=file, not_secret="on", version=version)


def test_from_the_file_to_sign_to_the_verdict(office, scene):
    decision = scene.checked()
    url = f"{HERE}{decision.pk}/"
    assert "Lấy tệp để ký số" in text_of(office.get(url))
    assert office.get(f"{url}de-ky/tai-ve/").status_code == 404
    assert sent(office, f"{url}de-ky/", version=2).url == url
    page = text_of(office.get(url))
    assert "không in ra hay lưu lại bằng chương trình khác" in page
    given = office.get(f"{url}de-ky/tai-ve/")
    assert given["Content-Disposition"] == f'attachment; filename="cong-nhan-2024-{decision.pk}-de-ky.pdf"'
    data = given.getvalue()
    decision = issue(scene, decision)
    refused = upload(office, url, data, 3)
    assert refused.status_code == 422
    assert "chưa có chữ ký nào. Ký bằng phần mềm ký số" in text_of(refused)
    assert upload(office, url, hand.sign(data), 3).url == url
    page = text_of(office.get(url))
    for words in (
        "đã ký số trên đúng tệp Khéo đưa ra",
        "Đúng tệp Khéo đưa ra; ngoài chữ ký không thêm, không bớt gì.",
        "Người ký minh hoạ, Ban Chỉ đạo minh hoạ ký lúc",
        "Chưa nạp danh sách tin cậy nên chưa biết chứng thư có thật không.",
        "Chưa kiểm tra thu hồi chứng thư",
    ):
        assert words in page


def test_looking_again_says_whether_anything_changed(office, scene):
    decision = scene.checked()
    data = bytes_of(out(scene, decision))
    issue(scene, decision)
    url = f"{HERE}{decision.pk}/"
    refused = sent(office, f"{url}ban-da-ky/kiem-tra/", version=3)
    assert refused.status_code == 422
    upload(office, url, hand.sign(data), 3)
    assert "Kiểm tra lại chữ ký theo danh sách hôm nay" in text_of(office.get(url))
    assert sent(office, f"{url}ban-da-ky/kiem-tra/", version=4).url == url
    assert "kết quả như lần trước" in text_of(office.get(url))


def test_a_stale_page_is_told(office, scene):
    decision = scene.checked()
    answer = sent(office, f"{HERE}{decision.pk}/de-ky/", version=1)
    assert answer.status_code == 422


def test_a_leader_takes_the_file_and_a_viewer_reads_it_only(client, scene):
    decision = scene.checked()
    client.force_login(factories.make_account(Role.LEADER, scene.locality), BACKEND)
    url = f"{HERE}{decision.pk}/"
    assert sent(client, f"{url}de-ky/", version=2).url == url
    client.force_login(factories.make_account(Role.VIEWER, scene.locality), BACKEND)
    page = text_of(client.get(url))
    assert "Lấy tệp để ký" not in page
    assert sent(client, f"{url}de-ky/", version=2).status_code == 403
    assert client.get(f"{url}de-ky/tai-ve/").getvalue().startswith(b"%PDF")


def test_the_file_of_another_locality_is_not_found(office, there):
    given = out(there, there.checked())
    assert bytes_of(given)
    assert office.get(f"{HERE}{given.decision_id}/de-ky/tai-ve/").status_code == 404


def test_no_file_to_sign_is_offered_for_the_decision_of_a_body_outside(office, scene):
    decision = scene.checked("medal", [scene.person(1)], body="central")
    page = text_of(office.get(f"{HERE}{decision.pk}/"))
    assert ("Lấy tệp để ký số" in page, "Ghi số, ngày" in page or "ghi số, ngày" in page) == (False, True)
    assert sent(office, f"{HERE}{decision.pk}/de-ky/", version=decision.version).status_code == 422
