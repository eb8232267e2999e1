"""Drives the work: which modules have to be read, which jobs (module × target) run, what came of them."""

from __future__ import annotations

from builder.build.drive import BuildResult, Order, build
from builder.build.outcome import Outcome, Progress, State, holds_back
from builder.build.survey import check, read_all

__all__ = ["BuildResult", "Order", "Outcome", "Progress", "State", "build", "check", "holds_back", "read_all"]
