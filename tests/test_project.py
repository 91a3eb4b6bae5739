"""The project's own promises: its layout, its lock files, its commands, its fonts, what its wheel holds."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import tomllib
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from PySide6.QtGui import QRawFont

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ["criteria", "matcher", "gui", "resources"]
FOLDERS = {*PACKAGES, "tests", "docs", "benchmarks", ".ci"}
LOCKS = ["requirements.txt", "requirements-dev.txt"]
FONT_ENDINGS = {".otf", ".ttf", ".woff", ".woff2"}

# A folder of somebody's machine, and the hosts that serve packages; split, so that this file passes too.
MACHINE_PATH = re.compile(r"(?<![\w.:/<~-])/(?:home|root|Users|work|tmp|opt)/\w|[A-Z]:\\Users\\")
REGISTRY_HOST = re.compile("|".join(("py" + r"pi\.org", r"pythonhosted" + r"\.org", r"npm" + r"js\.(?:org|com)")))


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def pins(lock: str) -> dict[str, set[str]]:
    """The requirement lines of a lock file, by package name."""
    found: dict[str, set[str]] = {}
    for line in (ROOT / lock).read_text("utf-8").splitlines():
        if line and line[0] not in " #":
            requirement = line.removesuffix("\\").strip()
            found.setdefault(Requirement(requirement).name, set()).add(requirement)
    return found


def tracked_files() -> list[str]:
    try:
        listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("this copy of the source is no git repository, so what belongs to it is not known")
    return [name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]


def text_of(name: str) -> str:
    """The text of a tracked file; nothing for what is no text."""
    try:
        return (ROOT / name).read_text("utf-8")
    except UnicodeDecodeError:
        return ""


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_one_exact_version_and_hashes(lock: str) -> None:
    blocks = re.split(r"\n(?=[a-zA-Z])", (ROOT / lock).read_text("utf-8").strip())
    assert len(blocks) > len(pyproject()["project"]["dependencies"])
    for block in blocks:
        assert re.match(r"[a-z0-9-]+==[\w.]+", block), block
        assert "--hash=sha256:" in block, block


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_files_hold_no_addresses_and_no_options_but_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text
    assert set(re.findall(r"--[a-z-]+", text)) == {"--hash"}


def test_the_checks_run_on_the_very_versions_that_people_run() -> None:
    runtime, checks = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {name: checks.get(name) for name in runtime} == runtime


def test_every_dependency_and_the_build_backend_are_locked() -> None:
    project = pyproject()
    asked = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    assert {Requirement(line).name.lower() for line in asked} <= set(pins("requirements.txt"))


def test_pyside6_stays_below_the_version_that_aborts() -> None:
    declared = {r.name: r for r in map(Requirement, pyproject()["project"]["dependencies"])}
    assert "6.12.0" not in declared["PySide6-Essentials"].specifier
    for lock in LOCKS:
        (pinned,) = pins(lock)["pyside6-essentials"]
        assert "6.12.0" not in Requirement(pinned).specifier
        assert re.search(r"==6\.(8|9|10|11)\.", pinned)


def test_the_readme_names_both_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "python3 dev.py start" in readme
    assert "python3 dev.py check" in readme


def test_continuous_integration_runs_exactly_the_check_command() -> None:
    script = ROOT / ".ci" / "run"
    lines = [line for line in script.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert lines == ["set -euo pipefail", 'cd "$(dirname "${BASH_SOURCE[0]}")/.."', "python3 dev.py check"]


def test_only_the_known_folders_lie_at_the_top() -> None:
    assert {name.split("/")[0] for name in tracked_files() if "/" in name} <= FOLDERS


def test_no_tracked_text_names_a_machine_s_folders_or_a_package_registry() -> None:
    found = [
        f"{name}: {match.group()}"
        for name in tracked_files()
        for pattern in (MACHINE_PATH, REGISTRY_HOST)
        for match in pattern.finditer(text_of(name))
    ]
    assert found == []


def test_the_wheel_holds_the_four_packages_and_no_tests(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("zebramatch-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)
    assert not [name for name in names if "test" in Path(name).name and name.endswith(".py")]
    assert "resources/fonts/Inter-Regular.otf" in names
    manual = {name for name in names if name.startswith("resources/manual/")}
    assert {"resources/manual/using.md", "resources/manual/command-line.md"} <= manual
    assert not [name for name in manual if not name.endswith(".md")]


def test_the_wheel_s_packages_are_those_that_the_layers_are_checked_for() -> None:
    tool = pyproject()["tool"]
    assert tool["hatch"]["build"]["targets"]["wheel"]["packages"] == PACKAGES
    assert tool["importlinter"]["root_packages"] == PACKAGES


def test_every_lint_rule_that_is_off_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    section = text[text.index("[tool.ruff.lint]") : text.index("[tool.ruff.lint.flake8-type-checking]")]
    rules = re.findall(r'^    "[A-Z]+\d*",.*$', section, re.MULTILINE)
    assert rules
    assert [line for line in rules if not re.search(r"# \w.{8,}", line)] == []


def test_every_font_file_has_a_row_that_names_a_licence_text_beside_it() -> None:
    fonts = files("resources") / "fonts"
    names = {entry.name for entry in fonts.iterdir()}
    rows = [line for line in (fonts / "README.md").read_text("utf-8").splitlines() if line.startswith("| `")]
    licences = {re.findall(r"`([^`]+)`", row)[0]: re.findall(r"`([^`]+)`", row)[-1] for row in rows}
    assert {name for name in names if Path(name).suffix in FONT_ENDINGS} == set(licences)
    assert set(licences.values()) <= names


@pytest.mark.usefixtures("qapp")
def test_every_sign_of_the_screens_and_reports_is_in_a_bundled_font() -> None:
    fonts = [QRawFont(str(path), 12) for path in (ROOT / "resources" / "fonts").glob("*.[ot]tf")]
    texts = [font for font in fonts if font.familyName() == "Inter"]
    assert len(texts) == 3
    for sign in "AzÉßŁşŽ αΩμ ЖйЁ 0-9 ≤ ≥ < > µ × – − ± ° ² ³ % § … “ ” ‘ ’ → ← ✓ ✗ ● ○ ▲ ⚠":
        assert all(font.supportsCharacter(ord(sign)) for font in texts), sign
    for sign in "✓✗●○◐▲⚠☐☑☒ℹ":
        assert any(font.supportsCharacter(ord(sign)) for font in fonts), sign


def test_the_window_asks_no_layout_for_its_items_and_keeps_no_timer_that_deletes_itself() -> None:
    """Python's name for such an object outlives it; whatever Qt puts in its place is then taken for it, and Qt crashes.

    A layout keeps its items' names alive until it goes itself. `singleShot` with a function makes a timer of that kind.
    """
    for path in sorted((ROOT / "gui").rglob("*.py")):
        text = path.read_text("utf-8")
        assert not re.search(r"\.(itemAt|takeAt|replaceWidget)\(", text), path.name
        assert not re.search(r"QTimer\.singleShot\(", text), path.name


def test_a_test_cannot_leave_this_machine() -> None:
    with socket.socket() as sock, pytest.raises(AssertionError, match="tests run offline"):
        sock.connect(("192.0.2.1", 80))
    with pytest.raises(AssertionError, match="tests run offline"):
        socket.getaddrinfo("registry.example", 443)


def test_a_test_can_talk_to_a_server_on_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(server.getsockname())
        assert client.getpeername() == server.getsockname()
