"""From the text of a spec to a graph and a view, with every problem of the file at once."""

from graphdraw.spec.layers.layers import Overrides, files_of
from graphdraw.spec.layers.project import PROJECT, Project, find_project
from graphdraw.spec.layers.resolved import as_data, as_yaml
from graphdraw.spec.loading import Spec, failure, load
from graphdraw.spec.schema.schema import json_schema
from graphdraw.spec.yaml.reading import Vocabulary
from graphdraw.spec.yaml.source import OPTION, Source, read_file

__all__ = [
    "OPTION",
    "PROJECT",
    "Overrides",
    "Project",
    "Source",
    "Spec",
    "Vocabulary",
    "as_data",
    "as_yaml",
    "failure",
    "files_of",
    "find_project",
    "json_schema",
    "load",
    "read_file",
]
