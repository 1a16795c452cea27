"""Papers of the kinds an office issues, with placeholders for names."""

from datetime import date

from kheo.documents.content import (
    Annex,
    Article,
    Basis,
    Column,
    Heading,
    Numbered,
    Paper,
    Paragraph,
    Signature,
    Table,
)

COMMITTEE = "Ban Chỉ đạo phong trào thi đua “Dân vận khéo”"
LIST = (
    Column("TT", 0.5, "centre"),
    Column("Tên mô hình", 4.2),
    Column("Tập thể, cá nhân thực hiện", 3.2),
    Column("Đơn vị", 2),
    Column("Điểm", 0.9, "right"),
)
NAMES = (
    "Tổ dân phố không rác thải nhựa",
    "Khéo vận động nhân dân hiến đất mở rộng đường giao thông nông thôn",
    "Câu lạc bộ gia đình không có người vi phạm pháp luật",
    "Nuôi gà thả vườn theo hướng an toàn sinh học",
)


def rows(count: int) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (str(n), NAMES[n % 4], f"Chi hội Phụ nữ tổ dân phố số {n}", f"Phường minh hoạ {n % 9 + 1}", f"{95 - n % 20},5")
        for n in range(1, count + 1)
    )


def decision(count: int = 12, **changes: object) -> Paper:
    """The committee recognises *count* initiatives, with their list."""
    fields: dict[str, object] = {
        "layout": "party",
        "superior": "Đảng bộ thị xã Duy Tiên",
        "issuer": COMMITTEE,
        "number_template": "…-QĐ/BCĐ",
        "number": "12-QĐ/BCĐ",
        "place": "Duy Tiên",
        "on": date(2024, 12, 26),
        "title": "Quyết định",
        "subject": "công nhận mô hình “Dân vận khéo” hoạt động hiệu quả năm 2024",
        "blocks": (
            Basis("Căn cứ Quy chế làm việc của Ban Chỉ đạo phong trào thi đua “Dân vận khéo” thị xã;"),
            Basis("Căn cứ kết quả chấm điểm các mô hình đăng ký thực hiện năm 2024;"),
            Basis("Xét đề nghị của Cơ quan Thường trực Ban Chỉ đạo,"),
            Heading("BAN CHỈ ĐẠO QUYẾT ĐỊNH"),
            Article(1, f"Công nhận {count} mô hình “Dân vận khéo” hoạt động hiệu quả năm 2024 (có danh sách kèm theo)."),
            Article(2, "Giao Cơ quan Thường trực Ban Chỉ đạo cấp giấy chứng nhận, phổ biến cách làm và theo dõi việc duy trì."),
            Article(
                3, "Các thành viên Ban Chỉ đạo, các đơn vị có liên quan và các mô hình có tên tại Điều 1 thi hành Quyết định này."
            ),
        ),
        "recipients": ("Ban Thường vụ Thị uỷ (để báo cáo)", "Như Điều 3", "Lưu Ban Chỉ đạo"),
        "signature": Signature("T/M BAN CHỈ ĐẠO", "TRƯỞNG BAN", "Người ký minh hoạ"),
        "annexes": (Annex("Danh sách", "mô hình “Dân vận khéo” được công nhận năm 2024", (Table(LIST, rows(count)),)),),
    }
    return Paper(**(fields | changes))


def minutes() -> Paper:
    """Minutes of an assessment meeting: two signatures, number and date still open."""
    return Paper(
        layout="party",
        superior=COMMITTEE,
        issuer="Tổ thẩm định",
        number_template="…-BB/TTĐ",
        place="Duy Tiên",
        year=2024,
        title="Biên bản",
        subject="họp thẩm định các mô hình, điển hình “Dân vận khéo” năm 2024",
        blocks=(
            Heading("I. Thời gian, địa điểm", 2),
            Paragraph("Cuộc họp bắt đầu lúc 14 giờ, tại phòng họp Khối Dân vận."),
            Heading("II. Thành phần", 2),
            Numbered("1.", "Chủ trì: Người chủ trì minh hoạ."),
            Numbered("2.", "Có mặt 7 trên 7 thành viên tổ thẩm định."),
            Heading("III. Kết quả", 2),
            Paragraph("Tổ thẩm định xét 44 hồ sơ, thống nhất điểm và xếp loại như bảng sau:"),
            Table(LIST, rows(44)),
            Paragraph("Biên bản được đọc lại, mọi thành viên nhất trí. Cuộc họp kết thúc lúc 16 giờ 30 phút cùng ngày."),
        ),
        signature=Signature("CHỦ TRÌ", "", "Người chủ trì minh hoạ"),
        countersignature=Signature("THƯ KÝ", "", "Người ghi minh hoạ"),
        draft=True,
        reference="Khéo BB-2024-03",
    )


def commendation(**changes: object) -> Paper:
    """The chair of the People's Committee commends: administrative layout."""
    fields: dict[str, object] = {
        "layout": "administrative",
        "superior": "Uỷ ban nhân dân tỉnh Hà Nam",
        "issuer": "Uỷ ban nhân dân thị xã Duy Tiên",
        "number_template": "…/QĐ-UBND",
        "number": "05/QĐ-UBND",
        "place": "Duy Tiên",
        "on": date(2025, 1, 6),
        "title": "Quyết định",
        "subject": "Về việc khen thưởng tập thể có thành tích xuất sắc trong phong trào thi đua “Dân vận khéo” năm 2024",
        "blocks": (
            Heading("CHỦ TỊCH UỶ BAN NHÂN DÂN THỊ XÃ DUY TIÊN"),
            Basis("Căn cứ Luật Tổ chức chính quyền địa phương;"),
            Basis("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"),
            Basis("Theo đề nghị của Ban Chỉ đạo phong trào thi đua “Dân vận khéo” thị xã."),
            Heading("QUYẾT ĐỊNH:"),
            Article(
                1,
                "Tặng Giấy khen của Chủ tịch Uỷ ban nhân dân thị xã cho 10 tập thể đã có thành tích xuất sắc trong phong trào "
                "thi đua “Dân vận khéo” năm 2024 (có danh sách kèm theo).",
            ),
            Article(2, "Quyết định này có hiệu lực kể từ ngày ký."),
            Article(
                3,
                "Chánh Văn phòng Hội đồng nhân dân và Uỷ ban nhân dân thị xã, Thủ trưởng các cơ quan có liên quan và các tập thể "
                "có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.",
            ),
        ),
        "recipients": ("Như Điều 3", "Ban Thi đua – Khen thưởng tỉnh", "Lưu: VT, NV"),
        "signature": Signature("CHỦ TỊCH", "", "Người ký minh hoạ"),
        "annexes": (
            Annex(
                "Danh sách",
                "tập thể được tặng Giấy khen",
                (
                    Table(
                        (Column("STT", 0.6, "centre"), Column("Tên tập thể", 5), Column("Đơn vị", 3)),
                        tuple((str(n), f"Tập thể minh hoạ {n:02d}", f"Xã minh hoạ {n}") for n in range(1, 11)),
                    ),
                ),
            ),
        ),
    }
    return Paper(**(fields | changes))
