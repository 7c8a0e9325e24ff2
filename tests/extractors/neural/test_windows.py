"""Windows hold every chosen piece once, whole sentences where they fit, and the head of the text in all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dealgraph.extractors.neural.network import Network
from dealgraph.extractors.neural.windows import BOS, EOS, Pieces, Window, pieces_of, place_ranges, windows
from dealgraph.extractors.text import split_sentences

TEXT = "Harrow Mills buys Blyth Paper.\n\nHarrow Mills Inc agreed on Monday to pay $47.5 million.\nRain fell."


def numbered(*lengths: int) -> Pieces:
    """Pieces of sentences with these lengths, each piece two characters and a space wide."""
    sentences = [number for number, length in enumerate(lengths) for _ in range(length)]
    return Pieces(list(range(10, 10 + len(sentences))), [(3 * n, 3 * n + 2) for n in range(len(sentences))], sentences)


def own(window: Window) -> list[int]:
    """The places of a window's pieces, without the repeated head."""
    return window.places[1 + window.head : -1]


def test_sentences_are_packed_whole_and_the_head_is_repeated():
    made = list(windows(numbered(4, 5, 5, 3), range(4), length=14, head=3))
    assert [own(window) for window in made] == [[*range(9)], [*range(9, 17)]]
    assert [window.places[1:4] for window in made] == [[0, 1, 2], [0, 1, 2]]


def test_a_sentence_that_is_too_long_is_cut():
    made = list(windows(numbered(30), [0], length=12, head=3))
    assert [len(own(window)) for window in made] == [7, 7, 7, 7, 2]


def test_a_sentence_that_is_not_kept_is_left_out():
    (made,) = windows(numbered(4, 5, 5), [0, 2], length=32, head=2)
    assert own(made) == [0, 1, 2, 3, 9, 10, 11, 12, 13]
    assert (made.ids[0], made.ids[-1], made.places[0], made.places[-1]) == (BOS, EOS, -1, -1)


def test_a_window_of_a_later_sentence_begins_with_the_head():
    (made,) = windows(numbered(4, 5, 5), [2], length=32, head=2)
    assert (made.head, made.places[1:3], own(made)) == (2, [0, 1], [9, 10, 11, 12, 13])


def test_nothing_gives_no_windows():
    assert list(windows(Pieces([], [], []), [], length=32, head=2)) == []
    assert list(windows(numbered(3), [], length=32, head=2)) == []


@given(st.lists(st.integers(1, 40), min_size=1, max_size=12), st.integers(8, 40), st.data())
def test_every_chosen_piece_stands_in_one_window(lengths: list[int], length: int, data: st.DataObject):
    pieces = numbered(*lengths)
    keep = sorted(data.draw(st.sets(st.sampled_from(range(len(lengths))))))
    made = list(windows(pieces, keep, length=length, head=min(4, length - 3)))
    assert [place for window in made for place in own(window)] == [
        place for place, number in enumerate(pieces.sentences) if number in keep
    ]
    for window in made:
        assert len(window.ids) == len(window.places) <= length
        assert window.places[1:-1] == sorted(set(window.places[1:-1]))


def test_pieces_know_their_characters_and_their_sentence(network: Network):
    sentences = [(s.start, s.end) for s in split_sentences(TEXT)]
    pieces = pieces_of(network.tokenizer, TEXT, sentences)
    said = "".join(TEXT[start:end] for start, end in pieces.spans)
    assert said.split() == TEXT.split() or said == "".join(TEXT.split())
    for (start, end), number in zip(pieces.spans, pieces.sentences, strict=True):
        assert sentences[number][0] <= start <= end <= sentences[number][1]


def test_spans_find_the_pieces_that_touch_them():
    pieces = numbered(4)
    assert place_ranges(pieces, [(0, 5), (1, 2), (2, 3), (4, 12)]) == [(0, 2), (0, 1), None, (1, 4)]
