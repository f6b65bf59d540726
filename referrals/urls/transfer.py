"""Parcels between areas, joining what is the same, and who knows whom."""

from django.urls import path

from referrals.views import connections, same, transfer

urlpatterns = [
    path("parcels/", transfer.parcels, name="parcels"),
    path("parcels/<uuid:parcel>/", transfer.parcel, name="parcel"),
    path("<slug:reference>/transfer/", transfer.transfer, name="transfer"),
    path("<slug:reference>/transfer/take-back/", transfer.parcel_take_back, name="take_back"),
    path("<slug:reference>/same/", same.same, name="same"),
    path("<slug:reference>/same/<slug:other>/", same.merge, name="merge"),
    path("<slug:reference>/separate/", same.separate, name="separate"),
    path("<slug:reference>/connections/", connections.connections, name="connections"),
    path(
        "<slug:reference>/connections/<uuid:connection>/end/",
        connections.connection_end,
        name="connection_end",
    ),
]
