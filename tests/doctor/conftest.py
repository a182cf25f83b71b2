from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.doctor.rig import Rig, rigged


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    """All is well, on SQLite."""
    async with rigged(tmp_path) as rig:
        yield rig
