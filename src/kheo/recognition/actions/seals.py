"""Sealing a register: what stood in it on a day, signed with the installation's own key and kept."""

from collections.abc import Callable

from django.db import transaction

from kheo.documents.signing.apart import seal
from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.checks import check_upload
from kheo.foundation.uploads.keeping import keep_file
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record
from kheo.recognition.models import CertificateRegister, RegisterSeal


def seal_register(
    actor: Actor, register: CertificateRegister, make: Callable[[CertificateRegister], bytes], key: bytes, passphrase: str
) -> RegisterSeal:
    """Keep the PDF that *make* sets of the register, signed with *key* (PKCS#12), which itself is kept nowhere.

    The row of the register is locked meanwhile, so that no number comes in between the paper and its seal.
    """
    grant = require(actor, "register.seal", register.locality)
    with transaction.atomic():
        locked = (
            CertificateRegister.objects.select_for_update(of=("self",))
            .select_related("locality__unit", "body__unit")
            .get(pk=register.pk)
        )
        if not locked.last_number:
            raise RefusedError("Sổ chưa có giấy nào; không có gì để niêm.")
        name = f"so-giay-chung-nhan-{locked.year}-{locked.pk}-{locked.last_number:04d}.pdf"
        checked = check_upload(name, seal(make(locked), key, passphrase), "paper")
        kept = keep_file(checked, locked.locality.code, actor.account_id)
        made = RegisterSeal.objects.create(register=locked, file=kept, last_number=locked.last_number, sealed_by=actor.account_id)
        details = {"sha256": checked.sha256, "last": locked.last_number}
        record(actor, grant, "register.seal", locked, locked.locality, details)
    return made
