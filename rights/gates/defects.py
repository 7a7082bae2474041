"""What a gate finds: a defect stops publication, a warning is for the editor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Defect:
    """`place` is a file and key that an editor finds; `gate` the name of the check."""

    place: str
    gate: str
    message: str
    level: Literal["defect", "warning"] = "defect"
