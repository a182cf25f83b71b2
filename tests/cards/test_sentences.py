"""Sentences are read one by one, and a fault in their file is named."""

import pytest

from cards.sentences import Sentences

TEXT = """\
# Between people.
greeting = Hello { $name }
news = { $severity ->
    [A] Urgent: { greeting }
   *[other] { greeting },

    nothing new.
 }
## Never said
rest = Rest
"""


def test_a_sentence_uses_what_the_sentences_in_it_use() -> None:
    """An argument of an inner sentence is an argument of the outer one."""
    sentences = Sentences("en", TEXT)
    assert set(sentences.keys()) == {"greeting", "news", "rest"}
    news = sentences["news"]
    assert news.variables == {"severity", "name"}
    assert news.selected == {"severity"}
    text, faults = sentences.say(news, {"severity": "B", "name": "Ann"})
    assert (text, faults) == ("Hello Ann,\n\nnothing new.", [])


def test_a_missing_argument_is_said() -> None:
    """The sentence has a gap, and the fault names the argument."""
    sentences = Sentences("en", TEXT)
    _, faults = sentences.say(sentences["greeting"], {})
    assert "name" in str(faults[0])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a = one\na = two", "twice: a"),
        ("a = one\ntwo", "not Fluent: 'two'"),
        ("  one", "not Fluent: '  one'"),
        ("-term = one", "not Fluent: '-term = one'"),
    ],
)
def test_a_file_with_a_fault_is_refused(text: str, fault: str) -> None:
    """The second sentence of a name would silently never be said; a line would be lost."""
    with pytest.raises(ValueError, match=fault):
        Sentences("en", text)


def test_a_sentence_that_is_not_fluent_is_named() -> None:
    """An unclosed brace is found by the tests, which say every sentence."""
    with pytest.raises(ValueError, match=r"not Fluent: 'a = { \$b'"):
        Sentences("en", "a = { $b")["a"]
