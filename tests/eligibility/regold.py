"""Write messages.golden again after a message was changed on purpose; read the difference."""

from tests.eligibility.helpers import HERE
from tests.eligibility.test_language import MISTAKES, message

(HERE / "messages.golden").write_text("".join(f"{t!r}\n    {message(t)}\n" for t in MISTAKES))
