from django.urls import path

from cases.views import access, custody, custody_contacts, custody_dates, orders

CUSTODY = "cases/<str:reference>/people/<uuid:participant>/custody/"
PROFESSIONAL = f"{CUSTODY}professionals/<uuid:professional>/"
ACCESS = f"{CUSTODY}access/<uuid:access>/"
DATE = f"{CUSTODY}dates/<uuid:key_date>/"
ORDER = f"{CUSTODY}orders/<uuid:order>/"

urlpatterns = [
    path(CUSTODY, custody.custody, name="custody"),
    path(f"{CUSTODY}move/", custody.custody_move, name="custody_move"),
    path(
        f"{CUSTODY}stays/<uuid:stay>/take-back/",
        custody.custody_take_back,
        name="custody_take_back",
    ),
    path(
        f"{CUSTODY}professionals/add/", custody_contacts.professional_add, name="professional_add"
    ),
    path(PROFESSIONAL, custody_contacts.professional, name="professional"),
    path(f"{PROFESSIONAL}end/", custody_contacts.professional_end, name="professional_end"),
    path(f"{CUSTODY}access/ask/", access.access_ask, name="access_ask"),
    path(f"{ACCESS}chase/", access.access_chase, name="access_chase"),
    path(f"{ACCESS}answer/", access.access_answer, name="access_answer"),
    path(f"{CUSTODY}dates/add/", custody_dates.key_date_add, name="key_date_add"),
    path(DATE, custody_dates.key_date, name="key_date"),
    path(f"{DATE}end/", custody_dates.key_date_end, name="key_date_end"),
    path(f"{DATE}note/", custody_dates.key_date_note, name="key_date_note"),
    path(f"{CUSTODY}orders/add/", orders.order_add, name="order_add"),
    path(ORDER, orders.order, name="order"),
    path(f"{ORDER}end/", orders.order_end, name="order_end"),
    path(f"{ORDER}agree/", orders.order_agree, name="order_agree"),
    path(f"{ORDER}take-back/", orders.order_take_back, name="order_take_back"),
]
