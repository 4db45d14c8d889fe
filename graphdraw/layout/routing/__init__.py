"""Edge routing: the polyline of every link."""
