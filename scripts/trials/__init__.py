"""What the trials share. The emulator and the ways to start a bot are those of the tests."""

import logging
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.append(str(ROOT / "tests"))
logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # it tells of every call that a kill broke off
