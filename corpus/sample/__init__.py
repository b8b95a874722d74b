"""The sample papers: a fictional borough's committee papers, and what draws them."""
