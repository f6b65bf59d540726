"""What a service manager sets for the front door: rules, agencies, keys."""

from django.urls import path

from referrals.views import agencies, keys

urlpatterns = [
    path("agencies/", agencies.agencies, name="agencies"),
    path("agencies/new/", agencies.agency_add, name="agency_add"),
    path("agencies/<uuid:agency>/change/", agencies.agency_change, name="agency_change"),
    path("agencies/domains/new/", agencies.domain_add, name="domain_add"),
    path("agencies/domains/<uuid:domain>/remove/", agencies.domain_remove, name="domain_remove"),
    path("agencies/people/new/", agencies.referrer_invite, name="referrer_invite"),
    path("agencies/people/<uuid:member>/end/", agencies.referrer_end, name="referrer_end"),
    path("keys/", keys.keys, name="keys"),
    path("keys/new/", keys.key_add, name="key_add"),
    path("keys/<uuid:key>/end/", keys.key_end, name="key_end"),
]
