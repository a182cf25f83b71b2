"""The policy and the rota: what people write is read kindly, and every fault is named."""

import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import Severity
from bot.policy import resolve
from bot.policyfile import PolicyFile
from bot.policyform import PolicyError, parse
from bot.policyvalues import duration
from bot.ports import PersonRow
from bot.rota import RotaError, read_rota

EXAMPLES = Path(__file__).parent.parent / "examples"
TOKYO = ZoneInfo("Asia/Tokyo")
SATO = PersonRow("oid-sato", "佐藤 健", "29:sato", "K.Sato@example.com")
KEN = PersonRow("oid-ken", "Ken Sato", "29:ken", "ken@example.com")
OTHER_KEN = PersonRow("oid-ken2", "ken sato", "29:ken2", "ken2@example.com")


def faults(text: str) -> tuple[str, ...]:
    with pytest.raises(PolicyError) as refused:
        parse(text)
    return refused.value.faults


def rota_faults(text: str) -> tuple[str, ...]:
    with pytest.raises(RotaError) as refused:
        read_rota(text.encode(), TOKYO)
    return refused.value.faults


def policy(text: str, *people: PersonRow) -> Policy:
    return resolve(parse(text), (), people)


# ---------------------------------------------------------------- people and the last rung


def test_skills_stand_with_the_person_or_with_the_area() -> None:
    """Both say who knows an area; each is asked once."""
    found = policy(
        '[people.skills]\n"K.Sato@example.com" = ["network", "storage"]\n'
        '[[area]]\nkey="network"\nexperts=["ken@example.com", "佐藤 健"]\n[[area]]\nkey="storage"',
        SATO,
        KEN,
    )
    ids = {area.key: [person.id for person in area.experts] for area in found.areas}
    assert ids == {"network": ["oid-ken", "oid-sato"], "storage": ["oid-sato"]}


def test_a_skill_names_an_area_that_there_is() -> None:
    """With what is allowed, and the line."""
    [fault] = faults('[people.skills]\n"a" = ["dns"]\n[[area]]\nkey="network"')
    assert fault == ("people.skills.a names 'dns'; expected: the key of an area (network) (line 2)")


@pytest.mark.parametrize(
    "url",
    ["http://pager.example.com", "ftp://x", "https://", "pager", "https://u:p@x.test", "https://[x",
     "https://x.test/#a", "https://x.test:99999999"],
)  # fmt: skip
def test_a_paging_service_has_an_https_address(url: str) -> None:
    """No secrets in it, and nothing that leaves in the clear."""
    [fault] = faults(f'[paging]\nurl = "{url}"')
    assert fault.endswith("expected: an https address, without a name or password in it (line 2)")


def test_the_last_keys_reach_the_domain() -> None:
    """Paging, reminders off duty, the morning of a report, the rung of the paging service."""
    found = policy(
        'ping_off_duty = true\n[paging]\nurl = "https://pager.example.com/a"\n'
        '[times]\nreport_reminder = "9:30"\n[severity.A]\nladder = { page = "40m" }'
    )
    assert (found.ping_off_duty, found.paging) == (True, "https://pager.example.com/a")
    assert found.report_reminder == timedelta(hours=9, minutes=30)
    assert found.rules(Severity.A).ladder.page == timedelta(minutes=40)
    assert faults('[times]\nreport_reminder = "25:00"')[0].endswith("as 10:00 (line 2)")


def test_how_long_cases_are_kept() -> None:
    """Up to ten years, or for ever; nothing else."""
    found = policy('[times]\narchive_after = "14d"\ndelete_after = "3650d"')
    assert (found.archive_after, found.delete_after) == (timedelta(days=14), timedelta(days=3650))
    assert policy('[times]\ndelete_after = "off"').delete_after == timedelta(0)
    [fault] = faults('[times]\ndelete_after = "4000d"')
    assert 'expected: a duration of at most 3660d; or "off"' in fault


