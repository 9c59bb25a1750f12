"""Whether the files that name packages agree: pyproject.toml (the groups), the locks made from it, environment.yml for conda."""

import re
import tomllib

import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

# Names that differ between the two worlds: conda's to Python's.
CONDA_NAMES = {"matplotlib-base": "matplotlib"}


def lock_pins(text):
    """The versions that the text of a lock pins, by canonical name (dict of str to set of str; two versions are two worlds).

    >>> lock_pins("networkx==3.6.1 \\\\\\n    --hash=sha256:00\\n    # via eu-digital-partnerships\\n")
    {'networkx': {'3.6.1'}}
    """
    pins = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", text, flags=re.MULTILINE):
        pins.setdefault(canonicalize_name(name), set()).add(version)
    return pins


def conda_pins(text):
    """What the text of an environment.yml pins, by Python's canonical name ("python" itself included; dict of str to str).

    A package without a pin has an empty one.

    >>> conda_pins("dependencies: [python=3.11, matplotlib-base=3.11.2, {pip: [nbval==0.11.0, -e .]}]")
    {'python': '3.11', 'matplotlib': '3.11.2', 'nbval': '0.11.0'}
    """
    pins = {}
    for entry in yaml.safe_load(text)["dependencies"]:
        for line in entry["pip"] if isinstance(entry, dict) else [entry]:
            if not line.startswith("-") and line != "pip":
                name, _, version = re.sub(r"\s", "", line).partition("=")
                pins[canonicalize_name(CONDA_NAMES.get(name, name))] = version.lstrip("=")
    return pins


def installs_project(text):
    """True if the text of an environment.yml installs the project itself, as pip's `-e .`."""
    return any("-e ." in entry.get("pip", []) for entry in yaml.safe_load(text)["dependencies"] if isinstance(entry, dict))


def disagreements(environment_yml_text, pyproject_text, lock_texts):
    """Every disagreement between environment.yml, pyproject.toml and the locks (dict of name to text), a sentence each, sorted.

    The last of `lock_texts` is the largest, which must hold every group. Agreeing means: each package that a group names is
    in environment.yml and in the lock, at one and the same version, which the group admits; environment.yml names no other;
    locks share no package at two versions; environment.yml's Python is the oldest that pyproject.toml admits, and it
    installs the project itself.
    """
    found = set()
    project = tomllib.loads(pyproject_text)["project"]
    groups = project["optional-dependencies"]
    wanted = [Requirement(line) for lines in groups.values() for line in lines]
    conda = conda_pins(environment_yml_text)
    locks = {name: lock_pins(text) for name, text in lock_texts.items()}
    largest = list(locks)[-1]
    for requirement in wanted:
        name = canonicalize_name(requirement.name)
        pinned = locks[largest].get(name, set())
        if not pinned:
            found.add(f"{largest} lacks {name}, which pyproject.toml names")
        for version in pinned:
            if version not in requirement.specifier:
                found.add(f"{largest} has {name} {version}, which pyproject.toml does not admit ({requirement})")
        if name not in conda:
            found.add(f"environment.yml lacks {name}, which pyproject.toml names")
        elif pinned and {conda[name]} != pinned:
            found.add(f"environment.yml has {name} {conda[name] or 'without a version'}, {largest} has {', '.join(sorted(pinned))}")
    for name in conda.keys() - {canonicalize_name(requirement.name) for requirement in wanted} - {"python"}:
        found.add(f"environment.yml names {name}, which no group of pyproject.toml names")
    for lock_name, pins in locks.items():
        for name, versions in pins.items():
            if len(versions) > 1:
                found.add(f"{lock_name} has {name} twice: {', '.join(sorted(versions))}")
            if versions != locks[largest].get(name):
                found.add(f"{lock_name} has {name} {', '.join(sorted(versions))}, "
                          f"{largest} has {', '.join(sorted(locks[largest].get(name, {'none'})))}")
    python = conda.get("python", "")
    if SpecifierSet(f">={python or 0}") != SpecifierSet(project["requires-python"]):
        found.add(f"environment.yml has python {python or 'without a version'}, pyproject.toml asks for {project['requires-python']}")
    if not installs_project(environment_yml_text):
        found.add("environment.yml does not install the project itself (pip: -e .)")
    return sorted(found)
