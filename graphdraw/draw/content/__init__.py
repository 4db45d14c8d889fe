"""The texts of a figure before they are measured: names, values, gradients, signs of operations, titles of groups."""
