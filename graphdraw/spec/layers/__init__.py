"""The layers of a spec: project file, extended specs, the spec itself, `--view` and settings."""
