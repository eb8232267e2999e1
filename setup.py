"""What pyproject.toml can't say: `templates/`, a folder of its own here, is part of the package when installed."""

from setuptools import find_namespace_packages, find_packages, setup

TEMPLATES = ["builder.templates", *(f"builder.templates.{name}" for name in find_namespace_packages("templates"))]

setup(
    packages=[*find_packages(include=["builder", "builder.*"]), *TEMPLATES],
    package_dir={"builder.templates": "templates"},
    package_data={name: ["*"] for name in TEMPLATES},
)
