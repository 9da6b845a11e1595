"""Where LibreOffice is, and a run of it that touches nothing of its user, runs no macro and comes to an end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

_NAMES = ("soffice", "libreoffice")
_MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
#: A notice takes some 5 seconds, of which a new profile takes most.
MAX_SECONDS = 120
#: No macro, no active content, no link into another file; and what asks for the network finds no way out.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"><value>3</value>
</prop><prop oor:name="DisableMacrosExecution"><value>true</value></prop><prop oor:name="DisableActiveContent">
<value>true</value></prop><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"><value>0</value></prop></item>
</oor:items>
"""
_NOWHERE = "http://127.0.0.1:9"


def office_program() -> Path | None:
    """LibreOffice, by the paths its installers use on Linux, macOS and Windows (the latter two are not tested)."""
    found = [path for path in map(shutil.which, _NAMES) if path]
    folders = [os.environ.get(name, "") for name in ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432")]
    windows = [str(Path(folder, "LibreOffice", "program", "soffice.exe")) for folder in folders if folder]
    return next((Path(one) for one in (*found, _MAC, *windows) if Path(one).is_file()), None)


def converted(program: Path, data: bytes, suffix: str, form: str) -> bytes | None:
    """A file as LibreOffice saves it in another form; None where it cannot, or does not come to an end.

    Args:
        program: LibreOffice.
        data: the file's bytes.
        suffix: by which LibreOffice chooses how to read it: .doc, .xls.
        form: docx, xlsx.
    """
    with TemporaryDirectory(prefix="zc-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, f"notice{suffix}")
        source.write_bytes(data)
        return _converted(program, source, Path(folder), form)


def _converted(program: Path, source: Path, folder: Path, form: str) -> bytes | None:
    profile, result = folder / "profile", folder / "result"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    quiet = [
        f"--{one}" for one in ("headless", "norestore", "nolockcheck", "nodefault", "nologo", "nofirststartwizard")
    ]
    convert = [f"--{'convert-to'}", form, f"--{'outdir'}", str(result), str(source)]
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), _NOWHERE)
    try:
        process = subprocess.Popen(
            [str(program), f"-env:UserInstallation={profile.resolve().as_uri()}", *quiet, *convert],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **proxies},
            start_new_session=True,
        )
        try:
            process.wait(MAX_SECONDS)
        finally:
            _end(process)
    except (OSError, subprocess.SubprocessError):
        return None
    made = result / f"{source.stem}.{form}"
    return made.read_bytes() if made.is_file() else None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what is still running, with what it started."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
