from tests.democracy.scene import VILLAGES


def test_two_wards_with_villages_of_the_same_names_stand_apart(scene, there):
    assert scene.locality != there.locality
    assert [village.versions.get().name for village in scene.villages] == list(VILLAGES)
    assert {grant.unit_id for grant in scene.head.grants} == {scene.village.pk}
    assert len(scene.roll(3)) == 3
    assert there.village.households.count() == 0
