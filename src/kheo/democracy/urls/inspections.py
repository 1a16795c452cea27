from django.urls import path

from kheo.democracy.views import inspections, recommendations, watching

INSPECTION = "<place:place>/dan-chu/quan-ly/kiem-tra/<number:pk>/"
SIGHTING = "<place:place>/dan-chu/quan-ly/phat-hien/<number:pk>/"
RECOMMENDATION = "<place:place>/dan-chu/quan-ly/kien-nghi/<number:pk>/"
REPLY = "<place:place>/dan-chu/quan-ly/tra-loi/<number:pk>/"

urlpatterns = [
    path("<place:place>/dan-chu/giam-sat/anh/<number:pk>/", watching.photo_public, name="sighting_photo_public"),
    path("<place:place>/dan-chu/kien-nghi/<number:pk>/", watching.recommendation_public, name="recommendation_public"),
    path("<place:place>/dan-chu/quan-ly/ban/<number:pk>/them-cuoc/", inspections.inspection_new, name="inspection_new"),
    path(INSPECTION, inspections.inspection, name="inspection"),
    path(f"{INSPECTION}doi-ngay/", inspections.inspection_move, name="inspection_move"),
    path(f"{INSPECTION}gui/", inspections.inspection_send, name="inspection_send"),
    path(f"{INSPECTION}ket-qua/", inspections.inspection_hold, name="inspection_hold"),
    path(f"{INSPECTION}xac-nhan/", inspections.inspection_confirm, name="inspection_confirm"),
    path(f"{INSPECTION}thoi/", inspections.inspection_cancel, name="inspection_cancel"),
    path(f"{INSPECTION}ghi-phat-hien/", inspections.sighting_new, name="sighting_new"),
    path(f"{INSPECTION}ke-hoach.<paper:ending>", inspections.inspection_file, name="inspection_file"),
    path(f"{SIGHTING}ghi-lai/", inspections.sighting_correct, name="sighting_correct"),
    path("<place:place>/dan-chu/quan-ly/anh-phat-hien/<number:pk>/", inspections.photo, name="sighting_photo"),
    path(f"{INSPECTION}kien-nghi/", recommendations.recommend_new, name="recommend_new"),
    path(RECOMMENDATION, recommendations.recommendation, name="recommendation"),
    path(f"{RECOMMENDATION}xac-nhan/", recommendations.recommendation_confirm, name="recommendation_confirm"),
    path(f"{RECOMMENDATION}da-nhan/", recommendations.recommendation_send, name="recommendation_send"),
    path(f"{RECOMMENDATION}tra-loi/", recommendations.recommendation_reply, name="recommendation_reply"),
    path(f"{RECOMMENDATION}thuc-hien/", recommendations.recommendation_outcome, name="recommendation_outcome"),
    path(f"{RECOMMENDATION}rut/", recommendations.recommendation_withdraw, name="recommendation_withdraw"),
    path(f"{RECOMMENDATION}kien-nghi.<paper:ending>", recommendations.recommendation_file, name="recommendation_file"),
    path(f"{REPLY}tra-loi-lai/", recommendations.reply_correct, name="reply_correct"),
    path(f"{REPLY}tep/", recommendations.reply_file, name="reply_file"),
]
