"""Readers: files, folders, feeds, web archives, addresses and standard input to articles."""

from dealgraph.extractors.reading.files import READERS, read, read_records
from dealgraph.extractors.reading.records import MAX_TEXT_CHARS, Kind, Record, Unreadable, to_article

__all__ = ["MAX_TEXT_CHARS", "READERS", "Kind", "Record", "Unreadable", "read", "read_records", "to_article"]
