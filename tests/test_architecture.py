"""docs/architecture.md names every module, names none that is not there, and its picture goes one way."""

from __future__ import annotations

import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src" / "weighbridge"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PACKAGES = sorted(folder.name for folder in SOURCES.iterdir() if (folder / "__init__.py").is_file())


def section_on(package: str) -> str:
    """The section whose heading names the package."""
    found = [part for part in re.split(r"^## ", PAGE, flags=re.MULTILINE) if f"`{package}/`" in part.split("\n")[0]]
    assert len(found) == 1, f"one section on {package}/"
    return found[0]


def modules_under(folder: Path) -> set[str]:
    """The modules below a folder; migrations are named as a folder."""
    return {
        path.stem
        for path in folder.rglob("*.py")
        if not path.stem.startswith("__") and "migrations" not in path.relative_to(folder).parts
    }


def named_in_tables(section: str) -> set[str]:
    """What stands in backticks in the second column of the section's tables."""
    cells = [line.split("|")[2] for line in section.splitlines() if line.startswith("|") and line.count("|") > 3]
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


@pytest.mark.parametrize("package", [package for package in PACKAGES if package not in {"lexicon", "evaluation"}])
def test_every_module_of_a_package_is_named_and_every_name_is_a_module(package: str) -> None:
    assert named_in_tables(section_on(package)) == modules_under(SOURCES / package)


def test_lexicon_and_evaluation_share_a_section() -> None:
    wanted = modules_under(SOURCES / "lexicon") | modules_under(SOURCES / "evaluation")
    assert named_in_tables(section_on("lexicon")) == wanted


def test_modules_beside_the_packages_are_named() -> None:
    beside = {path.name for path in SOURCES.glob("*.py") if path.name != "__init__.py"}
    command_line = {name for name in beside if name.startswith(("cli", "printing"))}
    section = next(part for part in PAGE.split("\n## ") if part.startswith("The command line"))
    assert {f"{name}.py" for name in named_in_tables(section)} == command_line
    named = set(re.findall(r"`(\w+\.py)`", PAGE))
    assert beside - command_line <= named
    assert named <= beside


def test_the_picture_goes_one_way() -> None:
    picture = PAGE.split("```mermaid")[1].split("```")[0]
    after: dict[str, set[str]] = {}
    for line in picture.splitlines():
        ends = re.split(r"-->(?:\|[^|]*\|)?", line)
        if len(ends) > 1:
            names = [re.match(r"\s*(\w+)", end)[1] for end in ends]  # type: ignore[index]
            for earlier, later in zip(names, names[1:], strict=False):
                after.setdefault(later, set()).add(earlier)
    assert len(after) > 40
    TopologicalSorter(after).prepare()  # raises CycleError where it comes back
