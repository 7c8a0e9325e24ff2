"""What `import dealgraph` gives: small, pinned, and loaded when it is used."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import dealgraph

EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"
HEAVY = ("spacy", "onnxruntime", "neo4j", "networkx", "kglite", "trafilatura", "pydantic", "rich")


def test_the_public_names():
    assert dealgraph.__all__ == [
        "Article",
        "Checked",
        "DealgraphError",
        "Evidence",
        "Extractor",
        "Fact",
        "GivenFacts",
        "Report",
        "Result",
        "Selection",
        "Store",
        "Unreadable",
        "changes",
        "company",
        "deal",
        "default_extractor",
        "export",
        "extract",
        "fact_name",
        "from_guide",
        "ingest",
        "network",
        "open_store",
        "path",
        "read",
        "timeline",
        "to_guide",
    ]


def test_every_public_name_is_there_and_documented():
    for name in dealgraph.__all__:
        assert getattr(dealgraph, name) is not None
        if name != "Fact":  # a union of the eleven types, each of which says what it is
            assert getattr(dealgraph, name).__doc__


def test_importing_and_asking_for_help_load_nothing_heavy():
    code = (
        "import sys, dealgraph, dealgraph.cli\n"
        "from click.testing import CliRunner\n"
        "assert CliRunner().invoke(dealgraph.cli.cli, ['--help']).exit_code == 0\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "[]\n"


def test_from_articles_to_a_company_in_a_few_lines(tmp_path: Path):
    with closing(dealgraph.open_store(str(tmp_path / "graph"))) as store:
        report = dealgraph.ingest(store, dealgraph.read([EXAMPLES]))
        found = dealgraph.company(store, "Harrow Foods", sources=True)
    assert report.articles.new == 12
    assert report.facts > 0
    deal = next(deal for deal in found.deals if "Blyth Dairy" in {other["name"] for other in deal["with"]})
    assert deal["type"] == "acquisition"
    assert all(report["quotes"] for report in deal["reports"])


def test_an_unknown_name_is_an_attribute_error():
    assert not hasattr(dealgraph, "merge")
    assert "company" in dir(dealgraph)
