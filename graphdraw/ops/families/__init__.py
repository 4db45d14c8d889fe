"""The records of the operations, one file for each family, and the stable functions that they share."""
