"""Both languages say everything, in words that may be said."""

import re
from datetime import datetime, timedelta

import pytest

from cards.samples.swarms import at
from cards.words import LANGUAGES, LOCALE, Words, words_for
from tests.cards.looking import WORDS

FORBIDDEN = (
    "クレーム", "スウォーム", "リエゾン", "期限切れ", "犯人", "！", "!", "失念", "リーダー", "保留",
    "シロ", "クロ ", "ドリル", "エリア", "領域", "スワーマー", "納期", "してください」", "UTC",
)  # fmt: skip


def lines(language: str) -> list[str]:
    text = (LOCALE / f"{language}.ftl").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_both_languages_have_the_same_keys() -> None:
    """A sentence that exists in one language exists in the other."""
    assert WORDS["en"].sentences.keys() == WORDS["ja"].sentences.keys()


@pytest.mark.parametrize("key", sorted(WORDS["en"].sentences.keys()))
def test_both_languages_use_the_same_arguments(key: str) -> None:
    """What one language tells, the other tells too; only the number's own plural may differ."""
    assert WORDS["en"].sentences[key].variables == WORDS["ja"].sentences[key].variables


@pytest.mark.parametrize("word", FORBIDDEN)
def test_forbidden_words_are_never_said_in_japanese(word: str) -> None:
    """Claim is not a complaint, nobody is a culprit, and the machine does not shout."""
    said = [line.split("=", 1)[-1] for line in lines("ja")]
    assert not [line for line in said if word in line.replace("クローズ", "")]


def test_nothing_is_shouted_in_english() -> None:
    """No exclamation marks, no blame."""
    said = " ".join(re.sub(r"^[\w-]+ =|\{[^}]*\}", "", line) for line in lines("en")).lower()
    assert "!" not in said
    assert not re.search(r"\b(culprit|fault|forgot|failed|overdue|late by)\b", said)


def test_one_or_several_areas_fit_into_the_same_english_sentence() -> None:
    """Where a list of names may stand it is never the subject of "has" or "is", nor "it" later."""
    subject = r"(?<! on )\{ \$(area|areas|names|people|tickets) \} (still )?(has|is|was|does)\b"
    singular = re.compile(rf"{subject}|\bit\b")
    told, said = "", []
    for line in lines("en"):
        key = re.match(r"([\w-]+) =", line)
        told = key[1] if key else told
        listed = re.search(r"\{ \$(areas|names|people|tickets) \}", line)
        if listed or (told.startswith(("ping-", "banner-")) and "{ $area }" in line):
            said.append(line)
    assert len(said) > 30
    assert not [line for line in said if singular.search(line.split(" = ")[-1])]


def test_a_missing_sentence_raises_in_tests_and_shows_its_key_to_people() -> None:
    """Someone who pressed a button gets an answer, whatever we forgot."""
    with pytest.raises(KeyError):
        WORDS["en"].t("no-such-sentence")
    assert words_for("en").t("no-such-sentence") == "no-such-sentence"


def test_a_missing_argument_raises_in_tests_and_leaves_a_gap_for_people() -> None:
    """The same for what a sentence is about."""
    with pytest.raises(KeyError):
        WORDS["en"].t("claimed-ok")
    assert "is yours" in words_for("en").t("claimed-ok")


def test_an_unknown_language_is_english() -> None:
    """Nobody sees nothing because of their locale."""
    assert words_for("ja-JP").language == "ja"
    assert words_for("JA_jp").language == "ja"
    assert [words_for(code).language for code in ("en-GB", "fr-FR", "", "jam")] == ["en"] * 4


@pytest.mark.parametrize(
    ("language", "moment", "written"),
    [
        ("ja", at(6, 0), "6:00"),
        ("en", at(6, 0), "06:00"),
        ("ja", at(6, 0, 25), "11/25（水） 6:00"),
        ("en", at(6, 0, 25), "Wed 25 Nov 06:00"),
        ("ja", datetime(2027, 1, 2, 6, 0, tzinfo=at(6, 0).tzinfo), "2027/1/2（土） 6:00"),
    ],
)
def test_a_time_names_its_day_when_it_is_another_one(
    language: str, moment: datetime, written: str
) -> None:
    """Shifts cross midnight: 6:00 alone is today's."""
    assert WORDS[language].clock(moment, at(5, 24)) == written


