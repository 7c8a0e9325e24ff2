"""Values in news text, English and Indonesian: each `find_x` is a pure function that gives all candidates in place.

The parsers propose values to the extractors and check them for the gate, so both always agree on what a text says.
"""

from dealgraph.extractors.values.amounts import FoundMoney, find_amounts
from dealgraph.extractors.values.credits import FoundCredit, find_credits
from dealgraph.extractors.values.cues import FoundCue, find_cues
from dealgraph.extractors.values.dates import FoundDate, find_dates
from dealgraph.extractors.values.found import Found
from dealgraph.extractors.values.positions import FoundPosition, find_positions
from dealgraph.extractors.values.rounds import FoundRound, find_rounds
from dealgraph.extractors.values.stakes import FoundStake, find_stakes

__all__ = [
    "Found",
    "FoundCredit",
    "FoundCue",
    "FoundDate",
    "FoundMoney",
    "FoundPosition",
    "FoundRound",
    "FoundStake",
    "find_amounts",
    "find_credits",
    "find_cues",
    "find_dates",
    "find_positions",
    "find_rounds",
    "find_stakes",
]
