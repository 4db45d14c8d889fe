"""Reading and writing files safely: root folders, links, project files, caches, and files that are always whole."""
