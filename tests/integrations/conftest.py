"""Books that take long are built where GRAPHDRAW_HOSTS is set, which says that hosts are to be looked at whole.

Without it every host is still run on a small book, so that the tests of the whole project stay quick.
"""

import os

LONG = (
    "test_epub.py",
    "test_latex.py",
    "test_mystmd.py",
    "test_pandoc.py",
    "test_quarto.py",
    "test_site.py",
    "test_sphinx_builds.py",
    "test_sphinx_hosts.py",
)

collect_ignore = [] if os.environ.get("GRAPHDRAW_HOSTS") else list(LONG)
