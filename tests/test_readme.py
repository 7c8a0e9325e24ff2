"""What README.md shows is what the commands print."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_output_in_the_readme_is_real():
    done = subprocess.run([sys.executable, ROOT / "tools" / "readme.py", "--check"], text=True, capture_output=True)
    assert (done.returncode, done.stderr) == (0, "")
