"""What lies over and under a spec: project file, extended specs, settings."""
