"""The public door, `/refer/`: no account."""

from django.urls import path

from referrals.views import links
from referrals.views.public import asking, pages, sending

app_name = "refer"
urlpatterns = [
    path("", pages.start, name="start"),
    path("how-to-leave/", pages.how_to_leave, name="how_to_leave"),
    path("leave/", pages.leave, name="leave"),
    path("no-service/", pages.no_service, name="no_service"),
    path("check/", sending.check, name="check"),
    path("equality/", sending.equality, name="equality"),
    path("equality/questions/", sending.equality_questions, name="equality_questions"),
    path("sent/", sending.sent, name="sent"),
    path("professional/", links.professional, name="professional"),
    path("link/<slug:service>/<str:token>/", links.link, name="link"),
    path("<slug:question>/", asking.question, name="question"),
]