def test_hours_by_ones_own_word_count_beside_the_rota() -> None:
    """``on duty 22-7`` is a shift; ``off`` ends what had begun by then."""
    now = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
    hour = timedelta(hours=1)
    on = replace(SATO, on_from=now - hour, on_until=now + hour)
    here, gone = Person(SATO.id, SATO.name), replace(on, off_since=now - hour / 2)
    assert policy("", on).on_duty(now) == (here,)
    assert policy("", gone).on_duty(now) == ()
    assert not policy("", gone).may_ping(here, now)


# ---------------------------------------------------------------- durations


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("15m", timedelta(minutes=15)),
        ("1h30m", timedelta(minutes=90)),
        ("1h 30m", timedelta(minutes=90)),
        ("20s", timedelta(seconds=20)),
        ("1d", timedelta(days=1)),
        ("１５m", timedelta(minutes=15)),
    ],
)
def test_durations_are_written_as_people_say_them(text: str, length: timedelta) -> None:
    """Days, hours, minutes, seconds, in that order; full-width digits are fine."""
    assert duration(text) == length


@pytest.mark.parametrize("text", ["", "0m", "15", "15 min", "m", "1m1h", "-5m", "9999999d", 15])
def test_what_is_no_duration_is_refused(text: object) -> None:
    """A bare number has no unit; zero and endless make no sense."""
    with pytest.raises(ValueError, match="expected: a duration"):
        duration(text)


@given(st.one_of(st.text(), st.integers(), st.none()))
def test_no_input_breaks_the_reading_of_durations(value: object) -> None:
    """Whatever is written: a positive length, or a refusal that says what is expected."""
    try:
        assert duration(value) > timedelta(0)
    except ValueError as error:
        assert "expected" in str(error)  # noqa: PT017 - either outcome is right


# ---------------------------------------------------------------- the file


def test_an_empty_file_is_the_default() -> None:
    """Nothing has to be written: every key has a default."""
    assert policy("") == Policy()


def test_the_example_states_the_defaults() -> None:
    """The commented example says what holds without it."""
    file = PolicyFile(EXAMPLES / "policy.toml")
    file.refresh()
    assert file.policy([]).severities == Policy().severities
    built_in = [area.key for area in file.policy([]).areas if area.built_in]
    assert built_in == [area.key for area in Policy().areas if area.built_in]
    for name in ("no_lead_after", "no_lead_manager_after", "unclaimed_after", "hold_for"):
        assert getattr(file.policy([]), name) == getattr(Policy(), name)


def test_reports_and_letters_are_read_from_their_tables() -> None:
    """A wide channel, its times, and how letters name us."""
    found = policy(
        '[reports]\nwide = " all-hands "\nwide_after = "1h"\nask_after = "off"\n'
        '[letters]\ncompany = { ja = "青葉サポート" }\ndesk_phone = "03"\ninternal_words = ["P1 bridge"]'
    )
    assert (found.wide, found.wide_after) == ("all-hands", timedelta(hours=1))
    assert found.report_ask_after == timedelta(0)
    assert (found.company, found.desk_phone) == ({"ja": "青葉サポート"}, "03")
    assert found.internal_words == ("P1 bridge",)
    plain = policy("")
    assert (plain.wide, plain.wide_after) == ("", Policy().wide_after)


def test_faults_of_reports_and_letters_are_named() -> None:
    """By key and line, as everywhere."""
    [wrong] = faults('[reports]\nwide_after = "soon"')
    assert "reports.wide_after is 'soon'" in wrong
    assert "(line 2)" in wrong
    [unknown] = faults('[letters]\ncompanies = "x"')
    assert "letters.companies is not a key of the policy; is letters.company meant?" in unknown


def test_what_is_left_out_of_a_table_keeps_its_default() -> None:
    """Changing one rung of one ladder changes nothing else."""
    found = policy('[severity.A]\nladder = { lead = "7m", phone = "off" }')
    rules, default = found.rules(Severity.A), Policy().rules(Severity.A)
    assert (rules.first_response, rules.every) == (default.first_response, default.every)
    assert rules.ladder.lead == timedelta(minutes=7)
    assert rules.ladder.phone == timedelta(0)
    assert rules.ladder.manager == default.ladder.manager
    assert found.rules(Severity.B) == Policy().rules(Severity.B)


