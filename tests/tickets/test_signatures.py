"""Only what was signed with our secret, not long ago, is let in."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook

from bot.tickets.signatures import Denied, Ok, secrets_in, verify

NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
SECRET = "whsec_" + base64.b64encode(b"0123456789abcdef01234567").decode()
OTHER = "whsec_" + base64.b64encode(b"another-secret-another-s").decode()
BODY = '{"title": "店舗のPOSにログインできない"}'


def signed(body: str = BODY, secret: str = SECRET, at: datetime = NOW) -> dict[str, str]:
    """Headers as the reference library makes them."""
    return {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(secret).sign("msg_1", at, body),
    }


def reason(found: Ok | Denied) -> str:
    return found.reason if isinstance(found, Denied) else ""


def test_the_reference_library_is_understood() -> None:
    """What the specification's own library signs is let in."""
    assert verify(signed(), BODY.encode(), secrets_in(SECRET), NOW) == Ok("msg_1")


def test_several_secrets_and_signatures() -> None:
    """While a secret is being changed, either side may know two of them."""
    headers = signed(secret=OTHER)
    both = {**headers, "webhook-signature": f"v1a,x v1,AAAA {headers['webhook-signature']}"}

    assert verify(both, BODY.encode(), secrets_in(f"{SECRET} {OTHER}"), NOW) == Ok("msg_1")


@pytest.mark.parametrize("minutes", [-5, 0, 5])
def test_clocks_may_differ_by_five_minutes(minutes: int) -> None:
    """Up to five minutes on both sides, the sender's clock is forgiven."""
    headers = signed(at=NOW + timedelta(minutes=minutes))

    assert verify(headers, BODY.encode(), secrets_in(SECRET), NOW) == Ok("msg_1")


@pytest.mark.parametrize(("seconds", "word"), [(-301, "old"), (301, "ahead")])
def test_stale_and_early_are_denied(seconds: int, word: str) -> None:
    """A recorded webhook is worthless after five minutes."""
    headers = signed(at=NOW + timedelta(seconds=seconds))

    assert word in reason(verify(headers, BODY.encode(), secrets_in(SECRET), NOW))


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-id": "msg_2"},
        {"webhook-timestamp": str(int(NOW.timestamp()) + 1)},
        {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": "v1,%%%"},
        {"webhook-signature": "v2," + "A" * 44},
        {"webhook-signature": "ごめん"},
        {"webhook-signature": ""},
        {"webhook-timestamp": "soon"},
        {"webhook-timestamp": "-1"},
        {"webhook-timestamp": "1e9"},
        {"webhook-timestamp": "٣"},
        {"webhook-id": ""},
    ],
)
def test_any_change_is_denied(change: dict[str, str]) -> None:
    """Each header is part of what is signed, or of how."""
    assert reason(verify({**signed(), **change}, BODY.encode(), secrets_in(SECRET), NOW))


def test_foreign_and_altered_are_denied() -> None:
    """Another secret, another body, or no secret of ours: denied."""
    keys = secrets_in(SECRET)

    assert reason(verify(signed(secret=OTHER), BODY.encode(), keys, NOW))
    assert reason(verify(signed(), BODY.encode() + b" ", keys, NOW))
    assert reason(verify(signed(), BODY.encode(), (), NOW))


def test_missing_headers_are_all_named() -> None:
    """Who forgot to sign learns which headers are needed."""
    found = reason(verify({}, b"", secrets_in(SECRET), NOW))

    assert all(name in found for name in ("webhook-id", "webhook-timestamp", "webhook-signature"))


@pytest.mark.parametrize("setting", ["whsec_%%%", f"{SECRET} nonsense!", "whsec_c2hvcnQ="])
def test_faulty_secrets_are_refused_without_telling_them(setting: str) -> None:
    """A secret that cannot work is refused by its place, and never printed."""
    with pytest.raises(ValueError, match=r"secret [12] ") as caught:
        secrets_in(setting)

    assert setting.rsplit(maxsplit=1)[-1] not in str(caught.value)


def test_an_empty_setting_holds_no_secret() -> None:
    """No secret is no key: then nothing is let in."""
    assert secrets_in("  ") == ()


@given(
    st.dictionaries(
        st.sampled_from(["webhook-id", "webhook-timestamp", "webhook-signature"]), st.text()
    ),
    st.binary(),
)
def test_no_header_breaks_it(headers: dict[str, str], body: bytes) -> None:
    """Whatever the headers are, the answer is "denied", never an error."""
    assert isinstance(verify(headers, body, secrets_in(SECRET), NOW), Denied)
