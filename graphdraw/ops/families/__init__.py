"""The records of the operations, family by family, and the stable forms they share."""
