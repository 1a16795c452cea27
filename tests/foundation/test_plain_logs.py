from kheo.foundation.plain_logs import hide_slip_codes


def test_the_code_of_a_slip_does_not_reach_the_log():
    event = {"request": "GET /gso2025-13324/bieu-quyet/K7QF9M2DT4XW/", "code": 200, "event": "request_started"}
    assert hide_slip_codes(None, "info", event) == {
        "request": "GET /gso2025-13324/bieu-quyet/…/",
        "code": 200,
        "event": "request_started",
    }


def test_other_addresses_stay_as_they_are():
    for path in ("/gso2025-13324/bieu-quyet/gui/", "/gso2025-13324/bieu-quyet/", "/gso2025-13324/mo-hinh/12/"):
        assert hide_slip_codes(None, "info", {"request": path}) == {"request": path}
