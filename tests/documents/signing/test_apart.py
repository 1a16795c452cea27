import pytest

from kheo.documents.signing import apart
from kheo.documents.signing.apart import looks_signed, prepare, read_apart, seal
from kheo.documents.signing.findings import findings_of
from kheo.foundation.refusal import RefusedError
from tests.documents.signing import hand

pytestmark = pytest.mark.sqlite


def test_another_process_reads_what_was_signed_and_names_the_list():
    found = read_apart(hand.signed(), hand.given(), [hand.root()], asked_for_given=True)
    assert (found.changes, found.signatures[0].chain, found.roots, found.list_on, found.list_source) == (
        "signatures_only", "trusted", 1, "02/01/2026", "tự lập cho phép thử",
    )  # fmt: skip
    assert findings_of(found.as_json()) == found


def test_another_process_prepares_the_file_to_be_signed():
    printed = hand.to_pdf(hand.samples.decision())
    assert prepare(printed).startswith(printed)
    with pytest.raises(RefusedError, match="chưa chuẩn bị được tệp để ký"):
        prepare(b"chu")


def test_another_process_seals_and_refuses_a_wrong_password():
    printed = hand.to_pdf(hand.samples.decision())
    assert seal(printed, hand.archive("mat-khau"), "mat-khau").startswith(printed)
    with pytest.raises(RefusedError, match="không mở được bằng mật khẩu đã cho"):
        seal(printed, hand.archive("mat-khau"), "sai")


def test_a_process_that_takes_too_long_or_breaks_off_ends_alone(monkeypatch):
    assert read_apart(hand.signed(), seconds=0).problem == "too_slow"
    monkeypatch.setattr(apart.sys, "executable", "/bin/false")
    assert read_apart(hand.signed()).problem == "too_slow"
    monkeypatch.setattr(apart, "SECONDS", 0)
    for act in (lambda: prepare(b"chu"), lambda: seal(b"chu", b"khoa", "")):
        with pytest.raises(RefusedError):
            act()


def test_a_file_too_large_is_not_read_at_all(monkeypatch):
    monkeypatch.setattr(apart, "MOST_BYTES", 10)
    assert read_apart(b"%PDF" + b"0" * 7).problem == "too_large"


def test_a_scan_is_told_from_a_signed_file_without_reading_it():
    assert (looks_signed(hand.signed()), looks_signed(hand.given())) == (True, False)
