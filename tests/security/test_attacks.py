"""The attack table: forged requests on the wire of the whole program, each with its refusal.

Every one asks for something that would be done if it were believed: a swarm would be opened.
Afterwards there is none, and nobody in Teams has seen anything.
"""

import base64
import gzip
import hashlib
import hmac
import json
import zlib
from collections.abc import AsyncIterator, Callable

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.fake_identity import new_pair
from tests.security.wire import (
    MESSAGES,
    TICKETS,
    Forged,
    Headers,
    bearer,
    chunked,
    claims,
    encoded,
    order,
    said,
    send,
    signed,
    ticket,
    token,
)
from tests.stories.wired import Wired, wired
from tests.teams_wire import TENANT

EVIL = "https://evil.example/teams/"
STRANGER = new_pair("key-stranger")
OTHER = "whsec_" + base64.b64encode(b"a secret that nobody here knows!").decode()


@pytest.fixture(scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Wired]:
    """The whole program, with authentication, for all attacks."""
    async with wired(tmp_path_factory.mktemp("attacked")) as world:
        yield world


Make = Callable[[Wired], Forged]


def with_headers(make: Callable[[Wired], Headers]) -> Make:
    """A believable order with these headers."""
    return lambda world: Forged(headers=make(world), body=said(order(world)))


def with_claims(**changed: object) -> Make:
    """Rightly signed, with claims changed (None: left out)."""
    return with_headers(lambda world: bearer(world, **changed))


def with_activity(**changed: object) -> Make:
    """Rightly signed, with the activity changed."""
    return lambda world: Forged(headers=bearer(world), body=said(order(world, **changed)))


def at(url: str) -> Make:
    """Rightly signed for that service address, which the activity names too."""
    return lambda world: Forged(
        headers=bearer(world, serviceurl=url), body=said(order(world, serviceUrl=url))
    )


def plain(**given: object) -> Make:
    """A request of its own."""
    return lambda _: Forged(**given)  # type: ignore[arg-type] # fields by name


def raw(text: bytes) -> Make:
    return lambda _: Forged(raw=text)


def posted(body: bytes, *headers: tuple[str, str], measured: bool = True) -> Make:
    """A rightly signed request with this body."""
    return lambda world: Forged(headers=[*bearer(world), *headers], body=body, measured=measured)


def hs256_with_the_public_key(world: Wired) -> Headers:
    """The classic confusion: the public key taken as a shared secret."""
    pair = world.teams.identity.pairs[-1]
    public = pair.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    head, content = encoded({"alg": "HS256", "kid": pair.kid}), encoded(claims(world))
    digest = hmac.new(public, f"{head}.{content}".encode(), hashlib.sha256).digest()
    signature = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return [("Authorization", f"Bearer {head}.{content}.{signature}")]


def by_a_stranger(kid: str, **header: object) -> Callable[[Wired], Headers]:
    """Signed with a key that is not Teams', under that key id."""

    def make(world: Wired) -> Headers:
        signed_text = world.teams.identity.sign(claims(world), STRANGER)
        _, content, _ = signed_text.split(".")
        head = encoded({"alg": "RS256", "typ": "JWT", "kid": kid, **header})
        signature = signed_text.rpartition(".")[2]
        return [("Authorization", f"Bearer {head}.{content}.{signature}")]

    return make


def tampered(world: Wired) -> Headers:
    """A good token with its content exchanged."""
    good = bearer(world)[0][1].removeprefix("Bearer ")
    head, _, signature = good.split(".")
    content = encoded(claims(world, serviceurl=world.teams.service_url, role="admin"))
    return [("Authorization", f"Bearer {head}.{content}.{signature}")]


def bad_then_good(world: Wired) -> Headers:
    return [("Authorization", "Bearer x.y.z"), *bearer(world)]


def ticketed(
    body: bytes | None = None, *, sent: bytes | None = None, headers: Headers | None = None,
    **signing: object,
) -> Make:  # fmt: skip
    """A ticket; ``sent`` is another body than the one that was signed."""

    def make(world: Wired) -> Forged:
        whole = ticket() if body is None else body
        given = signed(world, whole, **signing) if headers is None else headers  # type: ignore[arg-type] # fields by name
        return Forged(TICKETS, given, whole if sent is None else sent)

    return make


