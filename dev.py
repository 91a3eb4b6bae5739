"""Start and check ZebraMatch from a fresh copy of its source, with nothing but Python and pip at hand.

``python3 dev.py start`` opens the window on an example patient; ``python3 dev.py check`` runs every check.
Each first makes an environment of its own from a lock file with hashes, anew only when that file changes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
EXAMPLE = Path("resources", "examples", "planet.json")
USAGE = "Use: python3 dev.py start   or: python3 dev.py check [-- pytest's own options]"

STEPS = (
    ("ruff check", ("ruff", "check", ".")),
    ("ruff format", ("ruff", "format", "--check", ".")),
    ("mypy", ("mypy",)),
    ("import layers", ("lint-imports",)),
)
TESTS = ("pytest", ("pytest", "-n", "auto"))

# Reference data for some tests, used where a folder of this name lies beside the project's own.
REFERENCE = Path("shared")
REFERENCE_FOLDERS = {"ZEBRAMATCH_VIGNETTES": "vignettes", "ZEBRAMATCH_REGISTRY_SAMPLES": "registry"}

# The parts of Qt whose system libraries are looked for: what the tests load, and what a screen needs on top.
OFFSCREEN_PARTS = ("QtWidgets.abi3.so", "Qt/plugins/platforms/libqoffscreen.so")
SCREEN_PARTS = ("QtWidgets.abi3.so", "Qt/plugins/platforms/libqxcb.so")
WAYLAND_PARTS = ("Qt/plugins/platforms/libqwayland.so",)

# Which Debian package brings which library that Qt may lack.
DEBIAN_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}


class SetUpError(Exception):
    """Why an environment could not be made, in words for the person at the terminal."""


@dataclass(frozen=True)
class Environment:
    """A virtual environment holding exactly what one lock file lists, and this project."""

    name: str
    lock: str

    @property
    def folder(self) -> Path:
        """Where it lies, inside the project's folder."""
        return ROOT / self.name

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.program("python")

    def program(self, name: str) -> Path:
        """The path of a program installed in it."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin") / (name + (".exe" if os.name == "nt" else ""))

    def make(self) -> None:
        """Make it, unless it already holds what the lock file lists."""
        stamp, wanted = self.folder / "made-from.sha256", self._fingerprint()
        if self.python.exists() and stamp.exists() and stamp.read_text("ascii") == wanted:
            return
        print(
            f"Installing what {self.lock} lists into {self.name} (once; it may take some minutes) ...",
            flush=True,
        )
        pip = self._create()
        install = [*pip, "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        self._set_up([*install, "--require-hashes", "--only-binary", ":all:", "--requirement", self.lock])
        # The build backend is in the lock file too, so that installing the project fetches nothing unhashed.
        self._set_up([*install, "--no-deps", "--no-build-isolation", "--editable", "."])
        stamp.write_text(wanted, "ascii")

    def _fingerprint(self) -> str:
        digest = hashlib.sha256(f"{ROOT} {sys.version_info[:2]}".encode())
        for name in (self.lock, "pyproject.toml"):
            digest.update((ROOT / name).read_bytes())
        return digest.hexdigest()

    def _create(self) -> list[str]:
        """Make it empty, and return the command that installs into it."""
        venv = [sys.executable, "-m", "venv", "--clear", str(self.folder)]
        if find_spec("pip"):
            # Debian packs ensurepip, which puts pip into an environment, apart; an outer pip can do without.
            self._set_up([*venv, "--without-pip"])
            return [sys.executable, "-m", "pip", "--python", str(self.python)]
        if find_spec("ensurepip"):
            self._set_up(venv)
            return [str(self.python), "-m", "pip"]
        message = "This Python has no pip. Install it, on Debian with: sudo apt-get install -y python3-pip"
        raise SetUpError(message)

    def _set_up(self, command: list[str]) -> None:
        if run(command):
            message = (
                f"{self.name} could not be made; the cause stands above. If it is the network connection, "
                "run the same command again later: it starts afresh."
            )
            raise SetUpError(message)

    def missing_libraries(self, parts: tuple[str, ...]) -> list[str]:
        """The system libraries that these parts of Qt ask for and the machine lacks; on Linux only."""
        qt = next(self.folder.glob("lib/python*/site-packages/PySide6"), None)
        ldd = shutil.which("ldd")
        if not sys.platform.startswith("linux") or qt is None or ldd is None:
            return []
        listing = subprocess.run(
            [ldd, *(str(qt / part) for part in parts)], capture_output=True, text=True, check=False
        )
        return sorted({line.split()[0] for line in listing.stdout.splitlines() if line.endswith("not found")})


def run(command: list[str]) -> int:
    """Run a command in the project's folder and return its exit code."""
    # A PYTHONPATH that points to another copy would have that one started or checked.
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    for name, folder in REFERENCE_FOLDERS.items():
        data = ROOT.parent / REFERENCE / folder
        if name not in surroundings and data.is_dir():
            surroundings[name] = str(data)
    return subprocess.run(command, cwd=ROOT, env=surroundings, check=False).returncode