def test_read_backs_always_have_the_weekday() -> None:
    """What was understood is read back so that a wrong day is noticed."""
    assert WORDS["ja"].long(at(6, 0)) == "11/24（火） 6:00"
    assert WORDS["en"].long(at(6, 0)) == "Tue 24 Nov 06:00"


@pytest.mark.parametrize(
    ("minutes", "en", "ja"),
    [(0.25, "15 seconds", "15秒"), (1, "1 minute", "1分"), (60, "1 hour", "1時間"),
     (90, "1 h 30 min", "1時間30分"), (0, "0 minutes", "0分")],
)  # fmt: skip
def test_durations_are_written_as_people_say_them(minutes: float, en: str, ja: str) -> None:
    """Down to seconds, which a demo has."""
    span = timedelta(minutes=minutes)
    assert (WORDS["en"].duration(span), WORDS["ja"].duration(span)) == (en, ja)


@pytest.mark.parametrize(
    ("name", "polite"),
    [("中村", "中村様"), ("中村様", "中村様"), ("大野部長", "大野部長"), ("システム課御中", "システム課御中"),
     ("アオバストア", "アオバストア様"), ("Mr Ohno", "Mr Ohno"), ("Mrs. Ito", "Mrs. Ito"),
     ("", "")],
)  # fmt: skip
def test_customers_are_addressed_politely_and_never_twice(name: str, polite: str) -> None:
    """様 once, and not after a title."""
    assert WORDS["ja"].honour(name) == polite
    assert WORDS["en"].honour(name) == name


def test_lists_are_joined_as_the_language_joins_them() -> None:
    """、 in Japanese, and さん for each colleague."""
    assert WORDS["ja"].people(["佐藤 健", "高橋 翔"]) == "佐藤 健さん、高橋 翔さん"
    assert WORDS["en"].people(["Sato Ken", "Takahashi Sho"]) == "Sato Ken, Takahashi Sho"


def test_an_unset_customer_does_not_break_the_sentence() -> None:
    """A ticket may name no customer."""
    args = {"customer": "", "t": at(6, 0)}
    assert WORDS["ja"].say("ping-now", args, at(6, 0)) == "お客様への連絡予定の時刻です（6:00）。"
    said = WORDS["en"].say("ping-now", args, at(6, 0))
    assert said == "It is 06:00: the customer is expecting our update."


MAY_BE_EMPTY: dict[str, dict[str, object]] = {
    "event-contacted": {"how": "not_reached", "said_at": at(5, 6), "person": "Ito", "said": ""},
    "event-next_action_set": {"text": "", "owner": None, "until": None},
    "event-raised": {"kind": "now", "people": ()},
    "event-promise_kept": {"late": timedelta(0)},
    "time-unclear": {"text": ""},
    "area-unknown": {"area": "", "areas": ("DNS",)},
    "next-action-ok": {"text": ""},
    "not-now": {},
    "duplicate": {},
    "time-passed": {"at": at(5, 0)},
    "contact-logged": {"at": at(5, 0), "next": None, "told": False},
    "ping-overdue-phone": {"name": "", "phone": ""},
}


@pytest.mark.parametrize("key", MAY_BE_EMPTY)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_value_leaves_a_whole_sentence(language: str, key: str) -> None:
    """Nobody reads "none", or an empty pair of brackets."""
    said = WORDS[language].say(key, MAY_BE_EMPTY[key], at(6, 0))
    assert not re.search(r"none|「」|“”|\(\)|（）|[{}]", said)


def test_words_are_plain_objects() -> None:
    """The same words are made once per language."""
    assert words_for("ja") is words_for("ja-JP")
    assert isinstance(words_for("ja"), Words)
