"""Become the Java kernel; or, where that cannot run, a kernel that says in each cell what to do.

usage: start_kernel.py JAVA OPTION ... CONNECTION_FILE
A Java that is too old, or a library that is cut short, would end the kernel in silence, or hang it.
"""
import os
import sys

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
    """JNA unpacks its library anew in each Java: below the home, as it would by itself, where the course's folder can only be read, as on a server."""
    writable = os.access(intact.TARGET / "engine", os.W_OK)
    return [argument for argument in arguments if writable or not argument.startswith("-Djna.tmpdir=")]


def main(java, *arguments):
    sentence = intact.obstacle(intact.engine(), java)
    if sentence:
        say(sentence, arguments[-1])
    else:
        os.execv(java, [java, *fitting(arguments)])


if __name__ == "__main__":
    main(*sys.argv[1:])
