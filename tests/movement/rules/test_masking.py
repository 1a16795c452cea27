import pytest

from kheo.movement.rules.masking import Mask

WIDE = Mask(
    ["Phường Hòa Mạc", "Tổ dân phố số 3", "Xã Đọ", "Tổ dân phố Đoàn Kết", "Khu phố 7", "–", "Hoa Mai"],
    ["Trường Tiểu học Minh Hoạ", "Chợ"],
    ["Cá Nhân Một", "Cá Nhân", "Một"],
)
OWN = WIDE.beside(
    ["Xã Yên"],
    ["Trường Mầm non Sao Mai", "Đoàn Thanh niên Hồ Chí Minh", "–"],
    ["Ông Mẫu Văn Thử, Tổ trưởng", "Tập thể 01", "Ông An"],
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Phường Hoà Mạc sạch, HOÀ MẠC xanh", "[đơn vị] sạch, [đơn vị] xanh"),
        ("phuong hoa mac; hoa mac", "[đơn vị]; hoa mac"),
        ("TDP 03, tổ 3, Tổ dân phố số 3, 3 hộ", "[đơn vị], [đơn vị], [đơn vị], 3 hộ"),
        ("khu phố 7, KP số 7", "[đơn vị], [đơn vị]"),
        ("xã đọ đẹp, Đọ xa", "[đơn vị] đẹp, Đọ xa"),
        ("Hoa Mai nở, hoa mai nở", "[đơn vị] nở, hoa mai nở"),
        ("Đoàn Kết vui, tinh thần đoàn kết", "[đơn vị] vui, tinh thần đoàn kết"),
        ("trường tiểu học Minh Hoạ, chợ", "[đơn vị], chợ"),
        ("Cá Nhân Một kể; cá nhân một; cá nhân", "[tên người] kể; [tên người]; cá nhân"),
    ],
)
def test_names_of_the_locality_are_hidden_however_they_are_written(text, shown):
    assert WIDE.hide(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Yên sạch, yên tâm", "[đơn vị] sạch, yên tâm"),
        ("mầm non Sao Mai; trường mầm non sao mai; sao mai", "mầm non [đơn vị]; [đơn vị]; sao mai"),
        ("học tập Hồ Chí Minh", "học tập Hồ Chí Minh"),
        ("An tâm, ông An làm – xong", "An tâm, ông [tên người] làm – xong"),
        ("mẫu văn thử làm, tập thể 01 theo", "[tên người] làm, [tên người] theo"),
        ("Phường Hòa Mạc học Yên", "[đơn vị] học [đơn vị]"),
    ],
)
def test_what_is_the_files_own_is_told_from_fewer_words(text, shown):
    assert OWN.hide(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ông Hùng, bà Lan và anh hùng", "ông [tên người], bà [tên người] và anh hùng"),
        ("đ/c Mẫu Thử. Làm xong", "đ/c [tên người]. Làm xong"),
        ("đồng chí Bí thư Lê Văn Mẫu", "đồng chí Bí thư [tên người]"),
        ("Nguyễn Văn Mẫu, Nguyễn", "[tên người], Nguyễn"),
        ("BÀ CON NÔNG DÂN", "BÀ CON NÔNG DÂN"),
        ("đồng lòng, đ, ông", "đồng lòng, đ, ông"),
        ("ông A B C D Đ E G", "ông [tên người] G"),
        ("gọi 0912 345 678, thư a.b@c.vn, trang https://c.vn/d", "gọi [liên hệ], thư [liên hệ], trang [liên hệ]"),
        ("120.000.000 đồng, 0,5 ha, năm 2024", "120.000.000 đồng, 0,5 ha, năm 2024"),
        ("dòng một\n\ndòng hai", "dòng một\n\ndòng hai"),
        ("", ""),
    ],
)
def test_people_and_contacts_are_hidden_and_the_rest_stays(text, shown):
    assert Mask().hide(text) == shown
