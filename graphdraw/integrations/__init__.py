"""graphdraw inside of hosts: Jupyter, MkDocs, Zensical and Sphinx; each is imported only if it is used."""
