"""The engine: steps, cache, workers; knows nothing of embeddings.

progress   work says how far it is
step       Step: one piece of work, known by what is asked for
keys       what tells one step from another
jobs       Engine: what pages ask; each step is done once
ticket     Journey and Ticket: steps on their way, and what a page holds meanwhile
plan       what a journey has to do for a step, and what is done or known here
work       what is done in a worker: local (worker processes here) or cluster (Dask)
confined   what a visitor brings is read by a process of its own, with limits
pipe       what a worker says: JSON and plain arrays
record     what a step gives, and its form as bytes
store      where records are: memory, cache (one bounded file on the disk), shipped
settings   what the operator decides
health     one look at it all
"""
