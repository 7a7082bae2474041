"""Give an editor a second factor."""

from base64 import b32encode

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django_otp.plugins.otp_totp.models import TOTPDevice


class Command(BaseCommand):
    help = (
        "Gives an editor a second factor and prints the key for an authenticator app, once. For "
        "whoever makes accounts; run it again when a phone is lost: the old key stops working."
    )

    def add_arguments(self, parser):
        parser.add_argument("username", nargs="?", help="default: the newest account")

    def handle(self, username=None, **options):
        users = get_user_model().objects.order_by("-pk")
        user = users.filter(username=username).first() if username else users.first()
        if user is None:
            raise CommandError(f"There is no account {username or 'yet'}.")
        TOTPDevice.objects.filter(user=user).delete()
        device = TOTPDevice.objects.create(user=user, name="authenticator", confirmed=True)
        key = b32encode(device.bin_key).decode().rstrip("=")
        return (
            f"Second factor of {user}: type this key in an authenticator app.\n"
            f"{key}\n{device.config_url}"
        )
