from kheo.movement.likeness import marks_of, read
from kheo.movement.likeness.marks import FEWEST
from tests.movement.likeness.stories import stories

WORDS = "mot hai ba bon nam sau bay tam chin muoi mua nang gio mua xuan ha thu dong tay nam bac"


def test_a_text_of_nineteen_words_has_no_marks_one_of_twenty_has_enough():
    words = WORDS.split()
    assert marks_of(read(" ".join(words[:19]))) == []
    assert FEWEST <= len(marks_of(read(" ".join(words[:20])))) < 18  # of 18 shingles


def test_marks_fit_an_integer_column_and_are_the_same_every_time():
    marks = marks_of(read(stories()[0]))
    assert marks == sorted(set(marks)) == marks_of(read(stories()[0].upper()))
    assert all(-(2**31) <= value < 2**31 for value in marks)
    assert marks[:2] == [-1969157423, -1846529293]  # an index of yesterday is read tomorrow: the hash never changes


def test_a_long_text_keeps_the_marks_of_a_text_in_it():
    whole = set(marks_of(read("\n".join(stories()[:3]))))
    assert set(marks_of(read(stories()[1]))) - whole == set()
