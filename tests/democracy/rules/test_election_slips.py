"""Luật 10/2022/QH15 Điều 19 khoản 3 and Nghị định 59/2023/NĐ-CP Điều 4: slips with names, held against those that came back."""

from datetime import date

from kheo.democracy.rules.election_slips import collected_problems, frozen_problems, marking, slips_problems

DAY = date(2026, 10, 30)


def said(problems):
    return [str(one) for one in problems]


def test_article_4_6_a_the_count_of_slips_is_held_against_those_that_came_back():
    assert said(collected_problems(38, 2, 40)) == []
    assert said(collected_problems(-1, 2, 40)) == ["Số phiếu: Số phiếu là số không âm."]
    [more] = said(collected_problems(39, 2, 40))
    assert "cộng lại 41 phiếu, nhiều hơn 40 phiếu đã thu theo danh sách" in more
    assert "Điều 19 khoản 3 Luật 10/2022/QH15" in more
    [fewer] = said(collected_problems(37, 2, 40))
    assert "cộng lại 39 phiếu, danh sách ghi đã thu 40" in fewer


def test_slips_carry_names_and_the_list_stays_while_they_are_out():
    assert said(slips_problems(1, DAY)) == []
    assert "ít nhất 01 người (Điều 6 khoản 2 Nghị định 59/2023/NĐ-CP)" in said(slips_problems(0, DAY))[0]
    assert "chốt khi mở phát phiếu ngày 30/10/2026" in said(frozen_problems(DAY))[0]
    assert "chốt khi mở phát phiếu: phiếu" in said(frozen_problems(None))[0]
    assert "nhiều nhất 2 người" in marking(2)
