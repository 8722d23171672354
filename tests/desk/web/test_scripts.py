"""What a page loads, built or not; and that the wheel carries it."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from django.template.loader import render_to_string

from nigehban.desk.web.scripts import words

FRONTEND = Path("frontend")


def test_a_page_without_the_bundle_asks_for_no_script() -> None:
    assert "script" not in render_to_string("web/_scripts.html", {"is_built": False, "words": words()})


def test_a_page_with_the_bundle_loads_one_module_and_brings_its_words_as_data() -> None:
    page = render_to_string("web/_scripts.html", {"is_built": True, "words": words()})
    assert re.findall(r"<script [^>]*>", page) == [
        '<script id="desk-words" type="application/json">',
        '<script type="module" src="/static/web/dist/desk.js">',
    ]
    block = re.search(r'json">(.*?)</script>', page)
    assert block is not None
    assert json.loads(block[1]) == words()


def test_the_wheel_carries_what_the_build_writes() -> None:
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))
    carried = project["tool"]["setuptools"]["package-data"]["nigehban"]
    assert {"**/*.js", "**/*.css", "**/*.woff2", "**/*.txt"} <= set(carried)


def test_the_lock_of_the_front_end_names_no_host_and_a_hash_for_every_package() -> None:
    text = (FRONTEND / "package-lock.json").read_text("utf-8")
    assert not re.search(r"https?:|resolved|//", re.sub(r'"integrity": ".*?"', "", text))
    packages = {path: package for path, package in json.loads(text)["packages"].items() if path}
    assert len(packages) > 8
    assert not [path for path, package in packages.items() if not package["integrity"].startswith("sha512-")]


def test_the_front_end_pins_every_package_exactly() -> None:
    stated = json.loads((FRONTEND / "package.json").read_text("utf-8"))
    versions = [*stated["dependencies"].values(), *stated["devDependencies"].values()]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)
