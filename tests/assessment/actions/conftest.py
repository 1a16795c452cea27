from tests.assessment.actions.rounds_scene import equal, published, scored  # noqa: F401  fixtures of the room
