"""The platform administrator's desk: areas and users. No case data, ever.

Memberships are managed inside an area: under row-level security nobody sees those of all areas at
once. Signing in goes through the one sign-in page with its limits, never through the admin's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.admin import EmailAddress
from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth import admin as _registers_groups  # noqa: F401
from django.contrib.auth.models import Group
from django.http import HttpRequest

from .models import Area, User

if TYPE_CHECKING:
    UserDesk = admin.ModelAdmin[User]
    AreaDesk = admin.ModelAdmin[Area]
else:
    UserDesk = AreaDesk = admin.ModelAdmin

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.unregister([EmailAddress, Group])


@admin.register(User)
class UserAdmin(UserDesk):
    """Accounts are opened and closed, never deleted: the audit speaks of them. Superusers are made
    at the console.
    """

    list_display = ("email", "name", "is_active", "is_staff")
    search_fields = ("email", "name")
    fields = ("email", "name", "is_active", "is_staff")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Area)
class AreaAdmin(AreaDesk):
    """Areas come from the register by `load_areas`; here a service is switched on and named."""

    list_display = ("name", "code", "is_live")
    fields = ("name", "code", "service_name", "is_live", "telephone", "email", "hours")
    readonly_fields = ("name", "code")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
