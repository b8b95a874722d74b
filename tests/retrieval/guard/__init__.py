"""The guard of what is answered: hits, passages and papers of a known kind, and what is said."""
