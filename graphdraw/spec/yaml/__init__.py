"""From bytes to a document in which every value has its place."""
