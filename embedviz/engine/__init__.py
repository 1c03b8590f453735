"""The engine: steps, cache, executor; knows nothing of embeddings.

progress   work says how far it is
step       Step: one piece of work, known by what is asked for
jobs       Engine: what pages ask; each step is done once
plan       what has to be done for a step, and what of it is known
ticket     Ticket, Progress: what a page holds while its step is done
executor   what a place where work runs must do: local (processes here), cluster (Dask)
worker     the process in which work runs
keys       what tells one step from another
record     what a step gives, and its form as bytes
store      where records are found and kept: memory, cache (the disk), shipped, rows
settings   what the operator decides
health     one look at it all
"""
