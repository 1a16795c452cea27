import re
import secrets
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kheo.directives.actions.documents import edit_directive
from kheo.directives.models import Directive, Requirement
from kheo.organisation.models import Account
from tests.directives.scene import LINES, PDF, content

BACKEND = "django.contrib.auth.backends.ModelBackend"
HERE = "/gso2024-349/chi-dao/"
WORDS = {
    "kind": "conclusion",
    "number": "43-KL/TW",
    "issuer": "Ban Bí thư",
    "issued_on": "07/01/2019",
    "summary": "Tiếp tục đổi mới công tác dân vận",
    "source": "báo chí, đọc 24/11/2026",
    "version": "0",
}


@pytest.fixture
def office(client, scene):
    client.force_login(Account.objects.get(pk=scene.office.account_id), BACKEND)
    return client


def sent(client, url, **data):
    return client.post(url, {"once": secrets.token_urlsafe(18), **data})


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_directive_is_added_edited_and_ended_by_hand(office, scene):
    assert "Ghi văn bản đầu tiên" in text_of(office.get(HERE))
    file = SimpleUploadedFile("kl-43.pdf", PDF, "application/pdf")
    answer = sent(
        office,
        f"{HERE}them/",
        **WORDS,
        file=file,
        is_not_secret="on",
        new_requirements="Mục II, điểm 3: Mỗi thôn có một tổ dân vận\n\n- Đối thoại hằng năm",
    )
    made = Directive.objects.get()
    url = f"{HERE}{made.pk}/"
    assert (answer.status_code, answer.url) == (302, url)
    page = text_of(office.get(url))
    assert "chưa đối chiếu văn bản" in page
    assert "Mục II, điểm 3" in page
    assert "kl-43.pdf" in page
    assert b"".join(office.get(f"{url}tep/").streaming_content) == PDF
    listed = text_of(office.get(HERE))
    assert "Nguồn: báo chí, đọc 24/11/2026" in listed
    assert "2 yêu cầu · chưa giao nhiệm vụ nào" in listed

    first, second = Requirement.objects.order_by("order")
    scene.task(requirement=first)
    assert f'name="text-{first.pk}"' in text_of(office.get(f"{url}sua/"))
    changed = {f"place-{first.pk}": "Điều 3", f"text-{first.pk}": "Mỗi thôn có tổ dân vận", f"text-{second.pk}": " "}
    answer = sent(office, f"{url}sua/", **(WORDS | {"version": "1"}), **changed, verified="on", new_requirements="Sơ kết")
    assert (answer.status_code, answer.url) == (302, url)
    assert next((one.pk, one.place, one.text) for one in Requirement.objects.order_by("order")) == (
        first.pk,
        "Điều 3",
        "Mỗi thôn có tổ dân vận",
    )
    assert [one.text for one in Requirement.objects.order_by("order")] == ["Mỗi thôn có tổ dân vận", "Sơ kết"]

    page = text_of(office.get(f"{url}het-hieu-luc/"))
    assert "1 nhiệm vụ còn mở" in page
    answer = sent(office, f"{url}het-hieu-luc/", on="01/06/2023", ending="Hết thời hạn", version=2)
    assert (answer.status_code, answer.url) == (302, url)
    page = text_of(office.get(url))
    assert "hết hiệu lực từ 01/06/2023" in page
    assert "1 nhiệm vụ còn mở" in page
    assert "Giao nhiệm vụ<" not in page
    assert "Chưa hoặc thôi hiệu lực" in text_of(office.get(HERE))


def test_what_was_typed_stays_when_it_is_refused(office, scene):
    made = scene.directive()
    answer = sent(office, f"{HERE}them/", **WORDS, new_requirements="Điều 1: Việc")
    page = text_of(answer)
    assert answer.status_code == 422
    assert "đã có trong danh sách" in page
    assert "Điều 1: Việc</textarea>" in page
    first = Requirement.objects.get(directive=made, order=1)
    edit_directive(scene.office, made, content(), LINES, 1)
    answer = sent(office, f"{HERE}{made.pk}/sua/", **(WORDS | {"version": "1"}), **{f"text-{first.pk}": "Chữ của tôi"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Người khác vừa sửa mục này" in page
    assert "Chữ của tôi</textarea>" in page
    assert 'name="version" value="2"' in page


def test_a_file_without_the_word_that_it_is_no_secret_is_refused_at_its_box(office):
    file = SimpleUploadedFile("kl-43.pdf", PDF, "application/pdf")
    answer = sent(office, f"{HERE}them/", **WORDS, file=file)
    assert answer.status_code == 422
    assert "không thuộc bí mật nhà nước» nếu đúng như vậy" in text_of(answer)
    assert not Directive.objects.exists()


def test_a_wrong_end_is_told(office, scene):
    made = scene.directive()
    answer = sent(office, f"{HERE}{made.pk}/het-hieu-luc/", on="01/01/2018", ending="x", version=1)
    assert answer.status_code == 422
    assert "Phải sau ngày bắt đầu có hiệu lực (07/01/2019)." in text_of(answer)


def test_the_list_is_narrowed_by_kind(office, scene):
    scene.directive()
    scene.directive(kind="law", number="10/2022/QH15", issued_on=date(2022, 11, 10))
    page = text_of(office.get(f"{HERE}?loai=law"))
    assert "10/2022/QH15" in page
    assert "43-KL/TW" not in page
    assert "43-KL/TW" in text_of(office.get(f"{HERE}?loai=la"))


def test_staff_read_and_do_not_write(client, scene):
    made = scene.directive()
    client.force_login(scene.staff_account, BACKEND)
    page = text_of(client.get(f"{HERE}{made.pk}/"))
    assert "43-KL/TW" in page
    assert "Sửa văn bản" not in page
    assert client.get(f"{HERE}{made.pk}/sua/").status_code == 403
    assert client.get(f"{HERE}{made.pk}/tep/").status_code == 404


def test_directives_of_the_neighbour_are_not_found(office, there):
    made = there.directive()
    for path in ("", "sua/", "het-hieu-luc/", "tep/"):
        assert office.get(f"{HERE}{made.pk}/{path}").status_code == 404
    assert "43-KL/TW" not in text_of(office.get(HERE))
