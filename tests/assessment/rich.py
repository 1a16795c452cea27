"""A set that uses everything a set may state."""

RICH = """\
code = "du-cach"
title = "Bộ đủ cách chấm"
source = "soạn để thử"
excerpt = true
unread = "phần cuối"
basis = "percent"
met_at = 60
self_cap = 25
veto = "lowest"
total = 35

[[kinds]]
code = "co-quan"
label = "Cơ quan"
total = 35

[[kinds]]
code = "truong"
label = "Trường học"
total = 25

[[groups]]
name = "Việc chính"
total = 40

[[groups.items]]
code = "muc"
text = "Theo mức"
maximum = 10
evidence = ["sổ họp", "ảnh"]

[[groups.items.levels]]
points = 0
text = "Chưa làm"

[[groups.items.levels]]
points = 5
text = "Làm một phần"

[[groups.items.levels]]
points = 10
text = "Làm đủ"

[[groups.items]]
code = "tu-do"
text = "Điểm tự do"
maximum = 20
scoring = "free"
giver = "verifier"

[[groups.items]]
code = "cap-tren"
text = "Cấp trên cho"
maximum = 10
giver = "above"
only_for = ["co-quan"]

[[groups]]
name = "Thưởng, trừ"
total = 9

[[groups.items]]
code = "thuong"
text = "Sáng kiến"
maximum = 5
part = "bonus"

[[groups.items]]
code = "tru"
text = "Nộp muộn"
maximum = 4
step = 0.5
part = "minus"

[[groups]]
name = "Điểm liệt"

[[groups.items]]
code = "liet"
text = "Bị kỷ luật"
part = "veto"

[[classes]]
name = "Tốt"
min_total = 80
met_over = 50
no_zero = true

[[classes]]
name = "Đạt"
min_total = 50
met_least = 50

[[classes]]
name = "Đạt"
min_total = 40
kind = "truong"
"""
