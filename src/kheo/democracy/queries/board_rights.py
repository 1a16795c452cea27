"""Who acts on a board: the Front that directs it (Luật 10/2022/QH15 Điều 39 khoản 1, Điều 44 khoản 1), the office, the board.

Members act for their own board alone; for a board without accounts the Front or the office writes down what it did.
"""

from kheo.democracy.models import Board
from kheo.organisation.authority import Actor, Grant, Owner, find_grant, require
from kheo.organisation.models import Locality

FRONT = "mttq"


def front_of(locality: Locality) -> Owner:
    """The Front's committee of the locality's own unit."""
    return Owner(locality.unit_id, f"{locality.code}/{FRONT}")


def manages(actor: Actor, locality: Locality) -> bool:
    return find_grant(actor, "board.manage", locality, front_of(locality)) is not None


def works_on(actor: Actor, board: Board) -> bool:
    return manages(actor, board.locality) or find_grant(actor, "board.work", board.locality, _own(board)) is not None


def require_front(actor: Actor, locality: Locality) -> Grant:
    """The grant of the Front's staff or of the office; NotAllowedError for everybody else."""
    return require(actor, "board.manage", locality, front_of(locality))


def require_work(actor: Actor, board: Board) -> Grant:
    """The grant of a member of *board* itself, of the Front or of the office; NotAllowedError for everybody else."""
    grant = find_grant(actor, "board.manage", board.locality, front_of(board.locality))
    return grant or require(actor, "board.work", board.locality, _own(board))


def _own(board: Board) -> Owner:
    return Owner(board.body.unit_id, board.body.code)
