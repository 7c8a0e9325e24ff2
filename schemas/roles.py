"""Which roles each type of fact has, as data: what is core, what is needed, what is only allowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

FactType = Literal[
    "acquisition",
    "merger",
    "investment",
    "divestiture",
    "ownership",
    "joint_venture",
    "partnership",
    "supply",
    "ipo",
    "debt",
    "executive_move",
]
FACT_TYPES: tuple[FactType, ...] = get_args(FactType)

Role = Literal[
    "acquirer",
    "target",
    "seller",
    "party",
    "result",
    "investor",
    "investee",
    "owner",
    "owned",
    "venture",
    "supplier",
    "customer",
    "issuer",
    "borrower",
    "lender",
    "person",
    "company_from",
    "company_to",
]


@dataclass(frozen=True)
class RoleTable:
    """The roles of one type of fact.

    `core` roles decide what the fact is about; `other` ones may stand beside them. The fact needs at least `sides`
    filled core roles (participants, where the core is a single role that peers share), and each role in `needed`.
    """

    core: tuple[Role, ...]
    other: tuple[Role, ...] = ()
    sides: int = 1
    needed: tuple[Role, ...] = ()

    @property
    def allowed(self) -> frozenset[Role]:
        return frozenset(self.core + self.other)

    def complete(self, roles: list[Role]) -> bool:
        """Whether these roles (one for each participant) make a fact.

        >>> ROLES["merger"].complete(["party"]), ROLES["merger"].complete(["party", "party"])
        (False, True)
        """
        core = [role for role in roles if role in self.core]
        sides = len(core) if len(self.core) == 1 else len(set(core))
        return sides >= self.sides and set(self.needed) <= set(core)


ROLES: dict[FactType, RoleTable] = {
    "acquisition": RoleTable(core=("acquirer", "target"), other=("seller",)),
    "merger": RoleTable(core=("party",), other=("result",), sides=2),
    "investment": RoleTable(core=("investor", "investee")),
    "divestiture": RoleTable(core=("seller", "target")),
    "ownership": RoleTable(core=("owner", "owned"), sides=2),
    "joint_venture": RoleTable(core=("party",), other=("venture",), sides=2),
    "partnership": RoleTable(core=("party",), sides=2),
    "supply": RoleTable(core=("supplier", "customer"), sides=2),
    "ipo": RoleTable(core=("issuer",)),
    "debt": RoleTable(core=("borrower",), other=("lender",)),
    "executive_move": RoleTable(core=("person", "company_from", "company_to"), sides=2, needed=("person",)),
}
