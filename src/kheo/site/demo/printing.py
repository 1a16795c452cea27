"""The town's blanks: one for certificates, ready to print on, and one for merits whose printer is measured but not tried yet."""

from decimal import Decimal

from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Locality
from kheo.recognition.actions.blanks import create_blank, measure_printer, set_scan
from kheo.recognition.actions.prints import pass_trial, print_trial
from kheo.site.demo.paper import bought_paper

PRINTER = "Máy in phòng họp"


def lay_in_blanks(locality: Locality) -> None:
    """Two kinds of bought paper as an office has them in its cupboard."""
    certificates = create_blank(COMMAND_LINE, locality, "Giấy chứng nhận viền đỏ", "certificate", "A4", "landscape")
    scan = SentFile("phoi-giay-chung-nhan.png", bought_paper(), is_not_secret=True)
    certificates = set_scan(COMMAND_LINE, certificates, scan, certificates.version)
    offset = measure_printer(COMMAND_LINE, certificates, PRINTER, Decimal("-1.5"), Decimal(1))
    pass_trial(COMMAND_LINE, print_trial(COMMAND_LINE, certificates, offset))
    merits = create_blank(COMMAND_LINE, locality, "Giấy khen mẫu phổ thông", "merit", "A4", "landscape")
    measure_printer(COMMAND_LINE, merits, PRINTER, Decimal("-1.5"), Decimal("0.5"))
