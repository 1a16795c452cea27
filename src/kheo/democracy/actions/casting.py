"""One ballot into the box: once for a slip, and nothing that ties the two.

No audit row, no key of the form, no draft, no time (docs/decisions/0009-online-household-vote.md). Whoever writes a box or a slip
of a vote holds the row of its box first, so that ballots, a replaced slip and the closing come one after another.
"""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kheo.democracy.models import OnlineVote, SealedBox, Slip
from kheo.democracy.queries.slips import FoundSlip, find_slip, standing_of
from kheo.democracy.rules.box import CHOICES, Sums, box_key, open_seal, seal
from kheo.foundation.refusal import Problem, RefusedError
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality

SAYS = {
    "spent": "Phiếu này đã được dùng để biểu quyết. Mỗi hộ biểu quyết một lần; ý kiến đã gửi được tính, không tính thêm.",
    "revoked": "Phiếu này đã được thay bằng phiếu khác. Dùng phiếu mới mà Tổ lấy ý kiến đã đưa.",
    "not_begun": "Chưa đến giờ biểu quyết. Tổ lấy ý kiến sẽ báo khi bắt đầu; giữ phiếu này.",
    "over": "Đã hết giờ biểu quyết. Kết quả sẽ được công khai ở trang này và ở nhà văn hoá.",
}
UNKNOWN = "Không có phiếu nào đang dùng mang mã này. Xem lại mã trên phiếu; cuộc biểu quyết cũng có thể đã kết thúc."


def cast_ballot(actor: Actor, locality: Locality, code: str, choice: str) -> OnlineVote:
    """Put *choice* into the box of the vote that *code* belongs to. RefusedError, in plain words, for a slip that cannot vote."""
    require(actor, "online.vote", locality)
    if choice not in CHOICES:
        raise RefusedError(Problem("Chọn một trong ba ý kiến.", "Ý kiến"))
    found = find_slip(locality, code, timezone.now())
    if found is None:
        raise RefusedError(UNKNOWN)
    slip = _usable(found)
    with transaction.atomic():
        box = lock_box(slip.vote_id)
        # Only now is it known what others did meanwhile: the same code elsewhere, a slip replaced, the closing.
        fresh = Slip.objects.select_related("vote__round").filter(pk=slip.pk, digest=slip.digest).first() if box else None
        if box is None or fresh is None:
            raise RefusedError(SAYS["over"] if box is None else SAYS["revoked"])
        _usable(FoundSlip(fresh.vote, "spent" if fresh.spent else standing_of(fresh.vote, timezone.now()), fresh))
        Slip.objects.filter(pk=slip.pk).update(spent=True)
        write_sums(box, read_sums(box).with_one(choice))
    return found.vote


def _usable(found: FoundSlip) -> Slip:
    if found.standing != "open" or found.slip is None:
        raise RefusedError(SAYS[found.standing])
    return found.slip


def lock_box(vote: int) -> SealedBox | None:
    """The box of *vote*, held until the transaction ends; None once it is closed."""
    return SealedBox.objects.select_for_update().filter(vote_id=vote).first()


def read_sums(box: SealedBox) -> Sums:
    """What the box holds; SealError where the installation's key is not the one it was sealed with."""
    return open_seal(bytes(box.sealed), _key(box))


def write_sums(box: SealedBox, sums: Sums) -> None:
    box.sealed = seal(sums, _key(box))
    box.save()


def _key(box: SealedBox) -> bytes:
    return box_key(settings.SECRET_KEY, bytes(box.salt), box.vote_id)
