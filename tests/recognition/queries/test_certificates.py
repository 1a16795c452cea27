from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.recognition.actions.certificates import (
    correct_certificate,
    issue_certificates,
    reissue_certificate,
    revoke_certificate,
)
from kheo.recognition.models import Certificate
from kheo.recognition.queries.certificates import (
    Verification,
    register_rows,
    standing_certificates,
    verify_address,
    verify_code,
)
from kheo.recognition.rules.codes import printed

PAPER, ON = "15-QĐ/BCĐ ngày 10/01/2025 của Ban Chỉ đạo", date(2025, 1, 10)


@pytest.fixture
def certificate(scene):
    return issue_certificates(scene.office, scene.issued())[0]


def test_a_valid_code_tells_what_the_paper_prints(certificate):
    found = verify_code(printed(certificate.code))
    assert (found.status, found.code, found.number, found.words) == ("valid", certificate.code, "0001", certificate.content)
    assert (found.since, found.replaced_by, found.decision_date, found.day) == (None, "", date(2024, 12, 26), date(2024, 12, 26))
    assert found.as_json() == {
        "status": "valid",
        "code": printed(certificate.code),
        "number": "0001",
        "issuer": certificate.content["issuer"],
        "purpose": "công nhận mô hình “Dân vận khéo” hoạt động hiệu quả năm 2024",
        "initiative": "Cách làm 01",
        "holder": "của Tập thể 01, phường Hòa Mạc",
        "decision": {"number": "12-QĐ/BCĐ", "date": "2024-12-26"},
        "since": None,
        "replaced_by": None,
        "replaces": None,
    }


@pytest.mark.parametrize("text", ["", "khong-phai-ma", "0" * 16, "x" * 9000, "\x00", "❤"])
def test_malformed_and_unknown_codes_are_the_same_answer(certificate, text):
    assert verify_code(text) == Verification("unknown")
    assert verify_code(text).as_json() == {"status": "unknown"}


def test_a_malformed_code_costs_the_same_queries_as_an_unknown_one(certificate):
    def asked(text):
        with CaptureQueriesContext(connection) as queries:
            verify_code(text)
        return len(queries)

    assert asked("???") == asked("0" * 16) == 1


def test_a_corrected_certificate_leads_to_the_newest_one(scene, certificate):
    second = correct_certificate(scene.office, certificate, {"initiative": "B"}, "Sai tên", PAPER, ON)
    third = correct_certificate(scene.office, second, {"initiative": "C"}, "Sai tên", PAPER, date(2025, 2, 1))
    for old, since in ((certificate, ON), (second, date(2025, 2, 1))):
        found = verify_code(old.code)
        assert (found.status, found.since, found.replaced_by) == ("corrected", since, third.code)
    found = verify_code(third.code)
    assert (found.status, found.day, found.decision_date) == ("valid", date(2025, 2, 1), date(2024, 12, 26))
    assert verify_code(certificate.code).as_json()["replaced_by"] == printed(third.code)


def test_a_paper_given_again_and_the_lost_one_tell_of_each_other(scene, certificate):
    new = reissue_certificate(scene.office, certificate, {}, "Mất", PAPER, ON)
    lost, found = verify_code(certificate.code), verify_code(new.code)
    assert (lost.status, lost.since, lost.replaced_by, lost.replaces) == ("reissued", ON, new.code, "")
    assert (found.status, found.replaced_by, found.replaces, found.number) == ("valid", "", "0001", "0004")
    assert standing_certificates(certificate.line.decision) == [
        *Certificate.objects.filter(number__in=(2, 3, 4)).order_by("number")
    ]


def test_a_revoked_certificate_says_since_when(scene, certificate):
    revoke_certificate(scene.office, certificate, "Cấp nhầm", PAPER, ON)
    found = verify_code(certificate.code)
    assert (found.status, found.since, found.replaced_by) == ("revoked", ON, "")
    assert "Cấp nhầm" not in str(found.as_json())


def test_only_standing_certificates_are_printed(scene, certificate):
    new = correct_certificate(scene.office, certificate, {"initiative": "B"}, "Sai tên", PAPER, ON)
    standing = standing_certificates(certificate.line.decision)
    assert [one.number for one in standing] == [2, 3, 4]
    assert standing[-1] == new


def test_the_register_holds_the_localitys_own_certificates_newest_first(scene, there, certificate):
    issue_certificates(there.office, there.issued())
    assert [row.number for row in register_rows(scene.locality)] == [3, 2, 1]
    assert {row.register.locality_id for row in register_rows(scene.locality)} == {scene.locality.pk}


def test_a_unit_that_the_recipient_names_already_is_not_named_twice(scene):
    line = scene.lines(scene.registrations[0])[0]
    named = type(line)("Tổ vận động phường  hoà mạc", line.subject, line.unit, line.registration)
    made = issue_certificates(scene.office, scene.issued(lines=[named]))[0]
    assert made.content["holder"] == "của Tổ vận động phường hoà mạc"


def test_the_qr_code_carries_the_full_address(settings):
    settings.KHEO_PUBLIC_URL = "https://kheo.example.vn"
    assert verify_address("0" * 16) == "https://kheo.example.vn/xac-minh/0000000000000000"
