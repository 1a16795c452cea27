"""The masked copy of a decided look takes the place of what it was made from, in what is prepared to be published."""

from django.db import transaction

from kheo.democracy.models import PostingDraft
from kheo.democracy.queries.screenings import masked_copies
from kheo.foundation.refusal import RefusedError, require_version
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record


def place_masked(actor: Actor, draft: PostingDraft, version: int) -> PostingDraft:
    """Put the masked words and the masked paper into *draft*, at once, wherever a look of just these is decided.

    The paper that gives way stays with the draft as its original, for the office alone (Điều 11: what is published bears no
    personal data that the law does not have published); the words that give way are not kept, as those of a look are not.
    """
    locality = draft.locality
    grant = require(actor, "publishing.manage", locality)
    with transaction.atomic():
        found = PostingDraft.objects.select_for_update(of=("self",)).select_related("paper", "locality")
        held = found.filter(pk=draft.pk, posting=None).first()
        if held is None:
            raise RefusedError("Người khác vừa công khai hoặc bỏ bản này; mở lại trang Công khai.")
        require_version(version, held.version)
        copies = masked_copies(held)
        if not copies:
            raise RefusedError(
                "Chưa có bản đã che của đúng lời, đúng tệp đang chuẩn bị: quyết xong các chỗ ở «Soát thông tin cá nhân»; "
                "nếu vừa sửa bản chuẩn bị thì soát lại."
            )
        for _called, look in copies:
            if look.masked_file is None:
                held.title, _, held.summary = look.masked_text.partition("\n")
            else:
                held.original = held.original or held.paper
                held.paper = look.masked_file
        held.version += 1
        held.save()
        placed = [{"look": look.pk, "from": look.digest, "to": look.masked_digest} for _called, look in copies]
        record(actor, grant, "publishing.place_masked", held, locality, {"version": held.version, "placed": placed})
    return held
