"""The style sheet: no side of its own, nothing from elsewhere, every colour readable, every promised class there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STYLES = Path("src/nigehban/desk/web/static/web")
SHEETS = sorted(STYLES.rglob("*.css"))
DOCUMENT = Path("docs/screens.md").read_text("utf-8")
SIDES = re.compile(r"(?<![\w-])(left|right|top|bottom)(?![\w-])|-(left|right|top|bottom)\s*:")


def rules(path: Path) -> str:
    """A sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_sheet_knows_no_left_and_no_right_and_loads_nothing_from_elsewhere(path: Path) -> None:
    text = rules(path)
    assert not SIDES.search(text.replace("vertical-align: top", ""))
    assert set(re.findall(r"url\((.*?)\)", text)) <= {'"../dist/nastaliq.woff2"'}
    assert "//" not in text


def test_every_sheet_is_imported_once_and_every_import_exists() -> None:
    imported = re.findall(r'@import "(.*?)"', rules(STYLES / "desk.css"))
    assert sorted(imported) == sorted(f"css/{path.name}" for path in (STYLES / "css").glob("*.css"))


def test_every_class_of_the_markup_contract_has_a_rule() -> None:
    every = "".join(map(rules, SHEETS))
    rows = [line.split("|")[1] for line in DOCUMENT.splitlines() if line.startswith("| `")]
    classes = {name for row in rows[: rows.index(" `unseen` ") + 1] for name in re.findall(r"`([a-z -]+)`", row)}
    assert len(classes) > 40
    assert not {name for name in classes if not re.search(rf"\.{name.split()[-1]}(?![\w-])", every)}


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance of ``#rrggbb``."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_words_stand_out_from_what_they_are_written_on(scheme: int) -> None:
    """WCAG 2.2 AA: 4.5 for text, 3 for the edges of controls and the focus ring."""
    named = re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", rules(STYLES / "css/tokens.css"))
    colours = {name: luminance((light, dark)[scheme]) for name, light, dark in named}
    grounds = {name: colours.pop(name) for name in ("paper", "panel", "mark")}
    del colours["line"]
    for name, colour in colours.items():
        for ground, behind in grounds.items():
            if ground == "mark" and name not in {"ink", "link", "routine"}:
                continue
            ratio = (max(colour, behind) + 0.05) / (min(colour, behind) + 0.05)
            assert ratio >= (3 if name in {"edge", "focus"} else 4.5), f"{name} on {ground}: {ratio:.2f}"
