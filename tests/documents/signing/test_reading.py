import pytest

from kheo.documents.signing.reading import MOST_SIGNATURES, read, ready_to_sign, sealed
from tests.documents.signing import hand

ROOTS = [hand.root().der]


def look(data, given=hand.given, roots=ROOTS):
    return read(data, given() if given else None, roots, asked_for_given=True)


def test_the_file_given_out_goes_on_from_the_printed_one_and_holds_no_signature_yet():
    found = look(hand.given())
    assert (found.problem, found.signatures, found.changes, found.differences) == ("", (), "same", ())


def test_a_signature_on_the_file_given_out_is_all_that_is_told():
    found = look(hand.signed())
    one = found.signatures[0]
    assert (found.problem, found.changes, found.differences, found.roots) == ("", "signatures_only", (), 1)
    assert (one.signer, one.organisation, one.issuer, one.chain, one.root) == (
        "Người ký minh hoạ", "Ban Chỉ đạo minh hoạ", "Gốc minh hoạ", "trusted", "Gốc minh hoạ",
    )  # fmt: skip
    assert (one.intact, one.added_after, one.page, one.share, one.stamped_at) == (True, False, 1, 0.022, "")
    assert found.all_intact


def test_two_signatures_one_after_the_other_both_hold():
    found = look(hand.sign(hand.signed(), hand.hand("Văn thư minh hoạ"), field="Ky2"))
    assert [(one.signer, one.intact, one.added_after, one.page) for one in found.signatures] == [
        ("Người ký minh hoạ", True, False, 1),
        ("Văn thư minh hoạ", True, False, 0),
    ]
    assert found.changes == "signatures_only"


def test_a_time_stamp_is_told_with_whether_its_own_chain_is_trusted():
    one = look(hand.sign(hand.given(), stamped=True)).signatures[0]
    assert (bool(one.stamped_at), one.stamp_trusted, one.chain) == (True, True, "trusted")
    two = look(hand.sign(hand.given(), stamped=True), roots=[]).signatures[0]
    assert (bool(two.stamped_at), two.stamp_trusted, two.chain) == (True, False, "no_list")


def test_words_laid_on_top_before_signing_are_seen():
    found = look(hand.sign(hand.note(hand.given())))
    assert (found.changes, found.differences) == ("altered", ("trang 1: thêm 1 ghi chú hoặc hình đặt lên trên",))
    assert found.signatures[0].intact


def test_words_laid_on_top_after_signing_are_seen():
    found = look(hand.note(hand.signed()))
    assert (found.changes, found.signatures[0].intact, found.signatures[0].added_after) == ("altered", True, True)
    assert not found.all_intact


def test_a_signed_byte_that_was_changed_breaks_the_signature():
    found = look(hand.spoiled(hand.signed()))
    assert (found.changes, found.signatures[0].intact, found.all_intact) == ("same_words", False, False)


def test_a_file_written_anew_is_another_file_with_the_same_words_or_with_what_differs():
    assert look(hand.sign(hand.rewritten(hand.given()))).changes == "same_words"
    found = look(hand.sign(hand.rewritten(hand.given(), without_last_page=True)))
    assert (found.changes, found.differences[0]) == ("another_file", "số trang: 1, bản Khéo đưa ra có 2")


def test_without_a_file_given_out_signatures_are_read_and_nothing_is_held_against_it():
    assert look(hand.signed(), given=None).changes == "another_file"
    assert read(hand.signed(), None, ROOTS, asked_for_given=False).changes == "not_asked"


@pytest.mark.parametrize(
    ("start", "end", "chain"),
    [(3, -3, "trusted"), (30, 3, "expired"), (-3, -30, "not_yet")],
)
def test_the_chain_is_looked_at_as_of_the_time_of_signing(start, end, chain):
    who = hand.hand(f"Người ký {chain}", hand.ago(start), hand.ago(end))
    assert look(hand.sign(hand.given(), who)).signatures[0].chain == chain


def test_an_authority_that_is_not_in_the_list_is_unknown():
    stranger = hand.hand("Nơi khác").certificate
    roots = [stranger.public_bytes(hand.serialization.Encoding.DER)]
    assert look(hand.signed(), roots=roots).signatures[0].chain == "unknown"


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: b"%PDF-1.7 trang", "broken"),
        (lambda: hand.signed()[:-3000], "broken"),
        (lambda: hand.rewritten(hand.given(), password="mat-khau"), "encrypted"),
    ],
)
def test_what_cannot_be_read_is_said_so(make, problem):
    assert look(make()).problem == problem


def test_a_file_with_more_signatures_than_anybody_needs_is_not_followed(monkeypatch):
    monkeypatch.setattr("kheo.documents.signing.reading.MOST_SIGNATURES", 0)
    assert look(hand.signed()).problem == "too_many"
    assert MOST_SIGNATURES == 20


def test_a_signature_whose_bytes_are_no_signature_is_not_read():
    data = hand.signed()
    at = data.rindex(b"/Contents <") + len(b"/Contents <")
    assert look(data[:at] + b"00" * 40 + data[at + 80 :]).problem == "broken"


def test_a_signature_that_cannot_be_followed_proves_nothing(monkeypatch):
    monkeypatch.setattr("kheo.documents.signing.reading.validate_pdf_signature", None)
    assert [(one.signer, one.intact, one.page) for one in look(hand.signed()).signatures] == [("", False, 1)]


def test_the_key_of_the_installation_seals_a_paper():
    printed = hand.to_pdf(hand.samples.decision())
    done = sealed(printed, hand.archive("mat-khau"), "mat-khau")
    assert done.startswith(printed)
    found = read(done, done, ROOTS, asked_for_given=True)
    assert [(one.signer, one.intact, one.chain) for one in found.signatures] == [("Máy chủ minh hoạ", True, "trusted")]
    for key, passphrase in ((hand.archive("mat-khau"), "sai"), (b"khoa", "")):
        with pytest.raises(ValueError, match="PKCS#12"):
            sealed(printed, key, passphrase)


def test_a_picture_over_the_whole_page_is_measured():
    assert look(hand.sign(hand.given(), box=(0, 0, 595, 842))).signatures[0].share == 1.0


def test_the_printed_file_stands_unchanged_at_the_head_of_what_is_given_out():
    printed = hand.to_pdf(hand.samples.decision())
    assert ready_to_sign(printed).startswith(printed)
