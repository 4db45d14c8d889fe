"""From the text of a spec to a graph and a view, with every problem of the file at once."""
