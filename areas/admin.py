"""The platform administrator's desk: areas, users, memberships. No case data, ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin

from .models import Area, Membership, User


if TYPE_CHECKING:
    UserDesk = admin.ModelAdmin[User]
    AreaDesk = admin.ModelAdmin[Area]
    MembershipDesk = admin.ModelAdmin[Membership]
else:
    UserDesk = AreaDesk = MembershipDesk = admin.ModelAdmin


@admin.register(User)
class UserAdmin(UserDesk):
    list_display = ("email", "name", "is_active")
    search_fields = ("email", "name")
    exclude = ("password", "groups", "user_permissions")


@admin.register(Area)
class AreaAdmin(AreaDesk):
    list_display = ("name", "code", "is_live")


@admin.register(Membership)
class MembershipAdmin(MembershipDesk):
    list_display = ("user", "area", "roles", "is_active")
