"""Files, folders and standard input, in the order in which they are named."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from dealgraph.extractors.reading import READERS, Unreadable, read
from dealgraph.schemas import Article

TEXT = "Harbour Foods said it had agreed to buy the flour maker Kelso Mills for $420 million in cash."


def shown(result: Article | Unreadable) -> str:
    return result.doc_id if isinstance(result, Article) else f"[{result.kind}] {result}"


def one(path: Path) -> Article:
    (result,) = read([path])
    assert isinstance(result, Article), result
    return result


def write(path: Path, text: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_a_text_file_is_an_article_named_after_it(tmp_path: Path):
    article = one(write(tmp_path / "kelso.2025.txt", TEXT + "\r\n"))
    assert (article.doc_id, article.title, article.text) == ("kelso.2025", None, TEXT + "\n")


def test_front_matter_gives_the_fields(tmp_path: Path):
    article = one(
        write(
            tmp_path / "kelso.md",
            "---\r\n"
            'title: "Harbour buys: Kelso"\r\n'
            "date: 2025-06-13\r\n"
            "publisher: The Ledger\r\n"
            "url: https://l.example/kelso\r\n"
            "tags:\r\n  - mills\r\n"
            "---\r\n\r\n"
            f"# Harbour buys: Kelso\r\n\r\n{TEXT}\r\n",
        )
    )
    assert article == Article(
        doc_id="kelso",
        title="Harbour buys: Kelso",
        text=TEXT + "\n",
        published="2025-06-13",
        publisher="The Ledger",
        url="https://l.example/kelso",
        language="en",
    )


def test_the_first_heading_is_the_title_and_mark_up_stays(tmp_path: Path):
    article = one(write(tmp_path / "kelso.md", f"# Harbour buys Kelso #\n\n**{TEXT}**\n\n## Terms\n"))
    assert (article.title, article.text) == ("Harbour buys Kelso", f"**{TEXT}**\n\n## Terms\n")


def test_a_line_of_dashes_is_no_front_matter(tmp_path: Path):
    assert one(write(tmp_path / "kelso.md", f"{TEXT}\n\n---\n\nMore of it.")).text == f"{TEXT}\n\n---\n\nMore of it."


@pytest.mark.parametrize(
    ("data", "report"),
    [
        (b" \n\t", "[empty] {}: its text is empty"),
        (b"", "[empty] {}: its text is empty"),
        (TEXT.encode() + b" caf\xe9", "[broken] {}: is not valid UTF-8 at byte 98"),
        (TEXT.encode("utf-16-le"), "[broken] {}: is not text: byte 2 is NUL (UTF-16 needs a byte order mark)"),
        (b"word " * 5_000_000, "[too large] {}: is longer than 16 MiB"),
        (b"word " * 300_000, "[too large] {}: its text has 1,500,000 characters, more than 1,000,000"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_what_can_be_wrong_with_a_text_file(tmp_path: Path, data: bytes, report: str, name: str):
    path = tmp_path / name
    path.write_bytes(data)
    assert [shown(result) for result in read([path])] == [report.format(path)]


def test_utf_16_with_its_mark_is_text(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode("utf-16"))
    assert one(path).text == TEXT


def test_a_folder_is_walked_in_the_order_of_its_names(tmp_path: Path):
    for name in ("b.txt", "a/z.md", "a/b/c.txt", "c.TXT.gz", ".hidden.txt", ".git/x.txt", "photo.jpg", "notes"):
        write(tmp_path / name)
    (tmp_path / "c.TXT.gz").write_bytes(gzip.compress(TEXT.encode()))
    assert [shown(result) for result in read([tmp_path])] == ["a/b/c", "a/z", "b", "c"]


def test_a_link_back_to_a_folder_is_walked_once(tmp_path: Path):
    write(tmp_path / "a" / "x.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)
    assert [shown(result) for result in read([tmp_path])] == ["a/x"]


def test_a_folder_without_articles_is_reported(tmp_path: Path):
    write(tmp_path / "photo.jpg")
    (report,) = read([tmp_path])
    assert isinstance(report, Unreadable)
    assert (report.where, report.kind) == (str(tmp_path), "empty")


def test_what_is_not_there_is_reported_and_the_rest_goes_on(tmp_path: Path):
    path = write(tmp_path / "a.txt")
    missing, strange = tmp_path / "nope.jsonl", write(tmp_path / "photo.jpg")
    assert [shown(result) for result in read([missing, path, strange])] == [
        f"[missing] {missing}: isn't there",
        "a",
        f"[missing] {strange}: is in no known format ({', '.join(READERS)})",
    ]


def test_standard_input_holds_json_lines():
    stdin = io.BytesIO(json.dumps({"id": 1, "text": TEXT}).encode() + b"\n{\n")
    first, report = read(["-"], stdin=stdin)
    assert shown(first) == "1"
    assert isinstance(report, Unreadable)
    assert report.where == "stdin, line 2"


def test_one_identity_with_two_texts_is_reported_and_the_first_kept(tmp_path: Path):
    records = [
        {"id": 1, "text": TEXT},
        {"id": 1, "text": TEXT + " It said so."},
        {"id": 1, "text": TEXT},
        {"id": 1, "url": "https://l.example/1", "text": TEXT + " It is another page."},
        {"id": 2, "url": "https://L.example/1?utm_source=x", "text": TEXT + " It was edited."},
    ]
    path = write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, records)))
    assert [shown(result) for result in read([path])] == [
        "1",
        f"[duplicate] {path}, line 2: another text was read as 1; the first is kept",
        "1",
        "1",
        f"[duplicate] {path}, line 5: another text was read as https://L.example/1?utm_source=x; the first is kept",
    ]


def test_nothing_heavy_is_imported_before_it_is_needed():
    heavy = ("trafilatura", "lxml", "feedparser", "warcio", "py3langid", "numpy", "spacy")
    code = f"import sys, dealgraph.extractors.reading; print([name for name in {heavy!r} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
