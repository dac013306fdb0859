#!/bin/sh
# Looks whether this machine can run the course, before anything is installed and each time after, since machines change: one sentence and exit 1 if not.
# usage: preflight.sh PYTHON ENGINE
python=${1:-python3}
engine=${2:-mxnet}

fail() {
    printf 'Cannot set up the course: %s\n' "$1" >&2
    exit 1
}

# The first version number in a text such as 'openjdk version "17.0.15"', as MAJOR*10000+MINOR*100+PATCH: 170015.
number() {
    printf '%s' "$1" | grep -o '[0-9][0-9.]*' | head -n 1 | awk -F. '{ print $1 * 10000 + $2 * 100 + $3 }'
}

# Which engines have a native library for this computer?
system=$(uname -s)
case "$system $(uname -m)" in
    Linux\ x86_64 | Linux\ amd64 | MINGW*\ x86_64 | MSYS*\ x86_64 | CYGWIN*\ x86_64) engines="mxnet pytorch" ;;
    Darwin\ x86_64) engines=mxnet computer="Intel Macs" ;;
    Darwin\ arm64) engines=pytorch computer="Apple Silicon" ;;
    Linux\ aarch64 | Linux\ arm64) engines=pytorch computer="64-bit ARM" ;;
    Linux* | Darwin* | MINGW* | MSYS* | CYGWIN*)
        fail "no engine exists for this processor, which calls itself $(uname -m): use another computer." ;;
    *) fail "its engines exist for Linux, macOS and Windows only, not for $system." ;;
esac
if [ "$system" = Linux ] && ldd --version 2>&1 | grep -qi musl; then
    fail "its engines need the GNU C library, and this Linux has musl: use Debian, Ubuntu, Fedora or another with glibc."
fi
# Java joins the folders of its libraries by colons, and names files in the letters of the locale; the Makefile has taken one in UTF-8 if there is one.
# A link's own name does not matter: both see the folder that it leads to.
here=$(pwd -P)
case "$here" in
    *:*) fail "the name of this folder, $here, has a colon in it, by which Java separates folders: rename or move it." ;;
    *!/* | *!) fail "the name of this folder, $here, has an exclamation mark at the end of a name, by which Java marks the end of a jar's: rename or move it." ;;
    *"
"*) fail "the name of this folder has a line break in it, at which lists of files would break off: rename or move it." ;;
esac
if [ "$system" = Linux ] && [ "$(locale charmap 2>/dev/null || echo UTF-8)" != UTF-8 ] && printf '%s' "$here" | LC_ALL=C grep -q '[^ -~]'; then
    fail "the name of this folder has letters that Java cannot read under the locale \"${LC_ALL:-${LC_CTYPE:-${LANG:-C}}}\": move it, or set LC_ALL to one in UTF-8."
fi

for place in . target notebooks; do
    if [ -e "$place" ] && ! [ -w "$place" ]; then
        fail "nothing can be written into $PWD$([ $place = . ] || echo /$place), where it would install: make a copy of the course that is yours."
    fi
done

case "$engine" in
    mxnet) name=MXNet other=PyTorch ;;
    pytorch) name=PyTorch other=MXNet ;;
    *) fail "there is no engine \"$engine\": leave ENGINE out, or set it to mxnet or pytorch." ;;
esac
case " $engines " in
    *" $engine "*) ;;
    *) fail "$name has no native library for $computer: leave ENGINE=$engine out, and the course runs on $other." ;;
esac

get_jdk="install one of version 17 or later (Debian and Ubuntu: openjdk-17-jdk, in Debian 13 openjdk-21-jdk; conda: openjdk), or let JAVA_HOME name it."
if [ -n "$JAVA_HOME" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$JAVA_HOME/bin/javac" ] || fail "JAVA_HOME is $JAVA_HOME, and there is no JDK in it: $get_jdk"
else
    java=java
    command -v javac >/dev/null 2>&1 || fail "there is no JDK (no javac): $get_jdk"
fi
found=$("$java" -version 2>&1 | grep -m1 ' version ') || fail "\"$java -version\" does not work: $get_jdk"
[ "$(number "$found")" -ge 170000 ] || fail "this JDK is too old ($found): $get_jdk"
if [ "$engines" = pytorch ] && ! "$java" -XshowSettings:properties -version 2>&1 | grep -q 'os.arch = aarch64'; then
    fail "this JDK is not one for $computer: $get_jdk"
fi

# The plugins in pom.xml ask for it, and 3.6.0 does not know the option -ntp.
get_mvn="install 3.6.3 or later (Debian and Ubuntu: maven; conda: maven; or unpack the archive of maven.apache.org and add its bin to PATH)."
command -v mvn >/dev/null 2>&1 || fail "there is no Maven (no mvn): $get_mvn"
found=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')
[ -n "$found" ] || fail "\"mvn -v\" does not work: $get_mvn"
[ "$(number "$found")" -ge 30603 ] || fail "this Maven is too old ($found): $get_mvn"

get_python="install 3.10 or later, or name it: make PYTHON=/path/to/python3."
command -v "$python" >/dev/null 2>&1 || fail "there is no Python (no $python): $get_python"
found=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || fail "\"$python\" does not work: $get_python"
[ "$(number "$found")" -ge 31000 ] || fail "this Python is too old ($found): $get_python"
"$python" -c 'import venv, ensurepip' 2>/dev/null ||
    fail "this Python has no venv module: install it (Debian and Ubuntu: python3-venv)."

if [ "$engines" = pytorch ] && ! [ -e target ]; then
    echo "MXNet has no native library for $computer: the course runs on its second engine, PyTorch."
fi
