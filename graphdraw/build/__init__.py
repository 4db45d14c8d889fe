"""Drawing all figures of a book at once: which are stale, drawing those, and removing orphans."""

from graphdraw.build.clean import Cleaned, clean
from graphdraw.build.depfile import depfile, recorded, refresh
from graphdraw.build.finding.discover import SUFFIXES, Discovery, Found, among, discover, named_below
from graphdraw.build.finding.outputs import Outputs, outputs
from graphdraw.build.orphans import prune
from graphdraw.build.records.freshness import FolderLook
from graphdraw.build.run import OnOutcome, Plan, compared, plan, run
from graphdraw.build.settings import EXECUTOR_FORM, Job, Outcome, Settings

__all__ = [
    "EXECUTOR_FORM",
    "SUFFIXES",
    "Cleaned",
    "Discovery",
    "FolderLook",
    "Found",
    "Job",
    "OnOutcome",
    "Outcome",
    "Outputs",
    "Plan",
    "Settings",
    "among",
    "clean",
    "compared",
    "depfile",
    "discover",
    "named_below",
    "outputs",
    "plan",
    "prune",
    "recorded",
    "refresh",
    "run",
]
