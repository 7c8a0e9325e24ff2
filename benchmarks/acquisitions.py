"""The slots of the Corporate Acquisitions stories (Freitag 1998): `python -m benchmarks.acquisitions DOCS_DIR`.

DOCS_DIR holds one story a file, named after its number. Printed is one JSON object a story, in the order of the file
names: `doc_id`, and for each slot its answers in the story's own words. `dealgraph` is not told which stories it was
trained on; whoever scores the answers has to know.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dealgraph.errors import DealgraphError
from dealgraph.extractors.neural.extractor import ModelExtractor
from dealgraph.extractors.neural.reader import everything
from dealgraph.extractors.neural.slots import slot_answers
from dealgraph.schemas import Article


def stories(folder: Path) -> Iterator[Article]:
    """The stories of a folder that hold any text, in the order of their names."""
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        text = path.read_bytes().decode("utf-8", "replace")
        if text.strip():
            yield Article(doc_id=path.name, text=text, language="en")


def answers(articles: Iterable[Article], extractor: ModelExtractor) -> Iterator[dict[str, Any]]:
    """The slots of each story. Every story is about an acquisition, so `extractor` should read all sentences."""
    for article in articles:
        yield {"doc_id": article.doc_id, **slot_answers(extractor.reading(article), extractor.settings["slots"])}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("docs", type=Path, metavar="DOCS_DIR")
    options = parser.parse_args()
    if not options.docs.is_dir():
        parser.error(f"{options.docs} is no folder")
    try:
        for row in answers(stories(options.docs), ModelExtractor(keep=everything)):
            print(json.dumps(row, ensure_ascii=False))
    except DealgraphError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
