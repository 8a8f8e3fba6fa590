"""Makes the shipped token classifier: base weights, vocabulary, training, export. See ../README.md."""
