from django.urls import path

from kheo.democracy.views import agencies

AGENCY = "<place:place>/dan-chu-co-quan/<number:pk>/"

urlpatterns = [
    path("<place:place>/dan-chu-co-quan/", agencies.agencies, name="agencies"),
    path(AGENCY, agencies.agency, name="agency"),
    path(f"{AGENCY}nam-<number:year>.<slug:ending>", agencies.agency_paper, name="agency_paper"),
    path(f"{AGENCY}cong-khai/", agencies.post, name="agency_post"),
    path(f"{AGENCY}cong-khai/<number:posting>/tep/", agencies.agency_proof, name="agency_proof"),
    path(f"{AGENCY}cong-khai/<number:posting>/dinh-chinh/", agencies.post, name="agency_post_correct"),
    path(f"{AGENCY}cong-khai/<number:posting>/go/", agencies.post_down, name="agency_post_down"),
    path(f"{AGENCY}hoi-nghi/<number:year>/", agencies.conference, name="agency_conference"),
    path(f"{AGENCY}hoi-nghi/<number:year>/<number:corrected>/", agencies.conference, name="agency_conference_correct"),
    path(f"{AGENCY}ban-thanh-tra/", agencies.board, name="agency_board"),
    path(f"{AGENCY}kien-nghi/", agencies.recommend, name="agency_recommend"),
    path(f"{AGENCY}kien-nghi/<number:recommendation>/", agencies.reply, name="agency_reply"),
]
