"""The HTML page: Chromium shows it from the disk without an error and without a request to anyone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dealgraph.graph.export import export
from dealgraph.graph.model import ARTICLE, DEAL, PARTIES, Part
from dealgraph.graph.stores.base import Store
from dealgraph.graph.stores.open import open_store
from tests.browser import Watched, chromium
from tests.graph.export.conftest import HOSTILE, SAID


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(deals: Store, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the page lies."""
    path = tmp_path_factory.mktemp("html") / "deals.html"
    export(deals, "html", path)
    return path.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page as it opens; whatever a test does with it, it reports no error and asks for nothing but itself."""
    watched = Watched(browser.new_page(viewport={"width": 1400, "height": 900}))
    watched.page.goto(address)
    yield watched.page
    assert watched.errors == []
    assert {url.partition("#")[0] for url in watched.requests if not url.startswith("data:")} == {address}
    watched.page.close()


def counted(whole: Part, *labels: str) -> int:
    return sum(node.label in labels for node in whole.nodes)


def search(page: Page, text: str) -> list[str]:
    page.fill("#search", text)
    return page.locator("#found button").all_inner_texts()


def test_it_opens_with_all_companies_and_a_graph(page: Page, whole: Part):
    assert page.inner_text("#counts") == (
        f"{counted(whole, DEAL)} deals · {counted(whole, *PARTIES)} companies and persons · "
        f"{counted(whole, ARTICLE)} articles"
    )
    assert page.locator("#graph .node").count() == counted(whole, *PARTIES)
    assert page.locator("#graph .edge").count() > 10


def test_a_company_is_found_and_shown_with_the_words_of_its_articles(page: Page):
    assert "Scale AI" in search(page, "scale")
    page.press("#search", "Enter")
    page.wait_for_selector("#detail h2:has-text('Scale AI')")
    detail = page.inner_text("#detail")
    assert "Meta invests $14.3B for 49% of Scale AI (completed)" in detail
    assert "Meta invests $14.3 billion for 49% of Scale AI." in detail
    assert page.title() == "Scale AI: corporate deals"


def test_parallel_deals_are_parallel_edges(page: Page):
    search(page, "Northwind")
    page.press("#search", "Enter")
    page.wait_for_selector("#detail h2:has-text('Northwind')")
    assert page.locator("#graph .edge").count() == 2
    paths = {edge.get_attribute("d") for edge in page.locator("#graph .edge").all()}
    assert len(paths) == 2


def test_a_type_can_be_hidden(page: Page):
    before = page.locator("#graph .edge").count()
    page.click("#legend label:has-text('acquisition')")
    assert 0 < page.locator("#graph .edge").count() < before


def test_text_is_text_whatever_it_holds(page: Page):
    assert search(page, "Söhne")[0] == HOSTILE
    page.press("#search", "Enter")
    page.wait_for_selector("#detail blockquote", state="attached")
    assert page.locator("#detail blockquote").first.text_content() == SAID.removesuffix(" More.")
    assert page.locator("#detail h2 b, #detail blockquote b").count() == 0


def test_a_link_to_an_article_opens_elsewhere_and_tells_nobody(page: Page):
    search(page, "Instagram")
    page.press("#search", "Enter")
    link = page.locator("#detail a").first
    assert link.get_attribute("href") == "https://news.example.com/meta-3"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_a_page_without_deals_says_so(browser: Browser, tmp_path: Path):
    store = open_store(str(tmp_path / "graph.db"))
    export(store, "html", tmp_path / "empty.html")
    store.close()
    watched = Watched(browser.new_page())
    watched.page.goto((tmp_path / "empty.html").as_uri())
    assert watched.page.inner_text("#counts") == "0 deals · 0 companies and persons · 0 articles"
    assert watched.page.inner_text("#more") == "Nothing bears that name."
    assert watched.errors == []
    watched.page.close()
