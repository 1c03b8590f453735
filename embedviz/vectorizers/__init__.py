"""What turns items into numbers: scikit-learn transformers, the arithmetic below the embedders."""
