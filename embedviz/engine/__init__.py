"""The engine: jobs, cache, executor; knows nothing of embeddings.

progress   work says how far it is
jobs       Engine: what pages ask; each piece of work is done once
ticket     Ticket, Progress: what a page holds while its job runs
executor   what a place where jobs run must do: local (processes here), cluster (Dask)
worker     the process in which jobs run
keys       what tells one job from another
record     what a job gives, and its form as bytes
cache      the latest results in memory, all of them in one bounded file
rows       results kept item by item
shipped    results computed beforehand
settings   what the operator decides
health     one look at it all
"""
