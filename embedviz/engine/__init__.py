"""The engine: jobs, cache, executor; knows nothing of embeddings."""
