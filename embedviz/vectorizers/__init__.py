"""What turns items into numbers: the arithmetic below the embedders."""
