import pytest

from kheo.organisation.rules.spelling import agrees, authorities, split_type, unit_types, without_place, written


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Phường Hòa Mạc", "phuong hoa mac"),
        ("P. Hòa Mạc", "phuong hoa mac"),
        ("P.Hoà Mạc", "phuong hoa mac"),
        ("  phường   HÒA MẠC. ", "phuong hoa mac"),
        ("X. Yên Nam", "xa yen nam"),
        ("TT Ba Sao", "thi tran ba sao"),
        ("T.X. Duy Tiên", "thi xa duy tien"),
        ("TP Phủ Lý", "thanh pho phu li"),
        ("ĐK Cồn Cỏ", "dac khu con co"),
        ("Tổ dân phố số 03", "to dan pho 3"),
        ("TDP3", "to dan pho 3"),
        ("tổ 3", "to dan pho 3"),
        ("P14", "phuong 14"),
        ("UBND phường", "uy ban nhan dan phuong"),
        ("Xã Cà Mau", "xa ca mau"),
        ("CA xã", "cong an xa"),
        ("Xã Đạ M'ri", "xa da m ri"),
        ("Quy Hướng", "qui huong"),
        ("Thụy Lôi", "thuy loi"),
        ("Phường 10", "phuong 10"),
        ("thị trấn", "thi tran"),
        ("Phường số", "phuong so"),
        ("", ""),
    ],
)
def test_written_forms_come_together(text, key):
    assert " ".join(written(text).key) == key


@pytest.mark.parametrize(
    ("text", "name", "same"),
    [
        ("Hoa Mac", "Hòa Mạc", True),
        ("Hoà Mạc", "Hòa Mạc", True),
        ("hoa Mạc", "Hòa Mạc", True),
        ("Hóa Mạc", "Hòa Mạc", False),
        ("Tân Hòa", "Tấn Hòa", False),
        ("Đông Văn", "Đồng Văn", False),
        ("Dong Van", "Đồng Văn", True),
        ("Qui Hướng", "Quy Hướng", True),
        ("Uỷ ban nhân dân", "UBND", True),
        ("UBND", "Ủy ban nhân dân", True),
        ("Thị uỷ", "Thị ủy", True),
        ("Hòa Mạc", "Hòa Mạc B", False),
    ],
)
def test_marks_may_be_left_out_but_not_be_others(text, name, same):
    assert agrees(written(text), written(name)) is same


def test_split_type_takes_the_longest_type_and_leaves_a_type_alone_as_it_is():
    kind, bare = split_type(written("Thị xã Duy Tiên"))
    assert (kind.key, bare.key) == (("thi", "xa"), ("duy", "tien"))
    assert split_type(written("Thị xã"))[1].key == ("thi", "xa")
    assert split_type(written("Hòa Mạc"))[0].key == ()


def test_types_and_authorities_are_tried_from_the_longest():
    for rows in (unit_types(), [words for words, _code in authorities()]):
        assert [len(words) for words in rows] == sorted((len(words) for words in rows), reverse=True)


@pytest.mark.parametrize("text", ["Phòng Nội vụ thị xã Duy Tiên", "Phòng Nội vụ Duy Tiên", "Phòng Nội vụ thị xã", "Phòng Nội vụ"])
def test_without_place_leaves_the_body_alone(text):
    kind, name = split_type(written("Thị xã Duy Tiên"))
    assert without_place(written(text), kind, name) == written("Phòng Nội vụ")


def test_without_place_leaves_a_name_that_is_nothing_but_its_place():
    kind, name = split_type(written("Thị xã Duy Tiên"))
    assert without_place(written("Duy Tiên"), kind, name) == written("Duy Tiên")
