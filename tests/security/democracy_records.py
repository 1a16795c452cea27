"""Records of grassroots democracy of a town: their numbers by the part of the address before."""

from kheo.democracy.actions.roll import HouseholdContent, add_household
from kheo.organisation.actions.villages import add_village
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Unit, UnitVersion


def village_of(scene):
    """A village under the first commune of the town."""
    version = UnitVersion.objects.filter(parent=scene.locality.unit, unit__level=Unit.Level.COMMUNE).first()
    commune = version.unit if version else scene.locality.unit
    return add_village(COMMAND_LINE, scene.locality, commune, f"Thôn {scene.locality.pk}", source="để thử")


def of_roll(scene):
    household = add_household(COMMAND_LINE, scene.locality, village_of(scene), HouseholdContent("Đại diện hộ 01"))
    return {"dan-chu/ho": household.pk}
