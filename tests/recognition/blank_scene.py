"""A blank of the town, a printer measured on it, a trial that was found right."""

from decimal import Decimal

from kheo.recognition.actions.blanks import create_blank, measure_printer
from kheo.recognition.actions.prints import pass_trial, print_trial

PRINTER = "Canon phòng họp"


def make_blank(scene, name="Phôi viền đỏ", kind="certificate", size="A4", orientation="landscape"):
    return create_blank(scene.office, scene.locality, name, kind, size, orientation)


def measured(scene, blank, dx="-1.5", dy="2", printer=PRINTER):
    return measure_printer(scene.office, blank, printer, Decimal(dx), Decimal(dy))


def tried(scene, blank, offset):
    return pass_trial(scene.office, print_trial(scene.office, blank, offset))


def make_tried(scene, **changes):
    blank = make_blank(scene, **changes)
    offset = measured(scene, blank)
    tried(scene, blank, offset)
    return blank, offset
