"""The slots of acquisition stories: one answer a line, in the words of the story."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks.acquisitions import main
from dealgraph.extractors.neural.labels import PHRASES, SLOTS
from dealgraph.extractors.neural.network import Network

STORIES = {
    "102": "\n\nHarrow Mills Inc said it has bought\nBlyth Paper Co from Orrin Group for 47.5 mln dlrs.",
    "11": "Tarn Corp said it has signed a letter of intent to\nacquire Quill Systems Inc for an undisclosed amount.\n",
    "12": "\n\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of stories."""
    for name, text in STORIES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_every_story_is_answered_in_its_own_words(
    network: Network, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(sys, "argv", ["acquisitions", str(folder)])
    main()
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["doc_id"] for row in rows] == ["102", "11"]
    for row in rows:
        assert set(row) == {"doc_id", *SLOTS, *PHRASES}
        assert all(answer in STORIES[row["doc_id"]] for slot in (*SLOTS, *PHRASES) for answer in row[slot])
    assert "Blyth Paper Co" in rows[0]["ACQUIRED"]
    assert "Harrow Mills Inc" in rows[0]["PURCHASER"]


def test_a_folder_that_is_none_is_wrong_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(sys, "argv", ["acquisitions", str(tmp_path / "nowhere")])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert "is no folder" in capsys.readouterr().err
