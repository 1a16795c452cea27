from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kheo.movement.likeness import compare, read
from kheo.movement.likeness.passages import Piece
from tests.movement.likeness.stories import stories

A = "Mỗi nhà góp một giỏ hoa treo trước cửa ngõ. Chủ nhật cả xóm ra quét đường."
B = "Chủ nhật cả xóm ra quét đường và vườn rồi cùng ăn sáng. Mỗi nhà góp một giỏ hoa treo trước cửa ngõ."


def test_the_same_text_is_shared_whole():
    found = compare(read(A), read(A))
    assert (found.words, found.of_first, found.of_second) == (17, 1, 1)
    assert found.first == (Piece(A[:-1], is_shared=True), Piece(".", is_shared=False))


def test_shuffled_sentences_are_found_where_they_stand():
    found = compare(read(A), read(B))
    assert [piece.text for piece in found.first if piece.is_shared] == ["Mỗi nhà góp một giỏ hoa treo trước cửa ngõ"]
    assert [piece.text for piece in found.second if piece.is_shared] == ["Mỗi nhà góp một giỏ hoa treo trước cửa ngõ"]
    assert (found.words, found.of_first, found.of_second) == (10, 10 / 17, 10 / 23)


def test_a_run_of_seven_words_is_the_languages_one_of_eight_is_the_writers():
    head, tail = "sáng sớm tinh mơ trời còn chưa", "thật là vui lắm đây các bác ơi"
    assert compare(read(f"{head} ra đồng"), read(f"{head} lên núi")).words == 0
    assert compare(read(f"một {tail} hai"), read(f"ba {tail} bốn")).words == 8


def test_set_phrases_are_not_shared_words_but_are_marked_between_them():
    text = "cả làng mình cùng nhau ra tay làm mô hình dân vận khéo vui vẻ làm đường cho xe tải vào"
    found = compare(read(text), read(text))
    assert (found.words, found.first) == (16, (Piece(text, is_shared=True),))
    phrase = "phong trào thi đua yêu nước, mô hình dân vận khéo"
    assert compare(read(phrase), read(phrase)).words == 0


def test_a_rewritten_sentence_counts_the_words_that_stayed():
    first = read("Chi hội đi từng nhà cân rác suốt một tuần rồi dán kết quả ở nhà văn hoá")
    second = read("Chi hội đến từng hộ cân rác cả một tuần rồi dán hiệu quả ở nhà văn hoá")
    found = compare(first, second)
    assert (found.words, len(first.words)) == (14, 18)
    assert [piece.text for piece in found.first if not piece.is_shared] == [" đi ", " nhà ", " suốt ", " kết "]


def test_strangers_share_nothing_worth_a_look():
    shares = [compare(read(first), read(second)).share for first in stories()[:8] for second in stories()[20:28]]
    assert max(shares) < 0.06


def test_empty_texts_share_nothing():
    assert compare(read(""), read("")).share == 0
    assert compare(read(""), read(A)).first == ()


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault of the rule
@given(st.lists(st.sampled_from(["mot", "hai", "Ba ", "mô hình", "5", "\n", ". "]), max_size=40).map(" ".join))
def test_pieces_put_together_are_the_text(text):
    found = compare(read(text), read(A))
    assert "".join(piece.text for piece in found.first) == text
    assert compare(read(text), read(text)).of_first <= 1
