"""The engine: steps, cache, executor; knows nothing of embeddings.

progress   work says how far it is
step       Step: one piece of work, known by what is asked for
jobs       Engine: what pages ask; each step is done once
planner    finds what is known of a step, does what is quick, makes the plan of the rest
plan       Plan: what has to be done for a step
ticket     Journey and Ticket: steps on their way, and what a page holds meanwhile
failures   what a visitor hears of work that came to no record
journal    how often what was asked for was run or found
executor   what a place where work runs must do: local (processes here), cluster (Dask)
worker     the process in which work runs; work: what it does there
keys       what tells one step from another
record     what a step gives, and its form as bytes
store      where records are: memory, cache (one bounded file on the disk), shipped, rows
settings   what the operator decides
health     one look at it all
"""
