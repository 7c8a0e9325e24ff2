"""What is installed is what stands in the tree, and it works away from it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = {
    "dealgraph": "dealgraph",
    "schemas": "dealgraph/schemas",
    "extractors": "dealgraph/extractors",
    "graph": "dealgraph/graph",
}


def files_below(folder: Path) -> set[Path]:
    """All files of a folder, without those behind links and what Python leaves behind."""
    found = set()
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = [name for name in folders if name != "__pycache__" and not (Path(place) / name).is_symlink()]
        found |= {Path(place).relative_to(folder) / name for name in names}
    return found


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    """What the command prints; fails the test, with all it printed, when it ends in an error."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **variables},
        text=True,
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a copy of the tree, so that no earlier build gets into it."""
    place = tmp_path_factory.mktemp("wheel")
    tree = place / "tree"
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tree / folder, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, tree / name)
    run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        place,
        tree,
        cwd=place,
    )
    [built] = place.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's contents, for PYTHONPATH."""
    place = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", place, wheel, cwd=place)
    return place


def test_the_wheel_holds_the_tree_and_nothing_else(wheel: Path):
    expected = {
        (Path(package) / name).as_posix() for folder, package in FOLDERS.items() for name in files_below(ROOT / folder)
    }
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == expected


def test_the_wheel_carries_its_licences(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        names = {name.split(".dist-info/")[1] for name in archive.namelist() if ".dist-info/" in name}
    assert {"licenses/LICENSE", "licenses/NOTICE", "entry_points.txt"} <= names


def test_an_installed_wheel_works_from_any_folder(installed: Path, tmp_path: Path):
    (tmp_path / "schemas.py").write_text("raise SystemExit('a file of the user was imported')\n")
    place = run(
        sys.executable, "-c", "import dealgraph; print(dealgraph.__file__)", cwd=tmp_path, PYTHONPATH=str(installed)
    )
    assert Path(place.strip()).is_relative_to(installed)
    shown = run(sys.executable, "-m", "dealgraph", "--version", cwd=tmp_path, PYTHONPATH=str(installed))
    assert shown.startswith("dealgraph, version ")


def test_imports_go_one_way():
    shown = run(Path(sys.executable).with_name("lint-imports"), cwd=ROOT)
    assert "0 broken" in shown