def cure(libraries: list[str]) -> str:
    """What to do about system libraries that Qt lacks."""
    packages = sorted({DEBIAN_PACKAGES[name] for name in libraries if name in DEBIAN_PACKAGES})
    unnamed = [name for name in libraries if name not in DEBIAN_PACKAGES]
    first, *others = libraries
    named = f"{first} and {len(others)} more" if others else first
    lines = [f"Qt, which draws the window, lacks system libraries here: {named}."]
    if packages and shutil.which("apt-get"):
        as_root = "" if os.geteuid() == 0 else "sudo "
        lines.append(f"This installs them:\n    {as_root}apt-get install -y {' '.join(packages)}")
    elif packages:
        lines.append(f"Debian's packages for them are {', '.join(packages)}; your system has them under similar names.")
    if unnamed:
        lines.append(f"No package is known here for {', '.join(unnamed)}: search your system's packages for it.")
    return "\n".join(lines)


def has_display() -> bool:
    """Whether a window can be shown; only Linux and its kin can be without a screen to show it on."""
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def start() -> int:
    """Open the window on the example patient, or print the example's ranking where no window can be shown."""
    environment = Environment(".venv", "requirements.txt")
    environment.make()
    wayland = WAYLAND_PARTS if os.environ.get("WAYLAND_DISPLAY") else ()
    missing = environment.missing_libraries(SCREEN_PARTS + wayland)
    if has_display() and not missing:
        return run([str(environment.python), "-m", "gui", str(EXAMPLE)])
    if not has_display():
        print("There is no display here, so the window cannot open.")
    if missing:
        print(cure(missing))
    print("The example patient's ranking, as text:\n", flush=True)
    ranked = run([str(environment.python), "-m", "gui", "match", str(EXAMPLE)])
    return ranked or int(has_display())


def check(pytest_options: list[str]) -> int:
    """Run every check, even after one has failed, and say at the end which did."""
    environment = Environment(".venv-check", "requirements-dev.txt")
    environment.make()
    failed = [name for name, command in STEPS if _step(environment, name, [*command])]
    missing = environment.missing_libraries(OFFSCREEN_PARTS)
    name, command = TESTS
    if missing:
        print(f"\n== {name}: not run\n{cure(missing)}")
    if missing or _step(environment, name, [*command, *pytest_options]):
        failed.append(name)
    print(
        f"Checks failed: {', '.join(failed)}." if failed else f"All {len(STEPS) + 1} checks passed.",
        flush=True,
    )
    return int(bool(failed))


def _step(environment: Environment, name: str, command: list[str]) -> int:
    print(f"\n== {name}", flush=True)
    program, *arguments = command
    return run([str(environment.program(program)), *arguments])


def main(arguments: list[str]) -> int:
    """Do what the command line asks and return the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the one place that an older Python gets to see
        print(
            f"ZebraMatch needs Python 3.11 or newer; this is Python {sys.version.split()[0]}.",
            file=sys.stderr,
        )
        return 2
    try:
        if arguments == ["start"]:
            return start()
        if arguments[:1] == ["check"]:
            return check([option for option in arguments[1:] if option != "--"])
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    print(USAGE, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
