"""What passes for an SVG of ours: every one that we write, and no other."""

import itertools
import random
import re
from pathlib import Path

import pytest

from graphdraw.draw.scene import Scene
from graphdraw.output.encoding import Encoding, SvgText
from graphdraw.output.own_svg import _UNWRITTEN, is_own_svg
from graphdraw.output.svg import svg
from graphdraw.pipeline.encoding import encoded as encode
from graphdraw.spec.yaml import text_checks
from tests.scenes import SPECS, drawn, of_file

WAYS: list[tuple[SvgText, str | None]] = [("path", None), ("text", None), ("path", "fig-1"), ("text", "fig-1")]


@pytest.mark.parametrize("path", SPECS[::2], ids=lambda path: path.stem)
def test_all_that_we_write_is_ours(path: Path) -> None:
    scene = of_file(path)
    for text, ids in WAYS:
        data = encode(scene, "svg", Encoding(svg_text=text, ids=ids))
        assert is_own_svg(data)
        assert is_own_svg(data.replace(b"\n", b"\r\n")), "as a clone on another system has it"


def test_words_that_look_like_more_are_ours() -> None:
    title = "title: '</title><script>alert(\"&amp;\")</script> ]]> --> café'\n"
    spec = title + "inputs: {x: {value: 1, label: '<b> & \"c\" ]]>'}}\nnodes: {y: x + 1}\n"
    for text, ids in WAYS:
        assert is_own_svg(encode(drawn(spec), "svg", Encoding(svg_text=text, ids=ids)))


def put(old: str, new: str):  # type: ignore[no-untyped-def]
    return lambda data: data.replace(old.encode(), new.encode(), 1)


