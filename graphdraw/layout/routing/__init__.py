"""Edge routing: the polyline of every edge."""
