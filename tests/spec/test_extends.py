"""`extends:` from file to file: where messages point, what stays inside the root, and where it ends."""

import os
from pathlib import Path

import pytest

from graphdraw.errors import SpecError, report
from graphdraw.limits import Limits
from graphdraw.spec import Overrides, files_of, read_file
from graphdraw.spec import load as load_source

BASE = "inputs: {snack: 30, tax: 1.2}\nnodes:\n  total: snack * tax\n"
HINT = "hint: the root is the folder of the nearest project file, else that of the spec; --root FOLDER names another"


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write files into a folder, which is the current one."""
    monkeypatch.chdir(tmp_path)

    def files(**texts):
        for name, text in texts.items():
            path = Path(name.replace("__", "/")).with_suffix(".yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return files


@pytest.fixture
def read(vocabulary):
    """The spec of a file in the current folder."""

    def spec(name, root=None, **limits):
        return load_source(read_file(Path(name)), vocabulary, Limits(**limits), Overrides(root=root))

    return spec


@pytest.fixture
def refusal(read):
    """What is said of a file that can't be read, without source lines."""

    def text(name, root=None, **limits):
        with pytest.raises(SpecError) as refused:
            read(name, root, **limits)
        assert refused.value.exit_code == 1
        lines = report(refused.value.problems).splitlines()
        return [line for line in lines if not line.startswith("    ")]

    return text


def test_dependencies_are_all_files_in_reading_order(write, read, tmp_path):
    write(
        a="extends: [sub/b.yaml, c.yaml]\n",
        sub__b=f"extends: ../d.yaml\n{BASE}",
        c="lang: ja\nview: {}\n",
        d="view: {}\n",
    )
    files = read("a.yaml").dependencies
    assert [path.relative_to(tmp_path.resolve()).as_posix() for path in files] == [
        "a.yaml",
        "sub/b.yaml",
        "d.yaml",
        "c.yaml",
    ]


def test_of_a_list_the_later_wins_and_the_spec_itself_over_all(write, read):
    write(a="extends: [b.yaml, c.yaml]\ntitle: A\n", b=f"{BASE}lang: en\ntitle: B\n", c="lang: ja\nview: {}\n")
    spec = read("a.yaml")
    assert (spec.title, spec.lang) == ("A", "ja")


def test_a_file_reached_twice_counts_once(write, read):
    write(
        a="extends: [b.yaml, c.yaml]\n",
        b="extends: d.yaml\ninputs: {snack: 40}\n",
        c="extends: d.yaml\ninputs: {tax: 1.5}\n",
        d=BASE,
    )
    assert [node.value for node in read("a.yaml").graph.nodes[:2]] == [40, 1.5]


def test_messages_point_into_the_file_that_is_wrong(write, refusal):
    write(a="extends: sub/b.yaml\nnodes: {more: totl * 2}\n", sub__b=BASE.replace("tax\n", "tex\n"))
    assert refusal("a.yaml") == [
        "sub/b.yaml:3:18: error: unknown name 'tex' [unknown-name]",
        "hint: did you mean 'tax'?",
        "a.yaml:2:15: error: unknown name 'totl' [unknown-name]",
        "hint: did you mean 'total'?",
    ]


def test_a_yaml_mistake_of_a_base_is_shown_at_its_place_and_nothing_follows_from_it(write, refusal):
    write(a="extends: b.yaml\nnodes: {more: total * 2}\n", b="inputs: {x: 1\nnodes: {total: x}\n")
    assert {line.partition(":")[0] for line in refusal("a.yaml") if "error" in line} == {"b.yaml"}


@pytest.mark.parametrize("place", ["../outside.yaml", "sub/../../outside.yaml", "/etc/passwd", "../missing.yaml"])
def test_nothing_outside_the_root_is_read_or_spoken_of(place, write, refusal, tmp_path):
    (tmp_path.parent / "outside.yaml").write_text(BASE)
    write(a=f"extends: {place}\n")
    assert refusal("a.yaml") == [f"a.yaml:1:10: error: '{place}' is outside the root folder [outside-root]", HINT]


