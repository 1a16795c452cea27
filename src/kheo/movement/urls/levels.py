"""Between the levels: what goes up, what comes from below, what it adds up to."""

from django.urls import path

from kheo.movement.views import nominations, rollup

OF_A_YEAR = "<place:place>/chuong-trinh/<slug:programme>/"
FROM_BELOW = "<place:place>/de-nghi/<number:pk>/"

urlpatterns = [
    path(f"{OF_A_YEAR}de-nghi-len/", nominations.sent_up, name="sent_up"),
    path(f"{OF_A_YEAR}cap-duoi-de-nghi/", nominations.from_below, name="from_below"),
    path(f"{OF_A_YEAR}cac-noi/", rollup.rollup, name="rollup"),
    path(f"{OF_A_YEAR}cac-noi/dong/", rollup.rollup_rows, name="rollup_rows"),
    path(FROM_BELOW, nominations.nomination, name="nomination"),
    path(f"{FROM_BELOW}minh-chung/<number:evidence>/", nominations.nomination_evidence, name="nomination_evidence"),
]
