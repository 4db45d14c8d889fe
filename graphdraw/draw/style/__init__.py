"""What marks look like: themes, node shapes, the looks that a spec asks for, and the style made of them."""
