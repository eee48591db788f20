"""What every peer is measured with: the documents, the CPU clock, the memory above the input, JSON lines."""

import ctypes
import gc
import json
import time
from pathlib import Path

# The thirty words of Benchmarks/Tools/FeatureRows/TFIDFRows.swift.
SHORT_TEXT = ("The council of the harbour town voted on Tuesday to close the old ferry pier, and the union said it "
              "would ask a court to stop what it called a hasty decision.")


def documents(path):
    """The documents of a file in which each ends with a zero byte, and their megabytes."""
    data = Path(path).read_bytes()
    texts = [part.decode("utf-8", errors="replace") for part in data.split(b"\0")[:-1]]
    return texts, (len(data) - len(texts)) / 1e6


def timed(work):
    """The result of some work and the CPU seconds of all threads of this process that it took."""
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def status(name):
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) * 1024
    return 0


def reset_peak():
    """Gives freed memory back, forgets the highest mark, and returns the resident bytes."""
    gc.collect()
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except AttributeError:
        pass
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        pass
    return status("VmRSS:")


def peak_mb(resident):
    """The megabytes at the highest above what was resident when the mark was reset."""
    return (status("VmHWM:") - resident) / 1e6


def report(row, tool, **values):
    print(json.dumps({"row": row, "tool": tool, **values}), flush=True)
