from kheo.democracy.rules.records import digest


def test_equal_content_has_one_digest_however_its_keys_are_ordered():
    assert digest({"a": 1, "b": ["ý"]}) == digest({"b": ["ý"], "a": 1})
    assert digest({"a": 1}) != digest({"a": 2})
    assert len(digest([])) == 64
