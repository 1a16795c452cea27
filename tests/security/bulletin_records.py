"""Of the loudspeaker and of a look for personal data: their numbers by the part of the address before."""

from datetime import time, timedelta

from django.utils import timezone

from kheo.democracy.actions.bulletins import BulletinContent, plan_readings, write_bulletin
from kheo.democracy.actions.screenings import Brought, decide_findings, start_screening
from kheo.democracy.rules.sensitive import MASK, Verdict


def of_bulletins(scene):
    """A script with a reading planned, and a text of which a masked copy was made."""
    made = write_bulletin(scene.office, scene.locality, BulletinContent("Mời họp", "Mời các hộ họp."))
    reading = plan_readings(scene.office, made, timezone.localdate() + timedelta(days=1), 1, time(17))[0]
    look = start_screening(scene.office, scene.locality, Brought("Danh sách", "ĐT 0912345678"))
    look = decide_findings(scene.office, look, {1: Verdict(MASK)}, look.version)
    return {"dan-chu/loa": made.pk, "dan-chu/luot": reading.pk, "dan-chu/soat": look.pk}