def test_a_link_out_of_the_root_is_outside(write, refusal, tmp_path):
    (tmp_path.parent / "secret.yaml").write_text("inputs: {password: hunter2}\n")
    write(a="extends: link.yaml\n", b="extends: folder/secret.yaml\n")
    Path("link.yaml").symlink_to("../secret.yaml")
    Path("folder").symlink_to("..", target_is_directory=True)
    assert refusal("a.yaml") == ["a.yaml:1:10: error: 'link.yaml' is outside the root folder [outside-root]", HINT]
    assert refusal("b.yaml")[0].endswith("'folder/secret.yaml' is outside the root folder [outside-root]")


def test_a_circle_of_links_leads_nowhere(write, refusal):
    """Python 3.13 resolves such a link to itself, earlier versions refuse to."""
    write(a="extends: link.yaml\n")
    Path("link.yaml").symlink_to("link.yaml")
    assert refusal("a.yaml")[0].endswith(("[outside-root]", "[no-such-file]"))


def test_a_name_can_be_too_long(write, refusal):
    write(a=f"extends: {'b' * 300}\n")
    assert refusal("a.yaml") == [f"a.yaml:1:10: error: '{'b' * 80}…' cannot be opened: file name too long [file]"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_not_waited_for(write, refusal):
    write(a="extends: pipe.yaml\n")
    os.mkfifo("pipe.yaml")
    assert refusal("a.yaml") == ["a.yaml:1:10: error: 'pipe.yaml' is a device or a pipe [file]", "hint: name a file"]


def test_a_link_within_the_root_is_followed(write, read):
    write(a="extends: link.yaml\n", sub__b=BASE)
    Path("link.yaml").symlink_to("sub/b.yaml")
    assert [node.name for node in read("a.yaml").graph.nodes] == ["snack", "tax", "total"]


def test_the_root_is_named_found_or_the_folder_of_the_spec(write, read, refusal):
    write(base=BASE, figures__a="extends: ../base.yaml\n")
    assert refusal("figures/a.yaml")[1] == HINT
    assert read("figures/a.yaml", root=Path()).graph.outputs
    write(graphdraw="# the root\n")
    assert read("figures/a.yaml").graph.outputs
    assert refusal("figures/a.yaml", root=Path("figures"))[1] == HINT


@pytest.mark.parametrize(
    ("place", "text", "hint"),
    [
        ("bas.yaml", "no such file: 'bas.yaml' [no-such-file]", "did you mean 'base.yaml'?"),
        ("sub/bas.yaml", "no such file: 'sub/bas.yaml' [no-such-file]", None),
        ("sub/see.yml", "no such file: 'sub/see.yml' [no-such-file]", "did you mean 'sub/sea.yaml'?"),
        ("sub", "'sub' is a folder [file]", "name a file in it"),
        (
            "https://example.org/a.yaml",
            "a URL is not supported here: 'https://example.org/a.yaml' [file]",
            "save it as a file inside the root folder and name that",
        ),
        (
            "notes.yaml",
            "'notes.yaml' is not a spec [file]",
            "a spec has 'nodes:', 'inputs:', 'view:' or 'extends:' at the beginning of a line",
        ),
        (
            "a.yaml",
            "'a.yaml' extends itself: a.yaml → a.yaml [cycle]",
            "remove one of the 'extends'",
        ),
    ],
)
def test_what_cannot_be_extended(place, text, hint, write, refusal):
    write(a=f"extends: {place}\n", base=BASE, sub__sea=BASE, notes="password: hunter2\n")
    said = refusal("a.yaml")
    assert said == [f"a.yaml:1:10: error: {text}", *([f"hint: {hint}"] if hint else [])]
    assert "hunter2" not in "".join(said)


def test_an_absolute_path_is_refused_even_inside(write, refusal, tmp_path):
    write(a=f"extends: {tmp_path}/base.yaml\n", base=BASE)
    assert refusal("a.yaml")[0].endswith("' is an absolute path [file]")


def test_a_cycle_is_shown_as_a_chain(write, refusal):
    write(a="extends: sub/b.yaml\n", sub__b="extends: [../c.yaml]\n", c="extends: sub/b.yaml\n")
    assert refusal("a.yaml") == [
        "c.yaml:1:10: error: 'sub/b.yaml' extends itself: sub/b.yaml → c.yaml → sub/b.yaml [cycle]",
        "hint: remove one of the 'extends'",
    ]


def chain(length):
    return {f"s{i}": f"extends: s{i + 1}.yaml\n" for i in range(length)} | {f"s{length}": BASE}


def test_eight_files_in_a_chain_are_the_most(write, read, refusal):
    write(**chain(9))
    assert len(read("s1.yaml").dependencies) == 9
    assert refusal("s0.yaml") == [
        "s8.yaml:1:10: error: nested too deep: 8 files that extend each other are the most [too-deep]"
    ]


def test_files_are_counted_and_their_bytes_added(write, refusal):
    write(a=f"extends: [{', '.join(f's{i}.yaml' for i in range(64))}]\n", **{f"s{i}": BASE for i in range(64)})
    assert refusal("a.yaml")[0].endswith("error: a spec is made of at most 64 files [too-many-files]")
    write(a="extends: s0.yaml\n")
    assert refusal("a.yaml", file_size=len(BASE) + 5) == [
        f"a.yaml:1:10: error: with 's0.yaml' the spec has more than {len(BASE) + 5} bytes [too-big]",
        f"hint: --limit file-size={len(BASE) + len('extends: s0.yaml') + 1} allows more",
    ]


def test_a_base_that_is_no_utf8_is_not_shown(write, refusal):
    write(a="extends: base.yaml\n")
    Path("base.yaml").write_bytes("inputs: {x: おかし}\n".encode("cp932"))
    assert refusal("a.yaml")[0] == "base.yaml:1:13: error: the file is not UTF-8 but Shift_JIS [encoding]"


def test_what_extends_is_no_path_is_said_as_of_any_key(write, refusal):
    write(a=f"extends: {{a: 1}}\n{BASE}")
    assert refusal("a.yaml") == ["a.yaml:1:10: error: a text is expected, this is a mapping [type]"]


def test_standard_input_starts_in_the_current_folder(write, load):
    write(base=BASE)
    assert load("extends: base.yaml\n", "<stdin>", Path.cwd()).dependencies == (Path("base.yaml").resolve(),)


def test_what_a_spec_is_made_of_is_known_whatever_is_wrong_with_it(tmp_path):
    """For who must not overwrite a part of it."""
    texts = {
        "a.yaml": "extends: [b.yaml, gone.yaml, ../outside.yaml]\nnodes: {y: zz}\nodd: 1\n",
        "b.yaml": "extends: c.yaml\ninputs: {x: }\n",
        "c.yaml": "extends: a.yaml\nnodes: [\n",
        "v.yaml": "viw: 1\n",
        "graphdraw.yaml": "view: {direction: sideways}\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    overrides = Overrides(view=read_file(tmp_path / "v.yaml"))
    found = files_of(read_file(tmp_path / "a.yaml"), overrides)
    assert [path.name for path in found] == ["a.yaml", "b.yaml", "c.yaml", "v.yaml", "graphdraw.yaml"]
    for text in ("", "\0", "- 1\n", "nodes: {", "graphdraw: 9\n"):
        (tmp_path / "a.yaml").write_text(text)
        assert files_of(read_file(tmp_path / "a.yaml"))[0].name == "a.yaml"
