"""Names in an article: where they stand, what kind of thing they name, and which of them mean the same party."""
