"""What every store does, told once for both."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from dealgraph.errors import QueryError, TimeLimitError
from dealgraph.graph.canonical import canonical_lines, read_graph, worked_out
from dealgraph.graph.decisions import Decisions
from dealgraph.graph.loader import Counts, Loaded, decide, load, remove, unread
from dealgraph.graph.stores.base import Node, Path, Relationship, Store, Transaction
from dealgraph.schemas import Rejected
from dealgraph.schemas.graph import Decision
from tests.graph.stories import EXTRACTOR, article, fact, meta_and_scale, told


def dump(store: Store) -> list[str]:
    return list(canonical_lines(store))


def assert_whole(store: Store) -> None:
    """The graph is just what follows from the articles and decisions that the store holds."""
    expected = worked_out(store.records(), store.decisions()).graph
    graph = read_graph(store)
    assert graph.nodes == expected.nodes
    assert graph.edges == expected.edges


# What is in the graph


def test_an_investment_is_one_deal_and_one_edge_between_the_companies(store: Store) -> None:
    load(store, meta_and_scale())
    rows = store.query(
        "MATCH (a:Company)-[r:INVESTMENT]->(b:Company) RETURN a.name AS investor, b.name AS investee, "
        "r.status AS status, r.deal_amount AS amount, r.stake_percent AS stake, r.articles AS articles, "
        "r.article_urls AS urls"
    )
    assert list(rows) == [
        {
            "investor": "Meta",
            "investee": "Scale AI",
            "status": "completed",
            "amount": 14_300_000_000.0,
            "stake": 49.0,
            "articles": 2,
            "urls": ["https://news.example.com/meta-1", "https://news.example.com/meta-2"],
        }
    ]


def test_every_value_of_a_fact_leads_to_its_characters(store: Store) -> None:
    loaded = meta_and_scale()[0]
    load(store, [loaded])
    (row,) = store.query(
        "MATCH (f:Fact)-[n:NAMES {role: 'investor'}]->(c) RETURN f.quotes AS quotes, f.start_chars AS starts, "
        "f.end_chars AS ends, f.amount_quote AS amount, f.amount_start_char AS amount_start, "
        "f.amount_end_char AS amount_end, n.quote AS name, n.start_char AS name_start, n.end_char AS name_end"
    )
    content = loaded.article.content
    assert content[row["amount_start"] : row["amount_end"]] == row["amount"] == "$14.3 billion"
    assert content[row["name_start"] : row["name_end"]] == row["name"] == "Meta"
    assert row["quotes"] == [content[start:end] for start, end in zip(row["starts"], row["ends"], strict=True)]


def test_the_graph_is_what_follows_from_its_articles(store: Store) -> None:
    load(store, meta_and_scale())
    assert_whole(store)


def test_two_deals_between_two_companies_are_two_edges(store: Store) -> None:
    bought = article("b-1", "Northwind bought Contoso Foods.", published="2019-02-01")
    again = article("b-2", "Northwind bought Contoso Foods back.", published="2025-02-01")
    load(
        store,
        [
            told(a, fact(a, "acquisition", "completed", acquirer="Northwind", target="Contoso Foods"))
            for a in (bought, again)
        ],
    )
    edges = store.query("MATCH (:Company)-[r:ACQUISITION]->(:Company) RETURN r.deal_id AS deal").rows
    deals = store.query("MATCH (d:Deal:Acquisition) RETURN d.id AS deal").rows
    assert sorted(edges) == sorted(deals)


def test_a_deal_has_its_type_for_a_second_label(store: Store) -> None:
    source = article("jv", "Contoso and Fabrikam form the venture Litware.")
    load(
        store,
        [told(source, fact(source, "joint_venture", "announced", party=["Contoso", "Fabrikam"], venture="Litware"))],
    )
    assert store.query("MATCH (d:JointVenture) RETURN labels(d)").rows == [(["Deal", "JointVenture"],)]


def test_what_the_gate_refused_is_kept_with_its_reason(store: Store) -> None:
    source = article("r-1", "Nothing is bought here.")
    wrong = fact(
        article("x", "Contoso bought Fabrikam."), "acquisition", "completed", acquirer="Contoso", target="Fabrikam"
    )
    refused = Rejected.of(wrong, source.id, "the article names no Contoso")
    load(store, [told(source, rejected=(refused,))])
    assert store.query("MATCH (r:Rejected) RETURN r.reason, r.article_id, r.fact").rows == [
        ("the article names no Contoso", source.id, refused.fact)
    ]
    remove(store, [source.id])
    assert len(store.query("MATCH (r:Rejected) RETURN r")) == 0


# Loading and removing


def test_loading_twice_changes_nothing(store: Store) -> None:
    assert load(store, meta_and_scale()) == Counts(new=3)
    before = dump(store)
    assert load(store, meta_and_scale()) == Counts(unchanged=3)
    assert dump(store) == before


def test_any_order_gives_the_same_graph(address: str, opened: Callable[[str], Store]) -> None:
    store = opened(address)
    stories = meta_and_scale()
    dumps = []
    for order in permutations(stories):
        for story in order:
            load(store, [story])
        dumps.append(dump(store))
        assert_whole(store)
        remove(store, [story.article.id for story in stories])
    assert all(one == dumps[0] for one in dumps)


def test_removing_an_article_leaves_the_graph_as_if_it_had_never_come(store: Store) -> None:
    first, second, third = meta_and_scale()
    load(store, [first, third])
    before = dump(store)
    load(store, [second])
    assert remove(store, [second.article.id, "a-unknown"]) == 1
    assert dump(store) == before
    assert remove(store, [first.article.id, third.article.id]) == 2
    assert dump(store) == []


def test_what_another_article_supports_stays(store: Store) -> None:
    first, second, third = meta_and_scale()
    load(store, [first, second, third])
    remove(store, [first.article.id])
    assert store.query("MATCH (:Company {name: 'Meta'})-[r:INVESTMENT]->() RETURN r.articles").rows == [(1,)]
    assert store.query("MATCH (s:Source) RETURN s.name").rows == []


def test_an_edited_article_replaces_what_the_same_extractor_said_of_it(store: Store) -> None:
    old = article("e-1", "Contoso plans to buy Fabrikam.")
    new = article("e-1", "Contoso plans to buy Litware.")
    load(store, [told(old, fact(old, "acquisition", "planned", acquirer="Contoso", target="Fabrikam"))])
    assert load(
        store, [told(new, fact(new, "acquisition", "planned", acquirer="Contoso", target="Litware"))]
    ) == Counts(changed=1)
    assert store.query("MATCH (c:Company) RETURN c.name ORDER BY c.name").rows == [("Contoso",), ("Litware",)]
    assert_whole(store)


def test_an_edited_article_keeps_what_others_said_of_it_as_long_as_it_says_so(store: Store) -> None:
    old = article("e-2", "Contoso buys Fabrikam. Northwind buys Litware.")
    kept = fact(old, "acquisition", "announced", extractor="other-1", acquirer="Contoso", target="Fabrikam")
    lost = fact(old, "acquisition", "announced", extractor="other-1", acquirer="Northwind", target="Litware")
    load(store, [Loaded(old, "other-1", (kept, lost))])
    new = article("e-2", "Contoso buys Fabrikam. Northwind buys nothing.")
    load(store, [told(new)])
    assert store.query("MATCH (c:Company) RETURN c.name ORDER BY c.name").rows == [("Contoso",), ("Fabrikam",)]
    (record,) = store.records()
    assert sorted(record.readings) == ["other-1", EXTRACTOR]


def test_a_fact_that_two_extractors_tell_is_one(store: Store) -> None:
    source = article("two", "Contoso buys Fabrikam.")
    one = fact(source, "acquisition", "announced", acquirer="Contoso", target="Fabrikam")
    surer = one.model_copy(update={"extractor": "other-1", "confidence": 0.9})
    load(store, [told(source, one), Loaded(source, "other-1", (surer,))])
    assert store.query("MATCH (f:Fact) RETURN f.extractor, f.confidence").rows == [("other-1", 0.9)]
    load(store, [Loaded(source, "other-1")])
    assert store.query("MATCH (f:Fact) RETURN f.extractor, f.confidence").rows == [(EXTRACTOR, None)]


def test_an_extractor_has_still_to_read_what_is_new_or_edited(store: Store) -> None:
    first, second, third = (story.article for story in meta_and_scale())
    load(store, meta_and_scale()[:2])
    edited = second.model_copy(update={"text": "Something else."})
    assert unread(store, [first, edited, third], EXTRACTOR) == [edited, third]
    assert unread(store, [first], "other-1") == [first]


def test_a_decision_is_kept_takes_effect_and_can_be_undone(store: Store) -> None:
    sources = [article("d-1", "Contoso bought Fabrikam."), article("d-2", "Nordwind bought Litware.")]
    buyers = ["Contoso", "Nordwind"]
    load(
        store,
        [
            told(a, fact(a, "acquisition", "completed", acquirer=b, target=t))
            for a, b, t in zip(sources, buyers, ["Fabrikam", "Litware"], strict=True)
        ],
    )
    before = dump(store)
    decision = Decision(kind="merge_companies", names=("Contoso", "Nordwind"), who="ana", why="renamed in 2024")
    assert decide(store, add=[decision]) == 1
    assert decide(store, add=[decision]) == 0
    assert store.query("MATCH (c:Company)-[:ACQUIRER]->(d) RETURN count(DISTINCT c), count(d)").rows == [(1, 2)]
    assert store.query("MATCH (d:Decision) RETURN d.who, d.why").rows == [("ana", "renamed in 2024")]
    assert_whole(store)
    assert decide(store, undo=[decision.id]) == 1
    assert dump(store) == before


def test_a_batch_that_fails_changes_nothing(store: Store) -> None:
    load(store, meta_and_scale()[:1])
    before = dump(store)

    def broken() -> object:
        yield meta_and_scale()[2]
        raise RuntimeError("the disk is gone")

    with pytest.raises(RuntimeError):
        load(store, broken(), batch=1)  # type: ignore[arg-type]
    assert load(store, meta_and_scale()) == Counts(new=1, unchanged=2), "what came before the failure was kept"
    remove(store, [story.article.id for story in meta_and_scale()[1:]])

    def work(transaction: Transaction) -> None:
        record = transaction.records([meta_and_scale()[0].article.id]).popitem()[1]
        from dealgraph.graph.derive import Edit, derive

        edit = Edit({record.id: record}, {record.id: None}, Decisions(), Decisions())
        transaction.write(edit, derive(edit, transaction))
        raise RuntimeError("power is gone")

    with pytest.raises(RuntimeError), store.writing() as writer:
        writer.update(work)
    assert dump(store) == before


def test_a_store_that_is_opened_again_holds_what_it_held(address: str, opened: Callable[[str], Store]) -> None:
    first = opened(address)
    load(first, meta_and_scale())
    before = dump(first)
    first.close()
    assert dump(opened(address)) == before


def test_readers_see_what_another_process_has_loaded(address: str, opened: Callable[[str], Store]) -> None:
    writer, reader = opened(address), opened(address)
    assert len(reader.query("MATCH (a:Article) RETURN a")) == 0
    load(writer, meta_and_scale())
    assert len(reader.query("MATCH (a:Article) RETURN a")) == 3


@pytest.mark.parametrize("text", ["a\u2028b\u0000c\U0001f600 \u202eabc", "x" * 300_000, "quotes \" and \\ and ' and `"])
def test_any_text_comes_back_as_it_was(store: Store, text: str) -> None:
    source = article("odd", f"Contoso bought Fabrikam. {text}", title=text[:40])
    load(store, [told(source, fact(source, "acquisition", "completed", acquirer="Contoso", target="Fabrikam"))])
    (record,) = store.records()
    assert record.article == source
    assert_whole(store)


@pytest.mark.parametrize(
    "name", ['Say "Hi" & Co', "O'Brien\\Sons", "{id: 1}) DETACH DELETE (n", "PT Añejo Größe 日本 Tbk", "`x`"]
)
def test_any_name_can_be_a_company(store: Store, name: str) -> None:
    source = article("names", f"{name} bought Fabrikam.")
    loaded = told(source, fact(source, "acquisition", "completed", acquirer=name, target="Fabrikam"))
    load(store, [loaded])
    again = article("names-2", f"{name} bought Litware.")
    load(store, [told(again, fact(again, "acquisition", "completed", acquirer=name, target="Litware"))])
    assert store.query("MATCH (c:Company {name: $name})-[:ACQUIRER]->() RETURN count(*)", {"name": name}).rows == [(2,)]
    assert_whole(store)


# Queries


def test_nodes_edges_and_paths_come_in_one_form(store: Store) -> None:
    load(store, meta_and_scale()[2:])
    ((path, edge, nodes),) = store.query(
        "MATCH p = (a:Company)-[r:ACQUISITION]->(b:Company) RETURN p, r, [a.name, b] AS nodes"
    ).rows
    assert isinstance(path, Path)
    assert [node.properties["name"] for node in path.nodes] == ["Meta", "Instagram"]
    assert isinstance(edge, Relationship)
    assert (edge.type, edge.start, edge.end) == ("ACQUISITION", path.nodes[0].id, path.nodes[1].id)
    assert nodes == ["Meta", path.nodes[1]]
    assert path.nodes[1] == Node(
        ("Company",), {"id": nodes[1].id, "name": "Instagram", "type": "company", "aliases": ["Instagram"]}
    )


def test_an_edge_alone_knows_its_ends(store: Store) -> None:
    load(store, meta_and_scale()[2:])
    ((edge,),) = store.query("MATCH ()-[r:ACQUISITION]->() RETURN r").rows
    ids = dict(store.query("MATCH (c:Company) RETURN c.name, c.id").rows)
    assert (edge.start, edge.end) == (ids["Meta"], ids["Instagram"])


def test_a_cut_answer_says_so(store: Store) -> None:
    whole = store.query("UNWIND range(1, 5) AS x RETURN x", limit=5)
    cut = store.query("UNWIND range(1, 6) AS x RETURN x", limit=5)
    assert (len(whole), whole.truncated) == (5, False)
    assert (len(cut), cut.truncated) == (5, True)


def test_parameters_are_values_never_cypher(store: Store) -> None:
    text = "x'}) DETACH DELETE n //"
    assert store.query("RETURN $text AS text, $list AS list", {"text": text, "list": [1, None]}).rows == [
        (text, [1, None])
    ]


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (n:Company {id: 'x', name: 'x'})",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n) SET n.name = 'x'",
        "MERGE (n:Company {id: 'x'}) RETURN n",
        "MATCH (n) REMOVE n.name",
        "MATCH (n) FOREACH (x IN [1] | SET n.name = 'x')",
        "CREATE INDEX x FOR (n:Company) ON (n.name)",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "CALL { LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line } RETURN line",
        "LOAD/* */CSV FROM 'http://127.0.0.1:1/' AS line RETURN line",
        "CALL dbms.listConfig() YIELD name RETURN name",
        "CALL `dbms`.`listConfig`() YIELD name RETURN name",
        "SHOW USERS",
        "TERMINATE TRANSACTION 'neo4j-transaction-1'",
        "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS",
    ],
)
def test_a_query_only_reads(store: Store, cypher: str) -> None:
    load(store, meta_and_scale())
    before = dump(store)
    with pytest.raises(QueryError) as failure:
        store.query(cypher)
    assert "\n" not in str(failure.value)
    assert dump(store) == before


def test_words_in_strings_and_names_are_no_clauses(store: Store) -> None:
    assert store.query("RETURN 'LOAD CSV FROM x; CALL dbms.y()' AS `CREATE`").rows == [
        ("LOAD CSV FROM x; CALL dbms.y()",)
    ]


def test_a_wrong_statement_is_told_with_its_place(store: Store) -> None:
    with pytest.raises(QueryError, match=r"^line 2, column \d+: "):
        store.query("MATCH (c:Company)\nRETRUN c")
    with pytest.raises(QueryError, match="thing"):
        store.query("MATCH (c:Company) RETURN thing")


def test_a_query_ends_when_its_time_is_over(store: Store) -> None:
    with pytest.raises(TimeLimitError, match=r"0\.5 s"):
        store.query("UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN sum(x * y) AS n", timeout=0.5)


def test_copies_of_one_wire_story_are_one_source(store: Store) -> None:
    story = (
        "Contoso bought Fabrikam for $20 million, the two companies said on Friday after a week of talks in Oslo. "
        "The buyer makes paper and board in eleven mills; the target sells packaging to grocers in the north. "
        "Both boards agreed, and the sum will be paid in cash when the authorities have looked at it in autumn."
    )
    outlets = [article(f"wire-{n}", story, title=f"Headline {n}", publisher=f"Outlet {n}") for n in range(3)]
    own = article("own", "Contoso bought Fabrikam, as this paper foresaw in May, and nobody at the mill is surprised.")
    load(
        store,
        [told(a, fact(a, "acquisition", "completed", acquirer="Contoso", target="Fabrikam")) for a in [*outlets, own]],
    )
    assert store.query("MATCH (d:Deal) RETURN d.articles, d.sources").rows == [(4, 2)]
    remove(store, [own.id])
    assert store.query("MATCH (d:Deal) RETURN d.articles, d.sources").rows == [(3, 1)]
