"""Connects publishing in the CMS to the bundle."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "rights"
    verbose_name = "Rights"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_delete
        from wagtail.signals import published, unpublished

        from rights.publishing import on_change

        for signal in (published, unpublished, post_delete):
            signal.connect(on_change, dispatch_uid="rights-bundle")
