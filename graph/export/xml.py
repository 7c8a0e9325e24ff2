"""Text and attributes of XML files."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from dealgraph.graph.export.encoding import encoded
from dealgraph.graph.model import Property

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML 1.0 file can hold; they become U+FFFD."""
FOLDED = {"\r": "&#13;"}
"""XML readers fold these into other characters unless they are written so: in text, and more of them in attributes."""
FOLDED_IN_ATTRIBUTES = {**FOLDED, "\n": "&#10;", "\t": "&#9;", '"': "&quot;"}


def text(value: Property) -> str:
    """The value as the text of an element."""
    return escape(_written(value), FOLDED)


def attribute(value: Property) -> str:
    """The value as an attribute, with its quotation marks."""
    return f'"{escape(_written(value), FOLDED_IN_ATTRIBUTES)}"'


def _written(value: Property) -> str:
    value = encoded(value)
    if isinstance(value, bool):
        return str(value).lower()
    return NOT_XML.sub("\ufffd", value) if isinstance(value, str) else repr(value)
