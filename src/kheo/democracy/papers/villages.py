"""The sheet that hangs on a village's notice board and leads a telephone to its page."""

from datetime import date

from kheo.democracy.queries.villages import VillagePage
from kheo.documents.notice import BoardNotice
from kheo.organisation.models import Locality


def board_sheet(village: VillagePage, locality: Locality, address: str, on: date) -> BoardNotice:
    return BoardNotice(
        over=locality.name,
        title=village.name,
        lines=(
            "Quét mã bằng điện thoại để xem:",
            f"– những gì đang niêm yết ở {village.words.community} ta;",
            "– việc gì đang bàn, tham gia thế nào;",
            "– ý kiến của bà con được trả lời ra sao;",
            "– giờ đọc loa.",
            f"Không có điện thoại: hỏi {village.words.head}.",
        ),
        address=address,
        foot=f"In ngày {on:%d/%m/%Y}. Trang này xem được không cần tài khoản.",
        on=on,
    )
