"""The site of the documentation: `python -m sphinx -W -n --keep-going -b html docs build/site`.

Nothing is fetched, neither by the build nor by its pages: formulas are MathML, fonts and scripts are the theme's own.
"""

import sys
from pathlib import Path
from typing import Any

from pygments.lexers.python import PythonLexer
from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

from graphdraw import __version__

sys.path.insert(0, str(Path(__file__).parent / "ext"))

project = "graphdraw"
author = "The graphdraw authors"
copyright = author  # noqa: A001 (the name that Sphinx reads)
version = release = __version__

extensions = ["example", "gallery", "links", "mathml", "graphdraw.sphinx", "myst_parser"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_heading_anchors = 4
exclude_patterns = ["ext"]

numfig = True
graphdraw_dark_pair = True

html_theme = "furo"
html_title = "graphdraw"
html_copy_source = False
html_show_copyright = False
html_math_renderer = "mathml"
html_theme_options = {"dark_css_variables": {"color-background-primary": "#1b1f24"}}  # what dark figures stand on
html_static_path = ["static"]
html_css_files = ["site.css"]
highlight_language = "none"

CAPTIONS = {"ja": {"Fig.": "図", "Table": "表"}}
"""What a number is called above and below figures and tables, in pages of another language than the site."""


def use_language(_app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: Any) -> None:
    """The language that a page says at its top, for fonts, for captions and for those who have pages read to them."""
    language = (context.get("meta") or {}).get("lang")
    if language:
        context["language"] = language
        for english, word in CAPTIONS.get(language, {}).items():
            context["body"] = context["body"].replace(f'"caption-number">{english} ', f'"caption-number">{word} ')


def setup(app: Sphinx) -> None:
    """Languages: those of pages, and of fences that Pygments does not know or knows from IPython alone."""
    app.connect("html-page-context", use_language)
    app.add_lexer("ninja", TextLexer)
    app.add_lexer("ipython", PythonLexer)