def test_areas_in_the_file_are_all_areas() -> None:
    """A team names its own; a known key brings its names in both languages along."""
    found = policy('[[area]]\nkey="storage"\n[[area]]\nkey="pos"\nname={ja="レジ"}\nbuilt_in=false')
    assert [area.key for area in found.areas] == ["storage", "pos"]
    assert found.areas[0].name("ja") == "ストレージ"
    assert (found.areas[1].name("ja"), found.areas[1].name("en")) == ("レジ", "pos")
    assert not found.areas[1].built_in


def test_every_fault_is_reported_at_once_by_key() -> None:
    """Key, value and what is expected, for each mistake; a misspelt key is asked about."""
    found = faults(
        'zone = "Mars/Base"\nlangage = "en"\nbanner = "loud"\nmanagers = []\n'
        '[people]\nviewers = "z"\n[times]\nhold_for = 15\n'
        '[severity.B]\nevrey = "1h"\n[severity.A.ladder]\nsoon = "x"\n'
        '[[area]]\nkey = "A B"\n[[area]]\nexperts = [""]\n'
    )
    expected = [
        "zone is 'Mars/Base'; expected: a zone as Asia/Tokyo or Europe/Dublin (line 1)",
        "banner is 'loud'; expected: 'full' or 'number' (line 3)",
        "people.viewers is 'z'; expected: a list (line 6)",
        "times.hold_for is 15; expected: a duration as 15m, 1h30m, 20s or 1d (line 8)",
        (
            "severity.A.ladder.soon is 'x'; expected: a duration as 15m, 1h30m, 20s or 1d;"
            ' or "off" (line 12)'
        ),
        "severity.B.evrey is not a key of the policy; is severity.B.every meant? (line 10)",
        "area.2.key is missing (line 15)",
        "langage is not a key of the policy; is language meant? (line 2)",
        "managers is not a key of the policy; is people.managers meant? (line 4)",
    ]
    assert set(expected) < set(found)
    assert any(fault.startswith("area.1.key is 'A B'; expected") for fault in found)
    assert any(fault.startswith("area.2.experts.1 is ''") for fault in found)
    assert len(found) == 11


def test_a_file_that_is_not_toml_says_where() -> None:
    """The line and column of the slip are named."""
    (fault,) = faults("zone = \n")
    assert "not TOML" in fault
    assert "line 1" in fault


def test_an_area_cannot_be_there_twice() -> None:
    """Two areas of one key could not be told apart."""
    assert faults('[[area]]\nkey="a"\n[[area]]\nkey="a"') == (
        "area: the key 'a' is there twice (line 4)",
    )


def test_a_byte_order_mark_does_no_harm() -> None:
    """Some editors of Windows write one."""
    assert parse('\ufefflanguage = "ja"').language == "ja"


# ---------------------------------------------------------------- people


@pytest.mark.parametrize("name", ["k.sato@EXAMPLE.com", "oid-sato", "佐藤 健", " 佐藤 健 "])
def test_people_are_found_by_what_identifies_them(name: str) -> None:
    """User principal name in any case, object id, or a display name that only one has."""
    found = policy(f"[people]\nmanagers = ['{name}']", SATO, KEN)
    assert found.managers == (Person("oid-sato", "佐藤 健"),)
    assert found.managers[0].name == "佐藤 健"
    assert found.unknown == ()


def test_a_display_name_of_two_people_finds_neither() -> None:
    """Two people of one name: it stays open who is meant, and the name is listed."""
    found = policy("[people]\nmanagers = ['Ken Sato']", KEN, OTHER_KEN)
    assert found.managers == (Person("Ken Sato", "Ken Sato"),)
    assert found.unknown == ("Ken Sato",)


def test_whoever_is_not_known_is_listed_once() -> None:
    """A name in three places is one line of the complaint."""
    text = "[people]\nmanagers = ['x@y']\nviewers = ['x@y']\n[[area]]\nkey='a'\nexperts=['x@y']"
    assert policy(text).unknown == ("x@y",)


def test_phones_belong_to_the_person() -> None:
    """The number is found by the identity that the swarm knows."""
    found = policy('[people.phones]\n"k.sato@example.com" = "+81-3-0000-0000"', SATO)
    assert found.phones == {"oid-sato": "+81-3-0000-0000"}


