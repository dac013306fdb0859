"""What pom.xml says once for all: the versions of the engines, and the environment of a JVM that computes."""
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[2]
POM = ElementTree.parse(ROOT / "pom.xml")


def text(name):
    """What stands in the first element of this name, such as "djl.version"."""
    return POM.find(f".//{{*}}{name}").text


def environment():
    """The variables that the unit tests run with, as the kernel does."""
    return {element.tag.partition("}")[2]: element.text for element in POM.find(".//{*}environmentVariables") if isinstance(element.tag, str)}
