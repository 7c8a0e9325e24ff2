"""From articles to facts: readers, the extractors, and the gate that checks every value against the article."""
