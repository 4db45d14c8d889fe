"""From the text of a spec to a graph and a view, with every problem of the file at once."""

from graphdraw.spec.limits import Limits
from graphdraw.spec.loading import Spec, load
from graphdraw.spec.reading import Vocabulary
from graphdraw.spec.schema import json_schema
from graphdraw.spec.source import Source, read_file

__all__ = ["Limits", "Source", "Spec", "Vocabulary", "json_schema", "load", "read_file"]
