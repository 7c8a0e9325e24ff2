"""Queries made at random over the real schema, to be put to both stores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

from dealgraph.graph.model import ARTICLE, COMPANY, DEAL, FACT, LABELS, PERSON, SOURCE
from dealgraph.graph.properties import EDGE_PROPERTIES, PROPERTIES, Type
from dealgraph.graph.stores.base import Store

STRAIGHT, NAMES, ANY = "INVESTMENT", "NAMES", "any"
EDGES = (STRAIGHT, NAMES)
COLUMNS: Mapping[str, Mapping[str, Type]] = {
    **{label: {k: t for k, t in PROPERTIES[label].items() if k != "ingested_at"} for label in LABELS},
    **{kind: {k: t for k, t in EDGE_PROPERTIES[kind].items() if k != "direction"} for kind in EDGES},
    ANY: {"id": str, "name": str},
}
PATTERNS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("(a:Company)-[r:ACQUISITION]->(b:Company)", {"a": COMPANY, "r": STRAIGHT, "b": COMPANY}),
    ("(a:Company)-[r:INVESTMENT]->(b)", {"a": COMPANY, "r": STRAIGHT}),
    ("(a:Company)-[r:PARTNERSHIP|MERGER]-(b:Company)", {"a": COMPANY, "r": STRAIGHT, "b": COMPANY}),
    ("(p:Person)-[r:EXECUTIVE_MOVE]->(a:Company)", {"p": PERSON, "r": STRAIGHT, "a": COMPANY}),
    ("(a:Company)-[:ACQUIRER]->(d:Deal)<-[:TARGET]-(b:Company)", {"a": COMPANY, "d": DEAL, "b": COMPANY}),
    ("(a:Company)--(d:Deal)", {"a": COMPANY, "d": DEAL}),
    ("(x:Article)-[:STATES]->(f:Fact)-[:ABOUT]->(d:Deal)", {"x": ARTICLE, "f": FACT, "d": DEAL}),
    ("(f:Fact)-[n:NAMES]->(a:Company)", {"f": FACT, "n": NAMES, "a": COMPANY}),
    ("(s:Source)<-[:ATTRIBUTED_TO]-(f:Fact)", {"s": SOURCE, "f": FACT}),
    ("(d:Deal)", {"d": DEAL}),
    ("(d:Acquisition)", {"d": DEAL}),
    ("(f:Fact)", {"f": FACT}),
    ("(p:Person)", {"p": PERSON}),
    ("(n:Company|Person)", {"n": COMPANY}),
    ("(n)", {"n": ANY}),
)


def forms(text: str) -> tuple[str, ...]:
    """What two spaces or the ends of lines separate."""
    return tuple(form for line in text.splitlines() for form in line.strip().split("  ") if form)


OF_NUMBER = forms(
    "{0}  {0} + 1  {0} * 2  {0} / 3  abs({0})  coalesce({0}, 0)  round({0})  -{0}  toFloat({0})  {0} > 100"
)

OF_NUMBER = forms(
    "{0}  {0} + 1  {0} * 2  {0} / 3  abs({0})  coalesce({0}, 0)  round({0})  -{0}  toFloat({0})  {0} > 100"
)
OF_LIST = forms(
    """{0}  size({0})  head({0})  last({0})  {0}[0]  [x IN {0} | x]  {0}[0..2]  [x IN {0} WHERE x IS NOT NULL | 1]
    reduce(s = 0, x IN {0} | s + 1)  tail({0})  coalesce({0}, [])"""
)
VALUES: Mapping[Any, Sequence[str]] = {
    str: forms(
        """{0}  toUpper({0})  size({0})  left({0}, 3)  substring({0}, 1, 4)  coalesce({0}, 'none')  {0} + '!'  trim({0})
        split({0}, ' ')[0]  replace({0}, 'a', 'b')  toLower({0})  {0} CONTAINS 'a'  reverse({0})  {0} IS NULL
        CASE WHEN {0} IS NULL THEN 'no' ELSE {0} END  CASE {0} WHEN 'completed' THEN 1 ELSE 0 END"""
    ),
    int: OF_NUMBER,
    float: OF_NUMBER,
    date: forms(
        "{0}  {0}.year  {0}.month  toString({0})  {0} + duration('P1M')  {0} >= date('2024-01-01')  {0}.quarter"
    ),
    list[str]: OF_LIST,
    list[int]: OF_LIST,
}
"""What can be made of a property, by its type."""
NUMBER_TESTS = forms("{0} > {1}  {0} < {1}  {0} = {1}  {0} >= {1}  {0} IS NULL  {0} IS NOT NULL  {0} IN [{1}, 3]")
LIST_TESTS = forms("size({0}) > 1  any(x IN {0} WHERE x = 'Meta')  none(x IN {0} WHERE x = 'amount')  {0} = {1}")
TESTS: Mapping[Any, Sequence[str]] = {
    str: forms(
        """{0} = {1}  {0} <> {1}  {0} STARTS WITH left({1}, 2)  {0} ENDS WITH right({1}, 2)  {0} IN [{1}, 'x']
        {0} IS NULL  {0} IS NOT NULL  {0} > {1}  {0} <= {1}  toLower({0}) = toLower({1})  size({0}) > 8"""
    ),
    int: NUMBER_TESTS,
    float: NUMBER_TESTS,
    date: forms("{0} > {1}  {0} = {1}  {0} IS NULL  {0} <= {1}  {0} > {1} - duration('P6M')"),
    list[str]: LIST_TESTS,
    list[int]: LIST_TESTS,
}
"""What can be asked of a property, by its type; {1} is a value of it."""
COUNTS = forms("count(*)  count({0})  count(DISTINCT {0})  size(collect({0}))  size(collect(DISTINCT {0}))")
EXTREMES = forms("min({0})  max({0})")
SUMS = forms("sum({0})  avg({0})  max({0}) + 1  percentileCont({0}, 0.5)  stDev({0})  sum({0}) / count(*)")
VALUES_WITH_ORDER = (str, int, float, date)
BESIDE = ("ACQUIRER", "TARGET", "ABOUT", "NAMES", "INVESTOR", "STATES")
PATHS = (
    "MATCH p = (a:Company {{id: {0}}})-[*1..2]-(b:Company) RETURN b.id AS id, length(p) AS n",
    "MATCH (a:Company {{id: {0}}})-[:ACQUIRER|TARGET|INVESTOR|INVESTEE*1..4]-(b:Company) RETURN DISTINCT b.id AS id",
    "MATCH p = shortestPath((a:Company {{id: {0}}})-[:ACQUISITION|INVESTMENT|PARTNERSHIP*..5]-(b:Company)) "
    "WHERE a <> b RETURN b.id AS id, length(p) AS n",
)


class Generated:
    """An endless source of statements; a store gives the values that they ask for."""

    def __init__(self, store: Store, seed: int) -> None:
        self._store = store
        self._random = Random(seed)
        self._seen: dict[tuple[str, str], list[Any]] = {}

    def statement(self) -> str:
        pattern, variables = self._random.choice(PATTERNS)
        where = f" WHERE {self._test(variables)}" if self._random.random() < 0.7 else ""
        makers = (self._rows, self._groups, self._ordered, self._beside, self._exists, self._nodes, self._totals)
        if self._random.random() < 0.1:
            return self._random.choice(PATHS).format(literal(self._value(COMPANY, "id")))
        return self._random.choice(makers)(f"MATCH {pattern}", where, variables)

    def _rows(self, match: str, where: str, variables: Mapping[str, str]) -> str:
        ids = ", ".join(f"type({v}) AS {v}_" if kind in EDGES else f"{v}.id AS {v}_" for v, kind in variables.items())
        return f"{match}{where} RETURN {self._expression(variables)} AS e, {ids}"

    def _groups(self, match: str, where: str, variables: Mapping[str, str]) -> str:
        return f"{match}{where} RETURN {self._expression(variables)} AS k, {self._aggregate(variables)} AS n"

    def _totals(self, match: str, where: str, variables: Mapping[str, str]) -> str:
        return f"{match}{where} RETURN {self._aggregate(variables)} AS a, {self._aggregate(variables)} AS b"

    def _ordered(self, match: str, where: str, variables: Mapping[str, str]) -> str:
        way, number = self._random.choice(("", " DESC")), self._random.randint(1, 20)
        return (
            f"{match}{where} WITH DISTINCT {self._expression(variables)} AS e RETURN e ORDER BY e{way} LIMIT {number}"
        )

    def _beside(self, match: str, where: str, variables: Mapping[str, str]) -> str:
        node, kind = self._node(variables), self._random.choice(BESIDE)
        optional = f"OPTIONAL MATCH ({node})-[o:{kind}]-(z)"
        return f"{match}{where} {optional} RETURN {node}.id AS id, count(o) AS n, count(DISTINCT z.id) AS m"

    def _exists(self, match: str, _: str, variables: Mapping[str, str]) -> str:
        node = self._node(variables)
        asked = self._random.choice(
            (
                f"EXISTS {{ ({node})--(:Deal) }}",
                f"NOT EXISTS {{ MATCH ({node})--(q:Deal) WHERE q.status = 'completed' }}",
                f"NOT ({node})-->()",
                f"COUNT {{ ({node})--() }} > 2",
            )
        )
        return f"{match} WHERE {asked} RETURN {node}.id AS id, {self._expression(variables)} AS e"

    def _nodes(self, match: str, where: str, variables: Mapping[str, str]) -> str:
        node = self._node(variables)
        shown = self._random.choice(
            (node, f"labels({node})", f"size(keys({node}))", f"properties({node})", f"{node} {{.id, .name, x: 1}}")
        )
        return f"{match}{where} RETURN {node}.id AS id, {shown} AS x"

    def _node(self, variables: Mapping[str, str]) -> str:
        return next(variable for variable, kind in variables.items() if kind not in EDGES)

    def _property(self, variables: Mapping[str, str]) -> tuple[str, str, str, Type]:
        variable, label = self._random.choice(list(variables.items()))
        name, kind = self._random.choice(list(COLUMNS[label].items()))
        return f"{variable}.{name}", label, name, kind

    def _expression(self, variables: Mapping[str, str]) -> str:
        place, *_, kind = self._property(variables)
        return self._random.choice(VALUES[kind]).format(place)

    def _test(self, variables: Mapping[str, str], depth: int = 0) -> str:
        if depth < 2 and self._random.random() < 0.3:
            word = self._random.choice(("AND", "OR", "XOR"))
            return f"({self._test(variables, depth + 1)} {word} {self._test(variables, depth + 1)})"
        place, label, name, kind = self._property(variables)
        return self._random.choice(TESTS[kind]).format(place, literal(self._value(label, name)))

    def _aggregate(self, variables: Mapping[str, str]) -> str:
        place, *_, kind = self._property(variables)
        some = (*COUNTS, *(SUMS if kind in (int, float) else ()), *(EXTREMES if kind in VALUES_WITH_ORDER else ()))
        return self._random.choice(some).format(place)

    def _value(self, label: str, name: str) -> Any:
        """A value that the graph holds there, so that the tests of statements are true of something."""
        if (label, name) not in self._seen:
            found = {STRAIGHT: "MATCH ()-[n:ACQUISITION|INVESTMENT|PARTNERSHIP]->()", NAMES: "MATCH ()-[n:NAMES]->()"}
            match = found.get(label, "MATCH (n)" if label == ANY else f"MATCH (n:{label})")
            asked = f"{match} WHERE n.{name} IS NOT NULL RETURN DISTINCT n.{name} AS v ORDER BY v LIMIT 100"
            self._seen[label, name] = [value for (value,) in self._store.query(asked).rows]
        values = self._seen[label, name]
        return self._random.choice(values) if values else None


def literal(value: Any) -> str:
    """The value as Cypher writes it."""
    if value is None:
        return "null"
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, str):
        text = value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
        return f"'{text}'"
    return "[" + ", ".join(map(literal, value)) + "]" if isinstance(value, list) else repr(value)
