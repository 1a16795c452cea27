from hypothesis import given
from hypothesis import strategies as st

from kheo.directives.rules.requirements import MOST, RequirementLine, read_line, read_lines, requirement_problems
from kheo.foundation.text import tidy


def test_the_place_before_the_colon_is_taken_only_when_it_is_one():
    assert [read_line(line) for line in (
        "Mục II, điểm 3: Mỗi thôn có một tổ dân vận",
        "- Điều 14:   Công khai  tài chính",
        "II.2: Kiện toàn khối dân vận",
        "3.1: Đối thoại",
        "Thực hiện tốt: nghe dân nói, nói dân hiểu",
        "Điều 5:",
        "Khoản 1 Điều 36: Bầu Ban Thanh tra: từ 3 đến 11 thành viên",
        f"mục {'x' * 80}: quá dài",
    )] == [
        RequirementLine("Mục II, điểm 3", "Mỗi thôn có một tổ dân vận"),
        RequirementLine("Điều 14", "Công khai tài chính"),
        RequirementLine("II.2", "Kiện toàn khối dân vận"),
        RequirementLine("3.1", "Đối thoại"),
        RequirementLine("", "Thực hiện tốt: nghe dân nói, nói dân hiểu"),
        RequirementLine("", "Điều 5:"),
        RequirementLine("Khoản 1 Điều 36", "Bầu Ban Thanh tra: từ 3 đến 11 thành viên"),
        RequirementLine("", f"mục {'x' * 80}: quá dài"),
    ]  # fmt: skip


def test_empty_lines_are_nothing():
    assert read_lines("\n  \n- \nMột\n\nHai") == [RequirementLine("", "Một"), RequirementLine("", "Hai")]


@given(st.text())
def test_no_word_that_was_typed_is_lost(text):
    for line in text.splitlines():
        read = read_line(line)
        typed = tidy(line)
        if read is None:
            assert not typed.strip("-–—•*+ ")
        else:
            assert read.text
            assert typed.endswith(read.text)
            assert read.place in typed


@given(st.sampled_from(["mục I", "Điều 3", "khoản 2 Điều 4", "phụ lục 1"]), st.text(min_size=1).filter(tidy))
def test_a_line_written_with_its_place_reads_back(place, words):
    assert read_line(f"{place}: {words.replace(chr(10), ' ')}") == RequirementLine(place, tidy(words.replace(chr(10), " ")))


def test_problems_name_their_lines():
    lines = [
        RequirementLine("", "Một"),
        RequirementLine("", ""),
        RequirementLine("x" * 81, "y" * 601),
        RequirementLine("", "MỘT"),
    ]
    assert [str(problem) for problem in requirement_problems(lines)] == [
        "Yêu cầu, dòng 2: Chưa ghi yêu cầu gì; viết một câu hoặc bỏ dòng này.",
        "Yêu cầu, dòng 3: Dài quá 600 ký tự; rút gọn, hoặc tách thành hai yêu cầu.",
        "Yêu cầu, dòng 3: Chỗ trong văn bản dài quá 80 ký tự; viết gọn: «mục II, điểm 3».",
        "Yêu cầu, dòng 4: Giống hệt dòng 1; bỏ một dòng.",
    ]


def test_a_text_pasted_whole_is_refused_in_one_sentence():
    problems = requirement_problems([RequirementLine("", str(number)) for number in range(MOST + 1)])
    assert [problem.where for problem in problems] == ["Yêu cầu"]
