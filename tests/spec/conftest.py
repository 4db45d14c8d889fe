from collections.abc import Callable

import pytest
import yaml

from graphdraw.errors import Problem, SpecError
from graphdraw.limits import Limits
from graphdraw.spec import Source, Spec, Vocabulary, load
from graphdraw.spec.yaml import reader

VOCABULARY = Vocabulary(themes=("plain",), shapes=("circle", "box", "none"), formats=("svg", "pdf"))

Load = Callable[..., Spec]
Failures = Callable[..., tuple[Problem, ...]]


def _load(text, name="snack.yaml", folder=None, **limits):
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return load(Source(name, data, folder), VOCABULARY, Limits()._replace(**limits))


def _failures(text, name="snack.yaml", **limits):
    with pytest.raises(SpecError) as caught:
        _load(text, name, **limits)
    return caught.value.problems


@pytest.fixture(name="load")
def fixture_load() -> Load:
    """The spec of a text, which extends files of a folder if one is given; limits by keyword."""
    return _load


@pytest.fixture(name="failures")
def fixture_failures() -> Failures:
    """All problems of a text that can't be loaded."""
    return _failures


@pytest.fixture
def vocabulary():
    return VOCABULARY


@pytest.fixture(params=["libyaml", "python"])
def either_parser(request, monkeypatch):
    """The parser that specs are read with: the answers must not depend on which one is there."""
    if request.param == "libyaml" and not hasattr(yaml, "CLoader"):
        pytest.skip("PyYAML has no libyaml here")
    monkeypatch.setattr(reader, "FASTEST", yaml.CLoader if request.param == "libyaml" else yaml.Loader)
