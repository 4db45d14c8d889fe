"""Every operation and every derivative over the whole range of float64, against 50-digit arithmetic."""
