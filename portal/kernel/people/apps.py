from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "portal.kernel.people"
    label = "people"
    verbose_name = "人员与部门"