def conversation(**changed: object) -> Make:
    def make(world: Wired) -> Forged:
        activity = order(world)
        activity["conversation"] = {**activity["conversation"], **changed}
        return Forged(headers=bearer(world), body=said(activity))

    return make


def smuggled(headers: bytes, body: bytes = b"{}") -> Make:
    head = b"POST /api/messages HTTP/1.1\r\nHost: swarm.example.com\r\n"
    return raw(head + headers + b"\r\n\r\n" + body)


BIG = b'{"text": "' + b"x" * (300 * 1024) + b'"}'
BOMB = gzip.compress(b" " * (50 * 1024 * 1024))
NOBODY: Headers = ()

ATTACKS: dict[str, tuple[Make, int]] = {
    # -------------------------------------------------------- tokens
    "no token": (with_headers(lambda _: NOBODY), 401),
    "another scheme": (with_headers(lambda _: [("Authorization", "Basic YTpi")]), 401),
    "scheme alone": (with_headers(lambda _: [("Authorization", "Bearer")]), 401),
    "scheme in lower case": (
        with_headers(lambda w: [("Authorization", bearer(w)[0][1].replace("Bearer", "bearer"))]),
        401,
    ),
    "no token at all in it": (with_headers(lambda _: [("Authorization", "Bearer x.y.z")]), 401),
    "letters that are none": (with_headers(lambda _: [("Authorization", "Bearer \xe9.\xe9")]), 401),
    "not signed (alg none)": (with_headers(lambda w: token({"alg": "none"}, claims(w))), 401),
    "not signed, key named": (
        with_headers(lambda w: token({"alg": "none", "kid": "key-1"}, claims(w))),
        401,
    ),
    "public key as a secret": (with_headers(hs256_with_the_public_key), 401),
    "a stranger's key under Teams' id": (with_headers(by_a_stranger("key-1")), 401),
    "a key id that nobody has": (with_headers(by_a_stranger("key-99")), 401),
    "a key id that is a path": (with_headers(by_a_stranger("../../../etc/passwd")), 401),
    "a key set of one's own (jku)": (with_headers(by_a_stranger("key-99", jku=EVIL)), 401),
    "a key in the token itself (jwk)": (
        with_headers(by_a_stranger("key-99", jwk=STRANGER.public_jwk())),
        401,
    ),
    "a certificate of one's own (x5u)": (with_headers(by_a_stranger("key-99", x5u=EVIL)), 401),
    "content exchanged": (with_headers(tampered), 401),
    "expired": (with_claims(exp=1), 401),
    "not valid yet": (with_claims(nbf=9_999_999_999, exp=9_999_999_999), 401),
    "valid for ever": (with_claims(exp=None), 401),
    "an end that is a word": (with_claims(exp="tomorrow"), 401),
    "for another bot": (with_claims(aud="99999999-1111-4111-8111-111111111111"), 401),
    "for several bots": (with_claims(aud=["11111111-1111-4111-8111-111111111111"]), 401),
    "for nobody": (with_claims(aud=None), 401),
    "by another issuer": (with_claims(iss="https://evil.example"), 401),
    "by Entra for the tenant": (with_claims(iss=f"https://sts.windows.net/{TENANT}/"), 401),
    "by nobody": (with_claims(iss=None), 401),
    "a bad token before a good one": (with_headers(bad_then_good), 401),
    # -------------------------------------------------------- tenants and channels
    "a foreign tenant": (conversation(tenantId="99999999-2222-4222-8222-222222222222"), 403),
    "a foreign tenant in both places": (
        lambda w: Forged(
            headers=bearer(w),
            body=said({
                **order(w),
                "conversation": {**order(w)["conversation"], "tenantId": "foreign"},
                "channelData": {"tenant": {"id": "foreign"}},
            }),
        ),
        403,
    ),
    "two tenants": (with_activity(channelData={"tenant": {"id": "foreign"}}), 403),
    "no tenant": (
        lambda w: Forged(
            headers=bearer(w),
            body=said({**order(w), "conversation": {"id": "19:x@thread.tacv2"}, "channelData": {}}),
        ),
        403,
    ),
    "another channel": (with_activity(channelId="webchat"), 403),
    "the emulator": (with_activity(channelId="emulator"), 403),
    "the playground's header": (
        with_headers(lambda _: [("x-ms-agents-playground", "true")]), 401,
    ),
    # -------------------------------------------------------- service addresses
    "token for another address": (with_claims(serviceurl=EVIL), 403),
    "token for no address": (with_claims(serviceurl=None), 403),
    "activity for another address": (with_activity(serviceUrl=EVIL), 403),
    "an attacker's address, signed": (at(EVIL), 403),
    "Teams' name before another": (at("https://smba.trafficmanager.net.evil.example/"), 403),
    "Teams' name as a user": (at("https://smba.trafficmanager.net@evil.example/"), 403),
    "Teams' name behind a backslash": (at("https://evil.example\\.trafficmanager.net/"), 403),
    "the cloud's metadata": (at("http://169.254.169.254/metadata/identity"), 403),
    "another port of this machine, by name": (at("http://localhost:1/"), 403),
    "this machine in another spelling": (at("http://2130706433/"), 403),
    "Teams without TLS": (at("http://smba.trafficmanager.net/emea/"), 403),
    "Teams on another port": (at("https://smba.trafficmanager.net:8443/"), 403),
    "a file": (at("file:///etc/passwd"), 403),
    "a line break": (at("https://smba.trafficmanager.net/\r\nX: y"), 403),
    "no address": (with_activity(serviceUrl=""), 403),
    # -------------------------------------------------------- bodies
    "too large, and says so": (posted(BIG), 413),
    "too large, in pieces": (
        posted(chunked(BIG), ("Transfer-Encoding", "chunked"), measured=False), 413,
    ),
    "too large, and only announced": (
        plain(headers=[("Content-Length", "99999999999")], measured=False), 413,
    ),
    "a bomb (gzip)": (posted(BOMB, ("Content-Encoding", "gzip")), 413),
    "a bomb (deflate)": (
        posted(zlib.compress(b" " * 50_000_000), ("Content-Encoding", "deflate")), 413,
    ),
    "compressed, it says": (posted(b"{}", ("Content-Encoding", "gzip")), 400),
    "a compression that nobody knows": (posted(b"\x00\x01", ("Content-Encoding", "rot13")), 400),
    "brackets without end": (posted(b"[" * 200_000), 400),
    "no JSON": (posted(b"<xml/>"), 400),
    "half a character": (posted(b'{"text": "\\ud800"}'), 400),
    "a number without end": (posted(b'{"a": ' + b"9" * 10_000 + b"}"), 400),
    # -------------------------------------------------------- headers
    "length and pieces at once": (
        smuggled(b"Content-Length: 2\r\nTransfer-Encoding: chunked", b"0\r\n\r\n"), 400,
    ),
    "two lengths": (smuggled(b"Content-Length: 2\r\nContent-Length: 3"), 400),
    "a length below nothing": (smuggled(b"Content-Length: -2"), 400),
    "a length that is a word": (smuggled(b"Content-Length: two"), 400),
    "pieces of a size that is none": (
        smuggled(b"Transfer-Encoding: chunked", b"zz\r\n{}\r\n0\r\n\r\n"), 400,
    ),
    "a header without end": (smuggled(b"X: " + b"x" * 100_000), 400),
    "headers without end": (smuggled(b"\r\n".join(b"X-%d: y" % n for n in range(1000))), 400),
    "a zero in a header": (smuggled(b"X: a\x00b\r\nContent-Length: 2"), 400),
    "a header with a blank": (smuggled(b"X y: z\r\nContent-Length: 2"), 400),
    "a path without end": (raw(b"POST /" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n"), 400),
    "no HTTP": (raw(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"), 400),
    "a proxy's word for who it is": (
        with_headers(lambda _: [
            ("X-Forwarded-For", "127.0.0.1"), ("X-MS-CLIENT-PRINCIPAL-ID", "admin"),
        ]),
        401,
    ),
    "another method in a header": (
        plain(method="GET", headers=[("X-HTTP-Method-Override", "POST")]), 405,
    ),
    # -------------------------------------------------------- paths and methods
    "GET": (plain(method="GET"), 405),
    "PUT": (plain(method="PUT", body=b"{}"), 405),
    "a slash too many": (plain(path=MESSAGES + "/", body=b"{}"), 404),
    "two slashes": (plain(path="/" + MESSAGES, body=b"{}"), 404),
    "the same path in other letters": (plain(path="/api/%6dessages", body=b"{}"), 401),
    "out of the folder": (plain(path="/tickets/../../etc/passwd", body=b"{}"), 404),
    "out of the folder, encoded": (plain(path="/tickets/%2e%2e%2f%2e%2e%2fetc", body=b"{}"), 404),
    "a zero in the path": (plain(path="/tickets/generic%00", body=b"{}"), 404),
    "a source that is none": (plain(path="/tickets/__class__", body=b"{}"), 404),
    "a file of the program": (plain(path="/.env", method="GET"), 404),
    # -------------------------------------------------------- tickets
    "ticket without a signature": (ticketed(headers=NOBODY), 401),
    "ticket by another secret": (ticketed(secret=OTHER), 401),
    "ticket of yesterday": (ticketed(age=86_400), 401),
    "ticket of six minutes ago": (ticketed(age=360), 401),
    "ticket of tomorrow": (ticketed(age=-86_400), 401),
    "ticket with another body": (ticketed(sent=ticket(title="exchanged")), 401),
    "ticket signed in another version": (ticketed(version="v1a"), 401),
    "ticket with no signature in its header": (
        ticketed(headers=[("webhook-id", "a"), ("webhook-timestamp", "1"),
                          ("webhook-signature", "")]),
        401,
    ),
    "ticket with a time that is none": (
        ticketed(headers=[("webhook-id", "a"), ("webhook-timestamp", "1e9"),
                          ("webhook-signature", "v1,AAAA")]),
        401,
    ),
    "ticket too large": (ticketed(ticket(description="x" * (3 * 1024 * 1024))), 413),
    "ticket as a bomb": (
        lambda _: Forged(TICKETS, [("Content-Encoding", "gzip")], BOMB), 413,
    ),
    "ticket with a token instead of a signature": (
        lambda w: Forged(TICKETS, bearer(w), ticket()), 401,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
async def test_forged_requests_are_refused(world: Wired, name: str) -> None:
    """The expected refusal, no swarm, no call to Teams, and no look outside."""
    make, status = ATTACKS[name]
    calls, before = len(world.teams.calls), await world.bot.store.overview()
    answer = await send(world.url, make(world).wire())
    await world.rest()
    assert answer.status == status, answer.text
    assert await world.bot.store.overview() == before
    assert len(world.teams.calls) == calls


def test_the_table_is_long_enough() -> None:
    """Forty at least, of every kind."""
    assert len(ATTACKS) >= 40


async def test_the_same_order_rightly_signed_is_done(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """What the table refuses is refused for its forgery: without one it opens a swarm."""
    async with wired(tmp_path_factory.mktemp("honest")) as world:
        honest = Forged(headers=bearer(world), body=said(order(world)))
        assert (await send(world.url, honest.wire())).status == 200
        body = ticket()
        answer = await send(world.url, Forged(TICKETS, signed(world, body), body).wire())
        assert answer.status == 202
        await world.rest()
        assert len(await world.bot.store.overview()) == 2


async def test_refusals_tell_strangers_nothing(world: Wired) -> None:
    """No version, no path, no secret and no trace of the program stands in an answer."""
    for make, _ in ATTACKS.values():
        answer = await send(world.url, make(world).wire())
        told = answer.text + json.dumps(answer.headers)
        for word in ("Traceback", "/work", "site-packages", "whsec_", "made-up", "File "):
            assert word not in told
