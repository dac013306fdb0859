"""How many lines of code the library has, without blank lines, comments, imports and package lines: "make lint" shows it."""
import re
from collections import Counter
from pathlib import Path

LIBRARY = Path(__file__).parents[2] / "main/java/convnets"
COMMENT = re.compile(r'("""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\')|/\*.*?\*/|//[^\n]*', re.DOTALL)


def lines_of(java):
    bare = COMMENT.sub(lambda match: match[1] or "", java)
    return sum(1 for line in bare.splitlines() if line.strip() and not re.match(r"(?:import|package)\b", line))


def main():
    rooms = Counter()
    for path in LIBRARY.rglob("*.java"):
        rooms["/".join(path.relative_to(LIBRARY).parts[:-1]) or "convnets"] += lines_of(path.read_text(encoding="utf-8"))
    exercises = rooms["exercises"]
    each = ", ".join(f"{room} {lines:,}" for room, lines in rooms.most_common())
    print(f"Lines of code: {rooms.total() - exercises:,} and {exercises:,} of exercises ({each}).")


if __name__ == "__main__":
    main()
