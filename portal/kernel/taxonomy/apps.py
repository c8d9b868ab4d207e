from django.apps import AppConfig


class TaxonomyConfig(AppConfig):
    name = "portal.kernel.taxonomy"
    label = "taxonomy"
    verbose_name = "栏目与主题"
