"""What may be written in a test, found out when a rule base is read, before anybody answers.

`language` reads the text, `types`, `numbers` and `calls` give each part its type and
unit or say what to write instead, `proofs` asks a solver about the whole (extra `[dev]`).
"""

from eligibility.checks import calls, numbers
from eligibility.checks.types import check

assert calls and numbers  # their functions register themselves
__all__ = ["check"]
