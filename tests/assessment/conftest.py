from tests.assessment.council_scene import make_scene, scene  # noqa: F401  fixtures of the chapter
