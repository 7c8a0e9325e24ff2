"""What the model tells apart: tags of names, relations between mentions, roles of a mention, states of a deal.

All facts are read off one table of mention pairs. A relation goes from the row to the column; the ones in `SYMMETRIC`
hold both ways. `co` joins two participants in the same role of the same fact; the last six join a value to a
participant of its fact.
"""

from __future__ import annotations

from dealgraph.schemas import FACT_TYPES, ROLES, STATUSES, FactType, Role, Status

NAME_KINDS = ("ORG", "PER", "LOC", "MISC")
TAGS = ("O", *(f"{part}-{kind}" for kind in NAME_KINDS for part in "BI"))
VALUE_KINDS = ("MONEY", "PERCENT", "DATE", "POSITION", "ROUND")
MENTION_KINDS = (*NAME_KINDS, *VALUE_KINDS)

# relation -> (type, role of the row, role of the column); `sold` serves acquisitions and divestitures alike.
DIRECTED: dict[str, tuple[FactType, Role, Role]] = {
    "acquires": ("acquisition", "acquirer", "target"),
    "sold": ("divestiture", "seller", "target"),
    "invests": ("investment", "investor", "investee"),
    "owns": ("ownership", "owner", "owned"),
    "supplies": ("supply", "supplier", "customer"),
    "lends": ("debt", "lender", "borrower"),
    "joins": ("executive_move", "person", "company_to"),
    "leaves": ("executive_move", "person", "company_from"),
    "founds": ("joint_venture", "party", "venture"),
    "becomes": ("merger", "party", "result"),
}
PEERS: dict[str, FactType] = {
    "merges": "merger",
    "joint_venture": "joint_venture",
    "partners": "partnership",
}
VALUES = ("amount", "valuation", "stake", "date", "position", "round")
STRUCTURE = (*DIRECTED, *PEERS, "co")
RELATIONS = (*STRUCTURE, *VALUES)
SYMMETRIC = (*PEERS, "co")
VALUE_OF_KIND = {
    "MONEY": ("amount", "valuation"),
    "PERCENT": ("stake",),
    "DATE": ("date",),
    "POSITION": ("position",),
    "ROUND": ("round",),
}

# What one mention does by itself, type by type; facts with a single named side are read off these.
ROLE_LABELS: tuple[tuple[FactType, Role], ...] = tuple(
    (kind, role) for kind in FACT_TYPES for role in (*ROLES[kind].core, *ROLES[kind].other)
)
STATUS_LABELS: tuple[Status, ...] = STATUSES

# The slots of the Corporate Acquisitions stories (Freitag 1998), a second reading of the same text: parties by group,
# and phrases as BIO tags on pieces.
SLOTS = ("ACQUIRED", "PURCHASER", "SELLER")
PHRASES = ("DLRAMT", "STATUS")
PHRASE_TAGS = ("O", *(f"{part}-{phrase}" for phrase in PHRASES for part in "BI"))
