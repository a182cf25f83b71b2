"""The policy on the disk: read at the start, read again when the file or its rota changes."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain.policy import Policy
from bot.policy import resolve
from bot.policyform import PolicyError, parse
from bot.policytables import PolicyText
from bot.ports import PersonRow
from bot.rota import RotaError, RotaLine, read_rota
from bot.runbooks import read_runbooks, runbook_paths


class PolicyFile:
    """A policy file and the rota that it names. Nothing is read before ``refresh``.

    A file that cannot be used raises once; what was read before it stays in force.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.text = PolicyText()
        self.rota: tuple[RotaLine, ...] = ()
        self.runbooks: Mapping[str, str] = {}
        self._files: tuple[Path, ...] = () if path is None else (path,)
        self._stamps: tuple[tuple[int, int], ...] | None = () if path is None else None

    def refresh(self) -> bool:
        """Read the files if they have changed; whether they had. Raises PolicyError.

        Without a path the defaults hold and nothing ever changes.
        """
        stamps = self._stamps_now()
        if self.path is None or stamps == self._stamps:
            return False
        self._stamps = stamps
        text = parse(_read(self.path))
        rota_path = self.path.parent / text.rota if text.rota else None
        beside = runbook_paths(self.path.parent, text.area)
        self._files = (self.path, *([rota_path] if rota_path else []), *beside)
        self._stamps = self._stamps_now()
        runbooks = read_runbooks(self.path.parent, text.area)
        self.rota = _rota(rota_path, ZoneInfo(text.zone))
        self.runbooks, self.text = runbooks, text
        return True

    def policy(self, people: Sequence[PersonRow]) -> Policy:
        """The rules, with the people as far as they are known."""
        return resolve(self.text, self.rota, people, self.runbooks)

    def _stamps_now(self) -> tuple[tuple[int, int], ...]:
        return tuple(map(_stamp, self._files))


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PolicyError([f"{path} cannot be read: {error.strerror}"]) from None


def _read(path: Path) -> str:
    try:
        return _bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PolicyError([f"{path} is not UTF-8; save it as UTF-8"]) from None


def _rota(path: Path | None, zone: ZoneInfo) -> tuple[RotaLine, ...]:
    if path is None:
        return ()
    try:
        return read_rota(_bytes(path), zone)
    except RotaError as error:
        raise PolicyError([f"{path.name}: {fault}" for fault in error.faults]) from None
