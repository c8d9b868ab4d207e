"""Django's admin with our own site: its index follows the office's affairs."""

from django.contrib.admin.apps import AdminConfig


class DeskAdminConfig(AdminConfig):
    default_site = "portal.front.admin_site.DeskSite"
    verbose_name = "管理后台"
