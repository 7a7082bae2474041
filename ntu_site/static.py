"""Static files with a hash in their name, compressed once when they are collected."""

from collections.abc import Iterable, Iterator

from whitenoise.storage import CompressedManifestStaticFilesStorage

OF_THE_CMS = ("wagtail", "admin/", "ninja/")


class SiteStaticFiles(CompressedManifestStaticFilesStorage):
    """Brotli and gzip for the public pages, gzip only for the CMS.

    Brotli at its best level takes the thousands of files of the CMS a minute, at every
    first start, and they are read by a few editors only.
    """

    brotli = True

    def create_compressor(self, **options):
        return super().create_compressor(use_brotli=self.brotli, **options)

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        of_the_cms = {path for path in paths if path.startswith(OF_THE_CMS)}
        yield from super().compress_files(set(paths) - of_the_cms)
        self.brotli = False
        yield from super().compress_files(of_the_cms)
        self.brotli = True
