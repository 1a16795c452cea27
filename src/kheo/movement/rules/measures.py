"""The measures that every registration may use, as people call them; its own ones carry their label and unit themselves."""

LABELS = {
    "households": "Hộ tham gia",
    "people": "Người hưởng lợi",
    "dong": "Kinh phí huy động",
    "working_days": "Công lao động",
    "land_m2": "Đất hiến",
}
UNITS = {"households": "hộ", "people": "người", "dong": "đồng", "working_days": "ngày công", "land_m2": "m²"}
# What a short form asks of a registration that has neither aims nor results yet: the three that nearly every report asks for.
USUAL = ("households", "people", "dong")
EXAMPLES = {"dong": "350 triệu, 1,5 tỷ", "land_m2": "250, 0,5 ha"}
