"""Run the tests of the browser's modules on the Node that the playwright wheel carries."""

import subprocess
import sys
from pathlib import Path

from playwright._impl._driver import compute_driver_executable

ROOT = Path(__file__).resolve().parents[2]


def node() -> str:
    """Return the path of playwright's Node."""
    executable = compute_driver_executable()
    return str(executable[0] if isinstance(executable, tuple) else executable)


def main() -> int:
    """Return node's exit code, 1 where there is nothing to run."""
    found = {path for name in ("*.test.*js", "test_*.*js") for path in (ROOT / "tests" / "static").rglob(name)}
    files = sorted(str(path.relative_to(ROOT)) for path in found)
    if not files:
        sys.exit("no test of the browser's modules was found")
    return subprocess.run([node(), "--test", *files], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
