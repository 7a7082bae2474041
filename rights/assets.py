"""The style sheets as one file: every `static/css/*.css`, joined into `site.css`.

Written as a finder of static files, so that `runserver`, `collectstatic` and the
manifest treat it like any other file and nobody has to build anything. Add a file to
`static/css/` and it is part of the site; `_layers.css` comes first and sets the order.
"""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "site.css"
COMMENT = re.compile(r"/\*.*?\*/", re.S)
SPACE = re.compile(r"\s*\n\s*")


class JoinedStyles(BaseFinder):
    """Finds `site.css`; it is written again whenever a source file is newer."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.sources = Path(settings.BASE_DIR) / "static" / "css"
        self.storage = FileSystemStorage(location=Path(settings.DATA_DIR) / "styles")

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        """The place of `site.css` on disk; nothing for any other name."""
        if path != NAME:
            return []
        self._write()
        place = self.storage.path(NAME)
        return [place] if find_all else place

    def list(self, ignore_patterns):
        self._write()
        yield NAME, self.storage

    def _write(self) -> None:
        target, joined = Path(self.storage.path(NAME)), join(self.sources)
        if not target.exists() or target.read_text() != joined:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(joined)


def join(folder: Path) -> str:
    """All style sheets of a folder in order of name, without comments and indents."""
    files = sorted(folder.glob("*.css"), key=lambda path: (path.name != "_layers.css", path.name))
    text = "\n".join(path.read_text() for path in files)
    return SPACE.sub("\n", COMMENT.sub("", text)).strip() + "\n"
