"""Become the Java kernel; or, where that cannot run, a kernel that says in each cell what to do.

usage: start_kernel.py JAVA OPTION ... CONNECTION_FILE
A Java that is too old, or a library that is cut short, would end the kernel in silence, or hang it.
"""
import os
import sys
import tempfile

import intact


def say(sentence, connection):
    from ipykernel.kernelapp import IPKernelApp  # takes a second, and is seldom needed
    from ipykernel.kernelbase import Kernel

    class Sentence(Kernel):
        implementation = implementation_version = "convnets"
        banner = sentence
        language_info = {"name": "java", "mimetype": "text/x-java-source", "file_extension": ".jshell"}

        async def do_execute(self, code, silent, store_history=True, user_expressions=None, allow_stdin=False, **others):
            error = {"ename": "CourseException", "evalue": sentence, "traceback": [sentence]}
            if not silent:
                self.send_response(self.iopub_socket, "error", error)
            return {"status": "error", "execution_count": self.execution_count, **error}

    IPKernelApp.launch_instance(["-f", connection], kernel_class=Sentence)


def fitting(arguments):
    """
    JNA unpacks its library anew in each Java: below the home, as it would by itself, where the course's folder can only be read, as on a server.
    Java on Linux does not heed TMPDIR, and takes /tmp whether it can be written or not; Python looks for a folder that can.
    """
    writable = os.access(intact.TARGET / "engine", os.W_OK)
    kept = [argument for argument in arguments if writable or not argument.startswith("-Djna.tmpdir=")]
    try:
        return [f"-Djava.io.tmpdir={tempfile.gettempdir()}", *kept]
    except FileNotFoundError:
        return kept


def main(java, *arguments):
    sentence = intact.obstacle(intact.engine(), java)
    if sentence:
        say(sentence, arguments[-1])
    else:
        os.execv(java, [java, *fitting(arguments)])


if __name__ == "__main__":
    main(*sys.argv[1:])