OTHERS = {
    "a script": put("</svg>", "<script>alert(1)</script></svg>"),
    "a script in a group": put("<path id", "<script/><path id"),
    "a handler": put("<svg ", '<svg onload="alert(1)" '),
    "a handler on a path": put("<path id", '<path onclick="a()" id'),
    "a style": put("<svg ", '<svg style="background:url(//x)" '),
    "a style sheet": put("</svg>", "<style>*{fill:url(//x)}</style></svg>"),
    "a fill from elsewhere": lambda data: re.sub(rb'fill="#[0-9a-f]+"', b'fill="url(http://x/#y)"', data, count=1),
    "a link": put("</svg>", '<a xlink:href="https://x.org"></a></svg>'),
    "a link that runs": put("</svg>", '<a xlink:href="javascript:alert(1)"></a></svg>'),
    "a picture": put("</svg>", '<image xlink:href="http://x/y.png"/></svg>'),
    "HTML": put("</svg>", "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject></svg>"),
    "an animation": put("</svg>", '<animate attributeName="href" to="javascript:alert(1)"/></svg>'),
    "a use of another file": lambda data: re.sub(rb'xlink:href="#[^"]+"', b'xlink:href="http://x/#y"', data, count=1),
    "a use of a group": lambda data: re.sub(rb'xlink:href="#[^"]+"', b'xlink:href="#nothing"', data, count=1),
    "a document type": put("<svg ", "<!DOCTYPE svg><svg "),
    "an entity": put("<svg ", '<!DOCTYPE svg [<!ENTITY a "b">]><svg '),
    "an instruction": put("<svg ", '<?xml-stylesheet href="//x"?><svg '),
    "an instruction at the end": lambda data: data + b"<?x y?>",
    "a comment": put("</svg>", "<!-- <script> --></svg>"),
    "raw text": put("<title ", "<title><![CDATA[<script>]]></title><title "),
    "text where none is": put("</svg>", "hello</svg>"),
    "a foreign element": put("</svg>", '<b:script xmlns:b="http://www.w3.org/2000/svg"/></svg>'),
    "another namespace": put("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"),
    "a namespace more": put("<svg ", '<svg xmlns:b="x" '),
    "an attribute of ours elsewhere": put("<defs", '<defs fill="red"'),
    "an element of ours elsewhere": put("</svg>", "<title>x</title><text>y</text></svg>"),
    "an attribute twice": put("<svg ", '<svg role="img" '),
    "other quotes": put('role="img"', "role='img'"),
    "a reference for a sign": put(">A ", ">&#65; "),
    "another encoding": lambda data: data.decode().encode("utf-16"),
    "another encoding that is named": put('"utf-8"', '"utf-7"'),
    "a mark at the beginning": lambda data: b"\xef\xbb\xbf" + data,
    "a second document": lambda data: data + data,
    "half of it": lambda data: data[: len(data) // 2],
    "nothing": lambda _: b"",
    "no text": lambda data: data.replace(b"A ", b"\xff ", 1),
    "a lone return": put("</defs>", "\r</defs>"),
    **{f"U+{ord(c):04X} in a text": put(">A ", f">{c}A ") for c in "\x7f\x9b\u202e\u2066\u2028\ufeff\uffff"},
    "an override in a family": put("<svg ", "<svg font-family=\"'\u202ex', serif\" "),
    "a size of its own": lambda data: re.sub(rb' width="[^"]*pt"', b' width="7pt"', data, count=1),
    "no size": lambda data: re.sub(rb' viewBox="[^"]*"', b"", data, count=1),
    "an absurd size": lambda data: re.sub(
        rb'width="[^"]*" height="[^"]*" viewBox="[^"]*"',
        b'width="999999999pt" height="9pt" viewBox="0 0 999999999 9"',
        data,
        count=1,
    ),
    "another form of a number": lambda data: re.sub(rb'viewBox="0 0 ', b'viewBox="0 0 00', data, count=1),
    "a second title": put("<desc ", '<title id="t">x</title>\n<desc '),
    "a title at the end": put("</svg>", '<title id="t">x</title>\n</svg>'),
    "rectangles behind": put("</svg>", '<rect x="1" y="1" width="2" height="2" fill="red"/>\n' * 2 + "</svg>"),
    "a name twice": lambda data: re.sub(rb"(\n<g id=[^\n]*)\n</svg>", rb"\1\1\n</svg>", data),
    "zeros in a path": lambda data: re.sub(rb' d="M', b' d="M0', data, count=1),
    "half a point in a path": lambda data: re.sub(rb' d="M(\S+) ', b' d="M', data, count=1),
    "very deep": put("</svg>", "<g>" * 10_000 + "</g>" * 10_000 + "</svg>"),
    "groups within groups": put("</svg>", "<g>" * 9 + "</g>" * 9 + "</svg>"),
    "a path that is no path": lambda data: re.sub(rb' d="M[^"]*"', b' d="M0 0;url(x)"', data, count=1),
}


@pytest.mark.parametrize("change", OTHERS.values(), ids=OTHERS.keys())
def test_nothing_else_is(scene: Scene, change) -> None:  # type: ignore[no-untyped-def]
    data = svg(scene)
    changed = change(data)
    assert changed != data
    assert not is_own_svg(changed)


def test_its_text_is_that_of_specs() -> None:
    ours = _UNWRITTEN
    assert [c for c in map(chr, range(0xD800)) if bool(ours.match(c)) != bool(text_checks.CONTROL.match(c))] == []
    assert [
        c for c in map(chr, range(0xE000, 0x11000)) if bool(ours.match(c)) != bool(text_checks.CONTROL.match(c))
    ] == []


def test_many_entities_take_no_time(scene: Scene) -> None:
    names = "abcdefghij"
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in itertools.pairwise(names))
    bomb = f'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">{entities}]>'
    assert not is_own_svg(svg(scene).replace(b"<svg ", f"{bomb}<svg ".encode(), 1))


def test_what_passes_holds_nothing_that_runs(scene: Scene) -> None:
    """Pieces of what is dangerous, put anywhere: what still passes has them as text or not at all."""
    chance, data = random.Random(3), svg(scene, "text")
    pieces = [
        b"<script>",
        b"<a>",
        b' onload="x"',
        b"&lt;",
        b"<!--",
        b"]]>",
        b"javascript:",
        b'"',
        b">",
        b"url(x)",
        b"/",
    ]
    for _ in range(500):
        at = chance.randrange(len(data))
        changed = data[:at] + chance.choice(pieces) + data[at + chance.choice((0, 0, 1, 5)) :]
        if is_own_svg(changed):
            text = re.sub(rb">[^<]*<", b"><", changed)
            words = re.sub(rb'(aria-[a-z]+|font-family|id)="[^"]*"', b"", text)
            assert not re.search(rb"script|onload|url|<a|<!", words)
