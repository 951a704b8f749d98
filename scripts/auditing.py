"""What `scripts/audit` says of each lock: the vulnerabilities that pip-audit knows of, or that it could ask nobody.

pip-audit itself ends well when the database knows none of the packages, which is what an index without one answers.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

SERVICES = ("pypi", "osv")
"""The databases that are asked, one after the other until one answers."""
UNREACHABLE = 69
"""Exit code when no database could be reached (EX_UNAVAILABLE)."""


def main(locks: list[str]) -> int:
    """Print a line for each vulnerability, and one for each lock: the exit code."""
    codes = []
    for lock in locks:
        found = next((found for service in SERVICES if (found := known(asked(lock, service))) is not None), None)
        if found is None:
            print(f"{lock}: haavoittuvuustietokantaan ei saatu yhteyttä, pakettien tilaa ei tiedetä")
            codes.append(UNREACHABLE)
            continue
        print(*found, f"{lock}: {len(found)} tunnettua haavoittuvuutta", sep="\n")
        codes.append(1 if found else 0)
    return 1 if 1 in codes else max(codes, default=0)


def asked(lock: str, service: str) -> dict[str, Any]:
    """What pip-audit reports of a lock; nothing when it fails."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pip_audit",
            "--requirement",
            lock,
            "--require-hashes",
            "--disable-pip",
            "--vulnerability-service",
            service,
            "--format",
            "json",
            "--progress-spinner",
            "off",
            "--timeout",
            "15",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return {}
    return report


def known(report: dict[str, Any]) -> list[str] | None:
    """A line for each vulnerability of a report; None when the database knew not even one of the packages."""
    packages = report.get("dependencies", [])
    if not any("version" in package for package in packages):
        return None
    return [
        f"{package['name']} {package['version']}: {fault['id']}, korjattu: {', '.join(fault['fix_versions']) or '–'}"
        for package in packages
        for fault in package.get("vulns", ())
    ]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
