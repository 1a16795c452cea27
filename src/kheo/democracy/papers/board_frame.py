"""Head, foot and ground of every paper of a board; signed by its head, who is asked from the record."""

from datetime import date
from typing import Any

from kheo.democracy.models import Board
from kheo.democracy.queries.boards import seated
from kheo.democracy.rules.boards import Seat
from kheo.democracy.rules.wording import wording_note
from kheo.documents.content import Basis, Signature
from kheo.organisation.models import Body
from kheo.organisation.queries.bodies import as_it_was


def board_frame(board: Board, kind: str, on: date, part: str) -> dict[str, Any]:
    """*kind* is the symbol of the paper («KH», «BC», «KN»); number and day are given when it is signed."""
    body = as_it_was(board.body, on)
    head = seated(board, on).filter(seat=Seat.HEAD).first()
    return {
        "layout": "party" if body.layout == Body.Layout.PARTY else "administrative",
        "superior": body.superior,
        "issuer": body.name,
        "place": board.locality.name.split(" ", 1)[-1],
        "number_template": f"…/{kind}-{body.number_suffix}" if body.number_suffix else f"…/{kind}",
        "year": on.year,
        "signature": Signature("TM. BAN", "TRƯỞNG BAN", head.position.person.name if head else None),
        "reference": f"Khéo {board.locality.code} · ban {board.pk} · {part}",
    }


def lawful(board: Board) -> Basis:
    """The ground on which the board works, with the wording that was read."""
    articles = (
        "Điều 36 đến Điều 40 Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15 và Điều 12 đến 15 Nghị định số 59/2023/NĐ-CP"
        if board.kind == Board.Kind.INSPECTION
        else "Điều 41 đến Điều 45 Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15 và Điều 16 đến 19 Nghị định số 59/2023/NĐ-CP"
    )
    note = wording_note(board.day)
    return Basis(f"Căn cứ {articles}{f' ({note})' if note else ''};")
