"""Records of publishing of a town: their numbers by the part of the address before."""

from django.utils import timezone

from kheo.democracy.actions.information import AnswerContent, RequestContent, answer_request, enter_request
from kheo.democracy.actions.masked_copies import place_masked
from kheo.democracy.actions.posting_proofs import ProofContent, prove
from kheo.democracy.actions.postings import draft_posting, publish
from kheo.democracy.actions.publishing_plans import make_plan
from kheo.democracy.actions.screenings import decide_findings, screen_draft
from kheo.democracy.models import PostingForm
from kheo.democracy.rules.sensitive import MASK, Verdict
from tests.democracy.posting_scene import content, paper, photo


def _masked_draft(scene, kept):
    """Prepared, with the masked copy in the place of its paper: the original is there to be asked for."""
    draft = draft_posting(scene.office, scene.locality, content(), paper(data=kept + b"DT 0912345678"))
    for look in screen_draft(scene.office, draft):
        decide_findings(scene.office, look, {1: Verdict(MASK)}, look.version)
    return place_masked(scene.office, draft, draft.version)


def _answered(scene, kept):
    """Asked for at the office and answered with a file."""
    made = enter_request(scene.office, scene.locality, RequestContent("Lời", "over", "office"), timezone.localdate())
    answer_request(scene.office, made, AnswerContent("given", "Kèm tệp."), made.version, paper("tra-loi.txt", kept + b"tra loi"))
    return made


def of_publishing(scene):
    """Of a plan's line, of something prepared, of something published, and of its proof."""
    today = timezone.localdate()
    plan = make_plan(scene.office, scene.locality, today.year, has_loudspeaker=True)
    kept = f"a,b\n1,{scene.locality.pk}\n".encode()
    posting = publish(scene.office, draft_posting(scene.office, scene.locality, content(), paper(data=kept)), 1)
    proof = prove(scene.office, posting, ProofContent(PostingForm.OFFICE_BOARD, today), photo())[0]
    return {
        "dan-chu/dong-ke-hoach": plan.lines.first().pk,
        "dan-chu/chuan-bi": _masked_draft(scene, kept).pk,
        "dan-chu/noi-dung": posting.pk,
        "dan-chu/cong-khai": posting.pk,
        "dan-chu/minh-chung-cong-khai": proof.pk,
        "dan-chu/yeu-cau-thong-tin": _answered(scene, kept).pk,
    }