# ---------------------------------------------------------------- the rota


def test_a_shift_crosses_midnight() -> None:
    """22:00 to 7:00 ends on the next day; 25:00 is one o'clock of the next day."""
    first, second = read_rota(
        b"date,name,from,to,duty\n2026-11-24,a@x,22:00,7:00,lead\n2026-11-24,b@x,9:00,25:00,\n",
        TOKYO,
    )
    assert first.start == datetime(2026, 11, 24, 13, tzinfo=UTC)
    assert first.end == datetime(2026, 11, 24, 22, tzinfo=UTC)
    assert second.end == datetime(2026, 11, 24, 16, tzinfo=UTC)
    assert (first.duty, second.duty) == ("lead", "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_rota_from_a_japanese_spreadsheet(encoding: str) -> None:
    """Headings, times and widths as a Japanese Excel writes them, in either encoding."""
    text = "日付,氏名,開始,終了,当番,備考\r\n2026/11/24,佐藤 健,２２：００,7時半,主担当,夜勤\r\n,,,,,\r\n"
    (shift,) = read_rota(text.encode(encoding), TOKYO)
    assert (shift.name, shift.duty) == ("佐藤 健", "lead")
    assert shift.end == datetime(2026, 11, 24, 22, 30, tzinfo=UTC)


def test_a_night_in_which_the_clocks_change_ends_as_written() -> None:
    """22:00 to 7:00 in Dublin is ten hours long when winter time begins."""
    data = b"date,name,from,to\n2026-10-24,a@x,22:00,7:00\n"
    (shift,) = read_rota(data, ZoneInfo("Europe/Dublin"))
    assert shift.end - shift.start == timedelta(hours=10)


def test_every_line_at_fault_is_named() -> None:
    """Line number, column, value, and what is expected."""
    found = rota_faults(
        "date,name,from,to\n# a comment\n2026-02-30,a@x,9:00,17:00\n"
        "2026-11-24,,9:75,49:00\n2026-11-24,b@x,9:00,9:00\n2026-11-24,c@x\n"
    )
    assert [fault.partition(" is ")[0] for fault in found[:4]] == [
        "line 3: date",
        "line 4: name",
        "line 4: from",
        "line 4: to",
    ]
    assert found[4] == "line 5: from and to are the same; a whole day is 0:00 to 24:00"
    assert len([fault for fault in found if fault.startswith("line 6")]) == 2


def test_headings_that_are_missing_or_not_known_are_named() -> None:
    """A misspelt heading would otherwise lose a column in silence."""
    found = rota_faults("date,nmae,from,to\n2026-11-24,a,9:00,17:00\n")
    assert any("'nmae' is not known" in fault for fault in found)
    assert any("'name' is missing" in fault for fault in found)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-13-01", "24/11/2026", "24.11."])
def test_days_that_cannot_be_meant_are_refused(day: str) -> None:
    """A year far away is a slip; a day without a year is not guessed."""
    (fault,) = rota_faults(f"date,name,from,to\n{day},a@x,22:00,48:00\n")
    assert fault == f"line 2: date is {day!r}; expected: a day as 2026-11-24"


@given(st.binary(max_size=200))
def test_no_file_breaks_the_reading_of_a_rota(data: bytes) -> None:
    """Whatever is in the file: shifts, or a refusal."""
    for content in (data, b"date,name,from,to\n" + data):
        try:
            assert all(shift.start < shift.end for shift in read_rota(content, TOKYO))
        except RotaError as error:
            assert error.faults  # noqa: PT017 - either outcome is right


# ---------------------------------------------------------------- the files on the disk


def test_the_rota_beside_the_policy_says_who_is_called_first() -> None:
    """From file to answer: at 4:53 the one on lead duty is called."""
    file = PolicyFile(EXAMPLES / "policy.ja.toml")
    file.refresh()
    found = file.policy([SATO])
    now = datetime(2026, 11, 25, 4, 53, tzinfo=TOKYO)
    assert found.called_first(now) == (Person("oid-sato", "佐藤 健"),)
    assert [person.id for person in found.on_duty(now)] == ["oid-sato", "m.tanaka@example.com"]


def shown(name: str) -> set[str]:
    """Every key of an example, also of lines that are commented out, as ``times.hold_for``."""
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    text = re.sub(r"^# (?=\[[a-z.]+\]$|[a-z_]+ = )", "", text, flags=re.MULTILINE)
    return set(_keys("", tomllib.loads(text)))


def _keys(path: str, value: object) -> Iterator[str]:
    if isinstance(value, dict) and path not in ("people.phones.", "people.skills."):
        for key, inner in value.items():
            yield from _keys(f"{path}{key}.", inner)
    elif path == "area." and isinstance(value, list):
        for area in value:
            yield from _keys(path, area)
    else:
        yield path.removesuffix(".")


def test_the_japanese_example_shows_every_key() -> None:
    """Nobody must read English to learn what can be set."""
    english, japanese = shown("policy.toml"), shown("policy.ja.toml")
    assert {"paging.url", "reports.wide", "severity.A.ladder.page", "area.runbook"} <= english
    assert english == japanese


def test_times_of_the_japanese_example_are_the_defaults() -> None:
    """What it shows is what holds when it is left out."""
    file = PolicyFile(EXAMPLES / "policy.ja.toml")
    file.refresh()
    found, plain = file.policy([]), Policy()
    assert found.severities == plain.severities
    for name in ("hold_for", "snooze_for", "away_for", "rest_after", "archive_after"):
        assert getattr(found, name) == getattr(plain, name), name


def test_the_demo_names_the_people_of_the_playground() -> None:
    """Everybody in the demo's policy is there, and somebody is on duty at any time."""
    names = ["alexw", "meganb", "adelev", "isaiah", "pattif", "lynner"]
    people = [PersonRow(name, name, name, f"{name}@example.com") for name in names]
    file = PolicyFile(EXAMPLES / "demo-policy.toml")
    file.refresh()
    found = file.policy(people)
    assert found.unknown == ()
    assert len(found.on_duty(datetime(2030, 1, 1, tzinfo=UTC))) == 4


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """The policy is read once, and again when it or its rota changes."""
    path, rota = tmp_path / "policy.toml", tmp_path / "rota.csv"
    path.write_text('rota = "rota.csv"', encoding="utf-8")
    rota.write_text("date,name,from,to\n", encoding="utf-8")
    file = PolicyFile(path)
    assert file.refresh()
    assert not file.refresh()
    rota.write_text("date,name,from,to\n2026-11-24,a@x,9:00,17:00\n", encoding="utf-8")
    assert file.refresh()
    assert [shift.person.id for shift in file.policy([]).rota] == ["a@x"]


def test_a_change_that_cannot_be_used_leaves_the_old_rules(tmp_path: Path) -> None:
    """A slip in an edit is said once, and nobody loses the rules at night."""
    path = tmp_path / "policy.toml"
    path.write_text('language = "ja"', encoding="utf-8")
    file = PolicyFile(path)
    file.refresh()
    path.write_text('language = "english"', encoding="utf-8")
    with pytest.raises(PolicyError, match="language"):
        file.refresh()
    assert not file.refresh()
    assert file.policy([]).language == "ja"


def test_a_rota_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A path that leads nowhere is a fault of the policy, not a crash."""
    path = tmp_path / "policy.toml"
    path.write_text('rota = "nowhere.csv"', encoding="utf-8")
    with pytest.raises(PolicyError, match=r"nowhere\.csv cannot be read"):
        PolicyFile(path).refresh()


def test_a_file_that_is_put_right_is_read_again(tmp_path: Path) -> None:
    """After a fault the next change is looked at, even with the rota still open."""
    path, rota = tmp_path / "policy.toml", tmp_path / "rota.csv"
    path.write_text('rota = "rota.csv"', encoding="utf-8")
    file = PolicyFile(path)
    with pytest.raises(PolicyError):
        file.refresh()
    rota.write_text("date,name,from,to\n", encoding="utf-8")
    os.utime(rota, (1, 1))
    assert file.refresh()


def test_without_a_path_the_defaults_hold() -> None:
    """A bot without a policy file works."""
    file = PolicyFile(None)
    assert not file.refresh()
    assert file.policy([]) == Policy()
