"""All figures of a book in one go: what is stale, drawing it, and never losing anything."""

from graphdraw.build.clean import Cleaned, clean
from graphdraw.build.depfile import depfile
from graphdraw.build.discover import Discovery, Found, discover
from graphdraw.build.run import Plan, plan, run
from graphdraw.build.settings import Job, Outcome, Settings

__all__ = [
    "Cleaned",
    "Discovery",
    "Found",
    "Job",
    "Outcome",
    "Plan",
    "Settings",
    "clean",
    "depfile",
    "discover",
    "plan",
    "run",
]
