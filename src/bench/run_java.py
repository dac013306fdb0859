"""Run one of the bench's Java programs as the course's kernel would: run_java.py CLASS ARGUMENTS"""
import os
import subprocess
import sys

from contestants import KERNEL, JAVA, ROOT

sys.exit(subprocess.run([*JAVA, *sys.argv[1:]], cwd=ROOT, env=os.environ | KERNEL, check=False).returncode)
