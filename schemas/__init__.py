"""The words of dealgraph as frozen pydantic models; knows nothing of spaCy or Neo4j."""

from dealgraph.schemas.article import LANGUAGES, Article, Language, canonical_url
from dealgraph.schemas.evidence import Evidence
from dealgraph.schemas.facts import FACT, STATUSES, Credit, Fact, Money, Participant, Spans, Stake, Status, Text, When
from dealgraph.schemas.guide import from_guide, to_guide
from dealgraph.schemas.rejected import Rejected
from dealgraph.schemas.roles import FACT_TYPES, ROLES, FactType, Role
from dealgraph.schemas.sentences import deal_name, fact_name, money_text, number_text

__all__ = [
    "FACT",
    "FACT_TYPES",
    "LANGUAGES",
    "ROLES",
    "STATUSES",
    "Article",
    "Credit",
    "Evidence",
    "Fact",
    "FactType",
    "Language",
    "Money",
    "Participant",
    "Rejected",
    "Role",
    "Spans",
    "Stake",
    "Status",
    "Text",
    "When",
    "canonical_url",
    "deal_name",
    "fact_name",
    "from_guide",
    "money_text",
    "number_text",
    "to_guide",
]
