"""Arrows between the packages point one way. This walks the imports and fails on a wrong one."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OURS = {"eligibility", "rights", "questionnaire", "network", "ntu_site"}
ALLOWED = {
    "eligibility": set(),
    "rights": {"eligibility"},
    "questionnaire": {"rights", "eligibility"},
    "network": {"rights"},
    "ntu_site": OURS,
}
MODULES = sorted(path for name in ALLOWED for path in (ROOT / name).rglob("*.py"))


def packages_imported(path: Path) -> set[str]:
    """The top-level names of every import in a file, also of those inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_only_what_its_package_may_know(path):
    package = path.relative_to(ROOT).parts[0]
    wrong = packages_imported(path) & OURS - ALLOWED[package] - {package}
    assert not wrong, f"{package} may not import {', '.join(sorted(wrong))}"


@pytest.mark.parametrize("path", sorted((ROOT / "eligibility").rglob("*.py")), ids=lambda p: p.name)
def test_the_rules_engine_knows_no_django(path):
    wrong = {name for name in packages_imported(path) if name in ("django", "wagtail", "ninja")}
    assert not wrong


def test_a_wrong_arrow_is_found(tmp_path):
    module = tmp_path / "module.py"
    module.write_text("def late():\n    from questionnaire.state import Answers\n")
    assert packages_imported(module) == {"questionnaire"}
