from dataclasses import replace

from kheo.documents import certificate
from tests.documents.reading import page_texts
from tests.documents.test_certificate import CONTENT


def test_many_are_set_by_two_processes_in_their_order_and_just_as_by_one(monkeypatch):
    contents = [replace(CONTENT, register_number=f"{number:04d}") for number in range(1, 8)]
    alone = list(certificate.certificate_files(contents))
    monkeypatch.setattr(certificate, "WORTH_TWO", 2)
    assert list(certificate.certificate_files(contents)) == alone
    assert [f"Số vào sổ: {number:04d}" in page_texts(pdf)[0] for number, pdf in enumerate(alone, 1)] == [True] * 7
