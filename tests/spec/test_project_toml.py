"""A `pyproject.toml` that is too much for Python's own reader of TOML: a problem with its place, and soon."""

import tomllib

import pytest

from graphdraw.errors import SpecError
from graphdraw.limits import Limits
from graphdraw.spec import find_project

DEEP = ("nested too deep: 32 levels are the most [too-deep]", "--limit depth=N allows more")
LARGE = ("the number is too large (over 4,096 bits) [too-large]", "a float, like 1e300, may be larger")
INVALID = ("the file is not valid TOML [toml]", None)
MANY = ("the file has more than 100,000 values [too-many-values]", "--limit values=N allows more")
HEX = "0x" + "f" * 3600


@pytest.fixture
def refused(tmp_path):
    """The headline without the folder, and the hint, of the one problem of a text."""

    def refused(text, limits=Limits()):  # noqa: B008 (frozen)
        (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8", newline="")
        with pytest.raises(SpecError) as error:
            find_project(tmp_path, limits=limits)
        (problem,) = error.value.problems
        assert not problem.where.excerpt
        return problem.headline.removeprefix(f"{tmp_path}/pyproject.toml:"), problem.hint

    return refused


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("view" + ".a" * 32 + " = 1", "2:67", DEEP),
        ("view" + ".a" * 60_000 + " = 1", "2:67", DEEP),
        ("view" + " . 'a'" * 3000 + " = 1", "2:192", DEEP),
        ("view = {" + "a." * 3000 + "a = 1}", "2:72", DEEP),
        ("[x" + '."a.b"' * 3000 + "]", "2:189", DEEP),
        ("[[x" + ".a" * 3000 + "]]", "2:66", DEEP),
        ("view = " + "[" * 33 + "]" * 33, "2:40", DEEP),
        ("view = " + "[" * 90_000, "2:40", DEEP),
        ("view = " + "{a = " * 33 + "1" + "}" * 33, "2:168", DEEP),
        ("x = '''\n'' ]\n'''''\nview = " + "[" * 33, "5:40", DEEP),
        ("view = " + "[{a = " * 16 + "1" + "}]" * 16, "1:1", DEEP),
        ("view" + ".a" * 20 + " = {" + "b." * 20 + "c = 1}", "1:1", DEEP),
        ("[other]\nx = " + "9" * 5000, "3:5", LARGE),
        ("[other]\r\nx = [1, -" + "9_" * 5000 + "9]", "3:10", LARGE),
        (f"lang = {HEX}", "1:1", LARGE),
        ("lang = 0b" + "1" * 15_000, "1:1", LARGE),
        ("lang = 0o" + "7" * 5000, "1:1", LARGE),
        (f"formats = ['svg', {HEX}]", "1:1", LARGE),
        (f"[tool.graphdraw.view]\nfont_size = {HEX}", "1:1", LARGE),
        (f"[tool.graphdraw.view.numbers]\ndecimals = {HEX}", "1:1", LARGE),
        ("x = [" + "1," * 100_001 + "]", "2:199999", MANY),
        ('x = "' + "[" * 99, "1:1", INVALID),
        ('x = """' + "[" * 99 + '\\"""' * 99, "1:1", INVALID),
    ],
    ids=range(23),
)
def test_too_much(refused, text, place, said):
    headline, hint = said
    assert refused(f"[tool.graphdraw]\n{text}\n") == (f"{place}: error: {headline}", hint)


def test_limits(refused, tmp_path):
    key = f"[tool.graphdraw]\nview{'.a' * 40} = 1\n"
    assert refused(key)[0].startswith("2:67: error: nested too deep")
    (tmp_path / "pyproject.toml").write_text(key)
    assert find_project(tmp_path, limits=Limits(depth=41)).document.entries[0][0].text == "view"
    assert refused(key, Limits(depth=40))[0] == "2:83: error: nested too deep: 40 levels are the most [too-deep]"
    key = f"[tool.graphdraw]\nview{'.a' * 20} = 1\n"
    assert refused(key, Limits(depth=20))[0] == "1:1: error: nested too deep: 20 levels are the most [too-deep]"
    deep = f"[tool.graphdraw]\nview = {'[' * 5000}{']' * 5000}\n"
    assert refused(deep, Limits(depth=9000)) == ("1:1: error: the file is not valid TOML [toml]", None)
    other = "[tool.graphdraw]\nlang = 'ja'\n[a.b.c.d]\ne = [[[[1]]]]\n"
    (tmp_path / "pyproject.toml").write_text(other)
    assert find_project(tmp_path, limits=Limits(depth=1)).lang == "ja"


def test_errors_of_the_reader_do_not_come_through(refused, monkeypatch):
    for error in (ValueError("Exceeds the limit"), RecursionError("maximum recursion depth exceeded")):
        monkeypatch.setattr(tomllib, "loads", lambda _, error=error: (_ for _ in ()).throw(error))
        assert refused("[tool.graphdraw]\n") == ("1:1: error: the file is not valid TOML [toml]", None)


@pytest.mark.parametrize(
    "text",
    [
        f'a = \'{"[" * 99}\'\nb = "{"{" * 99}\\"{"." * 99}"\n',
        f'a = """""{"[" * 99}\\""""""\nb = \'\'\'\'\'{"[" * 99}"\'\'\'\'\'\nc = ""\nd = \'\'\n',
        f'# """ {"[" * 99} {"9" * 5000}\na = 1.{"9" * 2000}\n',
        f"a = [{'1.5, ' * 99}]\nb = [\n" + "  [1.5, 2], # ]]\n" * 99 + "]\n",
        f"a{'9' * 2000}.b = 1\n'{'9' * 5000}' = 2\nh = 0b{'1' * 2000}\n",
        "".join(f"[t{i}]\na.b.c = 1979-05-27T07:32:00.999\n" for i in range(99)),
    ],
    ids=range(6),
)
def test_what_is_not_deep(tmp_path, text):
    text = f"[tool.graphdraw]\nlang = 'ja'\n[other]\n{text}"
    assert tomllib.loads(text)["tool"]
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert find_project(tmp_path).lang == "ja"


@pytest.mark.parametrize("start", ["tool = 1\n", "tool = 'a'\n", "[[tool]]\n", "[tool]\ngraphdraw = 1\n"])
def test_a_line_of_ours_inside_a_text(tmp_path, start):
    (tmp_path / "pyproject.toml").write_text(f'{start}x = """\n[tool.graphdraw]\n"""\n')
    assert find_project(tmp_path) is None
