#!/bin/sh
# Looks whether this machine can run the course, before anything is installed: one sentence and exit 1 if not.
# usage: preflight.sh PYTHON
python=${1:-python3}

fail() {
    printf 'Cannot set up the course: %s\n' "$1" >&2
    exit 1
}

# The first version number in a text such as 'openjdk version "17.0.15"', as MAJOR*100+MINOR.
number() {
    printf '%s' "$1" | grep -o '[0-9][0-9.]*' | head -n 1 | awk -F. '{ print $1 * 100 + $2 }'
}

engine="MXNet, the engine of the course, exists for 64-bit Intel and AMD processors only (x86-64)"
case "$(uname -m)" in
    x86_64 | amd64) ;;
    arm64 | aarch64)
        if [ "$(uname -s)" = Darwin ]; then
            fail "$engine; this is Apple Silicon: use another computer, or an x86-64 container or virtual machine."
        fi
        fail "$engine; this is an ARM processor: use another computer, or an x86-64 container or virtual machine." ;;
    *) fail "$engine; this one calls itself $(uname -m): use another computer." ;;
esac
case "$(uname -s)" in
    Linux | Darwin | MINGW* | MSYS* | CYGWIN*) ;;
    *) fail "MXNet exists for Linux, macOS and Windows only, not for $(uname -s)." ;;
esac
if [ "$(uname -s)" = Linux ] && ldd --version 2>&1 | grep -qi musl; then
    fail "MXNet needs the GNU C library, and this Linux has musl: use Debian, Ubuntu, Fedora or another with glibc."
fi

get_jdk="install one of version 17 or later (Debian and Ubuntu: openjdk-17-jdk; conda: openjdk), or let JAVA_HOME name it."
if [ -n "$JAVA_HOME" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$JAVA_HOME/bin/javac" ] || fail "JAVA_HOME is $JAVA_HOME, and there is no JDK in it: $get_jdk"
else
    java=java
    command -v javac >/dev/null 2>&1 || fail "there is no JDK (no javac): $get_jdk"
fi
found=$("$java" -version 2>&1 | grep -m1 ' version ') || fail "\"$java -version\" does not work: $get_jdk"
[ "$(number "$found")" -ge 1700 ] || fail "this JDK is too old ($found): $get_jdk"

get_mvn="install 3.8 or later (Debian and Ubuntu: maven; conda: maven)."
command -v mvn >/dev/null 2>&1 || fail "there is no Maven (no mvn): $get_mvn"
found=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')
[ -n "$found" ] || fail "\"mvn -v\" does not work: $get_mvn"
[ "$(number "$found")" -ge 308 ] || fail "this Maven is too old ($found): $get_mvn"

get_python="install 3.10 or later, or name it: make PYTHON=/path/to/python3."
command -v "$python" >/dev/null 2>&1 || fail "there is no Python (no $python): $get_python"
found=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || fail "\"$python\" does not work: $get_python"
[ "$(number "$found")" -ge 310 ] || fail "this Python is too old ($found): $get_python"
"$python" -c 'import venv, ensurepip' 2>/dev/null ||
    fail "this Python has no venv module: install it (Debian and Ubuntu: python3-venv)."
