#!/usr/bin/env bash
# A task whose exception has a traceback that cannot be pickled, as that of a deep recursion, is told to Dask's client in a way that it
# cannot take: its handler fails an assertion (clean_exception), and the future is never done. `result()` without a timeout waits
# for ever, and so does the future of `get_executor`; nothing but a line in the log of the client tells it.
# Seen: distributed 2026.8.0, Python 3.11. Source: distributed/core.py, clean_exception; client.py, _handle_task_erred.
# What sitegen does: a job gives back its exceptions as a result, in words where they cannot be pickled and read again.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check distributed==2026.8.0 2>/dev/null
cat >"$folder/deep.py" <<'PYTHON'
def fall(number):
    return fall(number + 1)
PYTHON
cat >"$folder/ask.py" <<'PYTHON'
import logging
import sys

import distributed
from deep import fall
from distributed import Client, LocalCluster

if __name__ == "__main__":
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL + 1) as cluster:
        with Client(cluster) as client:
            logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)
            future = client.submit(fall, 0)
            try:
                future.result(timeout=20)
                words = "gave a result"
            except RecursionError:
                words = "raised RecursionError"
            except TimeoutError:
                words = f"was {future.status} after 20 seconds"
            states = client.run_on_scheduler(lambda dask_scheduler: [one.state for one in dask_scheduler.tasks.values()])
            print("distributed", distributed.__version__, "the future", words, "and the scheduler calls the task", *states)
    sys.exit(0 if "pending" in words else 1)
PYTHON
cd "$folder" && PYTHONPATH="$folder" "$folder/venv/bin/python" ask.py 2>/dev/null
