"""What a build knows of what it has drawn, and what of that it believes."""
