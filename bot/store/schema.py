"""The tables of the SQLite store.

Four kinds of row for a swarm (state, event, wake, teams), as in every engine, and small tables for
what is not of one swarm. ``data`` comes last, so that a list reads the pages before it only.
``meta`` has the version of these tables and the last ETag given: one sequence for all rows, so that
a row which is deleted and made again never looks like the old one.

``archive`` has one row for each swarm that is over, with all its other rows as one parcel.
"""

VERSION = 2

SUMMARY = "phase, severity, title, customer, ticket, due, people, opened_at"
ARCHIVE = """
CREATE TABLE archive (
    swarm TEXT PRIMARY KEY, etag INTEGER NOT NULL, gone_at TEXT NOT NULL,
    phase TEXT NOT NULL, severity TEXT NOT NULL, title TEXT NOT NULL, customer TEXT NOT NULL,
    ticket TEXT NOT NULL, due TEXT NOT NULL, people TEXT NOT NULL, opened_at TEXT NOT NULL,
    parcel BLOB NOT NULL
);
CREATE INDEX archive_gone ON archive (gone_at) WHERE gone_at <> '';
"""
NO_ARCHIVE = ARCHIVE.partition(";")[0].replace("CREATE TABLE", "CREATE TEMP TABLE")
"""For whoever reads a file of version 1."""

UPGRADES = {1: ARCHIVE}
"""What makes a file of that version one of the next."""

TABLES = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE state (
    swarm TEXT PRIMARY KEY, etag INTEGER NOT NULL, wake TEXT NOT NULL,
    phase TEXT NOT NULL, severity TEXT NOT NULL, title TEXT NOT NULL, customer TEXT NOT NULL,
    ticket TEXT NOT NULL, due TEXT NOT NULL, people TEXT NOT NULL, opened_at TEXT NOT NULL,
    data TEXT NOT NULL
);
CREATE TABLE event (
    swarm TEXT NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL,
    "by" TEXT NOT NULL, op TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (swarm, seq)
) WITHOUT ROWID;
CREATE TABLE wake (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE teams (
    swarm TEXT PRIMARY KEY, etag INTEGER NOT NULL, hold_until TEXT NOT NULL,
    sending TEXT NOT NULL, shown TEXT NOT NULL
);
CREATE TABLE limits (conversation TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (conversation TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE person (id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE thread (conversation TEXT PRIMARY KEY, swarm TEXT NOT NULL) WITHOUT ROWID;
{ARCHIVE}"""
META = f"INSERT INTO meta VALUES ('version', {VERSION}), ('etag', 0);"  # noqa: S608  (a constant)

CREATE_STATE = (  # only constants go into the statements
    "INSERT OR IGNORE INTO state VALUES "  # noqa: S608
    f"(:swarm, :etag, :wake, :{SUMMARY.replace(' ', ' :')}, :data)"
)
UPDATE_STATE = (
    "UPDATE state SET etag = :etag, wake = :wake, data = :data, "  # noqa: S608
    + ", ".join(f"{name} = :{name}" for name in SUMMARY.split(", "))
    + " WHERE swarm = :swarm AND etag = :expected"
)
PUT_ARCHIVE = (
    "INSERT OR REPLACE INTO archive VALUES "  # noqa: S608
    f"(:swarm, :etag, :gone_at, :{SUMMARY.replace(' ', ' :')}, :parcel)"
)
