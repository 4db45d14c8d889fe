"""The operations, one record each: what they compute, their derivatives, how they are written and drawn."""
