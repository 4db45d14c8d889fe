"""From the keys of a spec to its view, groups, outputs and expectations."""
