"""The interpreter that has the peers, and what there is to say about the machine."""

import os
import platform
import subprocess
import sys
from pathlib import Path

PACKAGES = ["scikit-learn==1.9.1", "scipy", "threadpoolctl"]
OPTIONAL = ["tantivy"]


def has(python, module):
    return subprocess.run([python, "-c", f"import {module}"], stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL).returncode == 0


def peers_python(cache, note, optional=OPTIONAL, program="compare-peers"):
    """An interpreter with scikit-learn: one made for this, in the cache."""
    folder = cache / ("venv-" + PACKAGES[0].replace("==", "-"))
    python = folder / "bin" / "python"
    if python.exists() and has(python, "sklearn") and has(python, "threadpoolctl"):
        return str(python)
    note(f"installing {', '.join(PACKAGES)} into {folder}")
    try:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"{program}: the peers cannot be installed ({error}). Needed are Python 3.11 or later, its venv "
                 "module (Debian: python3-venv) and a network; or name an interpreter that has scikit-learn "
                 "by --python.")
    for package in optional:
        # Left out where there is no build of it for this machine: its row then says so.
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", package])
    return str(python)


def load():
    return [round(value, 2) for value in os.getloadavg()]


def first_line(command, folder):
    try:
        done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    except OSError:
        return None
    return next(iter(done.stdout.splitlines()), None)


def cpu_model():
    info = Path("/proc/cpuinfo")
    for line in info.read_text().splitlines() if info.exists() else []:
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def machine(root, results, load_before):
    def seen(key, is_parallax):
        return next((result[key] for result in results
                     if key in result and (result["tool"] == "Parallax") == is_parallax), None)
    return {
        "cpu": cpu_model(), "cores": os.cpu_count(), "system": platform.platform(),
        "load_average_before": load_before, "load_average_after": load(),
        "swift": first_line(["swift", "--version"], root),
        "commit": first_line(["git", "describe", "--always", "--dirty"], root),
        "blas_of_parallax": seen("blas", True), "blas_of_peers": seen("blas", False),
    }
