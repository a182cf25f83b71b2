"""What a program finds in an Excel file, read with nothing but the standard library."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

_NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def everything(file: bytes) -> str:
    """All the parts of the file, as they are."""
    with zipfile.ZipFile(BytesIO(file)) as parts:
        return "\n".join(parts.read(name).decode() for name in parts.namelist())


def texts(file: bytes) -> list[str]:
    """The texts of all cells."""
    with zipfile.ZipFile(BytesIO(file)) as parts:
        shared = ET.fromstring(parts.read("xl/sharedStrings.xml"))  # noqa: S314 # our own file
    return ["".join(t.text or "" for t in si.iter(f"{{{_NS['x']}}}t")) for si in shared]


def formulas(file: bytes) -> int:
    """How many cells are formulas, in all sheets."""
    with zipfile.ZipFile(BytesIO(file)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        roots = [ET.fromstring(parts.read(name)) for name in sheets]  # noqa: S314 # our own file
    return sum(len(root.findall(".//x:f", _NS)) for root in roots)


def links(file: bytes) -> int:
    """How many links the file has."""
    return everything(file).count("<hyperlink ")
