"""The two commands that start and check the project, without installing anything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import dev


class Recorder:
    """Stands for the commands that would run: keeps them, and makes those that hold a given word fail."""

    def __init__(self, failing: str = "nothing") -> None:
        self.commands: list[list[str]] = []
        self.failing = failing

    def __call__(self, command: list[str]) -> int:
        self.commands.append(command)
        if "venv" in command:
            python = dev.Environment(Path(command[4]).name, "").python
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()
        return int(self.failing in " ".join(command))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project with lock files."""
    (tmp_path / "pyproject.toml").write_text("", "utf-8")
    for lock in ("some.lock", "requirements-dev.txt"):
        (tmp_path / lock).write_text("a==1", "utf-8")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    return tmp_path


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    made = Recorder()
    monkeypatch.setattr(dev, "run", made)
    return made


@pytest.fixture
def ready(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """Environments that are already made, on a machine that lacks nothing."""
    monkeypatch.setattr(dev.Environment, "make", lambda _: None)
    monkeypatch.setattr(dev.Environment, "missing_libraries", lambda *_: [])
    return recorder


def set_display(monkeypatch: pytest.MonkeyPatch, **variables: str) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


def test_an_older_python_is_told_so_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 14))
    monkeypatch.setattr(sys, "version", "3.10.14 (main)")
    assert dev.main(["start"]) == 2
    assert capsys.readouterr().err == "ZebraMatch needs Python 3.11 or newer; this is Python 3.10.14.\n"


@pytest.mark.parametrize("arguments", [[], ["stop"], ["start", "now"]])
def test_anything_else_than_the_two_commands_prints_how_to_use_them(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(arguments) == 2
    assert "dev.py start" in capsys.readouterr().err


def test_the_environment_is_made_once_and_again_when_its_lock_file_changes(project: Path, recorder: Recorder) -> None:
    environment = dev.Environment(".env", "some.lock")
    environment.make()
    made = len(recorder.commands)
    assert any("--require-hashes" in command for command in recorder.commands)
    environment.make()
    assert len(recorder.commands) == made
    (project / "some.lock").write_text("a==2", "utf-8")
    environment.make()
    assert len(recorder.commands) == 2 * made


def test_an_interrupted_installation_starts_afresh(project: Path, recorder: Recorder) -> None:
    recorder.failing = "--require-hashes"
    with pytest.raises(dev.SetUpError, match="starts afresh"):
        dev.Environment(".env", "some.lock").make()
    assert not list(project.glob(".env/*.sha256"))


def test_without_ensurepip_the_outer_pip_installs(
    project: Path, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "find_spec", lambda name: name if name == "pip" else None)
    dev.Environment(".env", "some.lock").make()
    assert "--without-pip" in recorder.commands[0]
    assert recorder.commands[1][1:4] == ["-m", "pip", "--python"]
    assert recorder.commands[1][4].startswith(str(project))


def test_without_an_outer_pip_the_environment_brings_its_own(
    project: Path, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "find_spec", lambda name: name if name == "ensurepip" else None)
    dev.Environment(".env", "some.lock").make()
    assert "--without-pip" not in recorder.commands[0]
    assert recorder.commands[1][0].startswith(str(project))


@pytest.mark.usefixtures("project", "recorder")
def test_without_any_pip_the_cure_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(dev, "find_spec", lambda _: None)
    assert dev.main(["check"]) == 2
    assert "apt-get install -y python3-pip" in capsys.readouterr().err


def test_with_a_display_the_window_opens_on_the_example(ready: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    set_display(monkeypatch, DISPLAY=":0")
    assert dev.main(["start"]) == 0
    assert [command[1:] for command in ready.commands] == [["-m", "gui", str(dev.EXAMPLE)]]


def test_without_a_display_the_ranking_is_printed_and_that_is_no_failure(
    ready: Recorder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    set_display(monkeypatch)
    assert dev.main(["start"]) == 0
    assert [command[1:] for command in ready.commands] == [["-m", "gui", "match", str(dev.EXAMPLE)]]
    assert "no display" in capsys.readouterr().out


def test_a_display_without_qt_s_libraries_gives_the_cure_and_the_ranking_and_fails(
    ready: Recorder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    set_display(monkeypatch, DISPLAY=":0")
    monkeypatch.setattr(dev.Environment, "missing_libraries", lambda *_: ["libEGL.so.1", "libxcb-cursor.so.0"])
    monkeypatch.setattr("shutil.which", lambda name: name)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert dev.main(["start"]) == 1
    assert "match" in ready.commands[0]
    assert "sudo apt-get install -y libegl1 libxcb-cursor0\n" in capsys.readouterr().out


def test_a_library_that_no_known_package_brings_is_named() -> None:
    assert "libunheard.so.9" in dev.cure(["libunheard.so.9"])


def test_every_check_runs_even_after_one_has_failed(ready: Recorder, capsys: pytest.CaptureFixture[str]) -> None:
    ready.failing = "mypy"
    assert dev.main(["check", "--", "-k", "washout"]) == 1
    assert [Path(command[0]).name for command in ready.commands] == [
        "ruff",
        "ruff",
        "mypy",
        "lint-imports",
        "pytest",
    ]
    assert ready.commands[-1][-2:] == ["-k", "washout"]
    assert capsys.readouterr().out.endswith("Checks failed: mypy.\n")


def test_tests_that_cannot_load_qt_count_as_failed_and_the_cure_is_named(
    ready: Recorder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.Environment, "missing_libraries", lambda *_: ["libEGL.so.1"])
    assert dev.main(["check"]) == 1
    assert len(ready.commands) == len(dev.STEPS)
    said = capsys.readouterr().out
    assert "libegl1" in said
    assert said.endswith("Checks failed: pytest.\n")


def test_reference_data_beside_the_project_is_found_and_another_copy_s_path_is_not_handed_on(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed_on: dict[str, str] = {}

    def keep(command: list[str], *, env: dict[str, str], **_: object) -> subprocess.CompletedProcess[str]:
        handed_on.update(env)
        return subprocess.CompletedProcess(command, 0)

    (project / "shared" / "vignettes").mkdir(parents=True)
    (project / "source").mkdir()
    monkeypatch.setattr(dev, "ROOT", project / "source")
    monkeypatch.setattr(subprocess, "run", keep)
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    for name in dev.REFERENCE_FOLDERS:
        monkeypatch.delenv(name, raising=False)
    assert dev.run(["anything"]) == 0
    assert handed_on["ZEBRAMATCH_VIGNETTES"] == str(project / "shared" / "vignettes")
    assert "ZEBRAMATCH_REGISTRY_SAMPLES" not in handed_on
    assert "PYTHONPATH" not in handed_on
