from django.core.management.base import BaseCommand

from eligibility.schema import LANGUAGES
from rights.search import search


class Command(BaseCommand):
    help = "Search the published sheets as a visitor does: codes, best first, one a line."

    def add_arguments(self, parser):
        parser.add_argument("lang", choices=LANGUAGES)
        parser.add_argument("words")

    def handle(self, *, lang, words, **options):
        return "\n".join(search(lang, words))
