"""What tests share: comparison with golden files, and how these are brought up to date."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from builder.nodes import Module
    from printed import Booklet

settings.register_profile("any machine", deadline=None)  # a busy one is no fault of what is tested
settings.load_profile("any machine")

Golden = Callable[[Path, Mapping[str, str]], None]
"""Compares texts by file name with a folder of expected files."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the expected files; read the diff before you commit it"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update-golden") and os.environ.get("CI"):
        raise pytest.UsageError("--update-golden is refused in CI: it would agree to anything")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare what was made with a folder of expected files: each has its like, and none is left over."""

    def compare(folder: Path, made: Mapping[str, str]) -> None:
        expected = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
        if request.config.getoption("--update-golden"):
            for name in expected.keys() - made.keys():
                expected[name].unlink()
            for name, text in made.items():
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())
            return
        assert sorted(expected) == sorted(made), f"{folder}: files expected and files made differ"
        for name, text in made.items():
            assert text == expected[name].read_bytes().decode(), f"{folder / name}: run pytest --update-golden?"

    return compare


@pytest.fixture(scope="session")
def module(tmp_path_factory: pytest.TempPathFactory) -> Module:
    """Give a module with everything that paper can hold."""
    from booklets import everything

    return everything(tmp_path_factory.mktemp("check-ride"))


@pytest.fixture(scope="session")
def booklet(module: Module) -> Booklet:
    """Print it, once for all tests."""
    from printed import Booklet

    return Booklet(module)
