"""From a placed diagram to a scene: where arrows end, their curves, all outlines, texts and colours."""
