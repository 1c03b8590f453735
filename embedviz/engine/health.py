"""Health: one look at the engine for whoever watches the server."""

from __future__ import annotations

from typing import Any

from embedviz.engine.jobs import Engine


def health(engine: Engine, version: str) -> dict[str, Any]:
    """Give the state of engine and app ``version``, for JSON; nothing in it is any visitor's.

    ``"status"`` is ``"ok"``, or ``"degraded"`` where jobs run but the disk can't be used, or
    ``"down"`` where no job can run.
    """
    workers = engine.executor.state()
    trouble = engine.disk.trouble
    status = "down" if workers["workers"] == 0 else "degraded" if trouble else "ok"
    return {
        "status": status,
        "version": version,
        "executor": engine.executor.kind,
        "workers": workers,
        "cache": {
            "bytes": engine.disk.size(),
            "limit": engine.disk.limit,
            "in_memory": engine.memory.size,
            "trouble": trouble,
        },
        "runs": dict(engine.runs),
    }
