"""How many examples property tests try: few by default, many times more where DEALGRAPH_TEST_EFFORT says so."""

from __future__ import annotations

import os

EFFORT = int(os.environ.get("DEALGRAPH_TEST_EFFORT", "1"))


def examples(few: int) -> int:
    return few * EFFORT
