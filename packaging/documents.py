#!/usr/bin/env python3
"""Man pages and shell completion, made from what the programs themselves say.

  documents.py BIN OUT MAINTAINER [--desktop]
                                       BIN: folder of the programs; OUT: where the files go

Knows the form of --help and of relay.toml, and no option by name.
"""
import email.utils
import gzip
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ENVIRONMENT = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LANG": "C.UTF-8", "COLUMNS": "200"}
ENTRY = re.compile(r"^ {1,4}(\S.*?)(?: {2,}(\S.*))?$")
LONG = re.compile(r"--[a-z][a-z0-9-]*")


def says(*command):
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=True)
    return done.stdout


SECTIONS = {"options": "options", "subcommands": "commands", "commands": "commands", "positionals": "arguments",
            "arguments": "arguments"}


class Help:
    """One --help: what it does, its entries by section, and what stands below them."""

    def __init__(self, text):
        self.does, self.usage, self.sections, self.footer = "", "", {}, []
        section = None
        for line in text.splitlines():
            if match := re.match(r"^usage: *(.*)", line, re.I):
                self.usage = match[1]
            elif not line.strip():
                section = None
            elif line.endswith(":") and line[:-1].lower() in SECTIONS:
                section = self.sections.setdefault(SECTIONS[line[:-1].lower()], [])
            elif section is not None:
                self.add(section, line)
            elif not self.usage:
                self.does = (self.does + " " + line.strip()).strip()
            else:
                self.footer.append(line)

    @staticmethod
    def add(section, line):
        """A new entry, or the rest of the last one's description."""
        if line.startswith(" " * 10) and section:
            name, does = section[-1]
            section[-1] = (name, (does + " " + line.strip()).strip())
        elif match := ENTRY.match(line):
            section.append((match[1].strip(), match[2] or ""))

    def entries(self, section):
        return self.sections.get(section, [])


class Program:
    def __init__(self, path):
        self.path, self.name = path, path.name
        self.commands = {}  # "invite create" -> Help
        self.walk(())

    def walk(self, words):
        page = Help(says(self.path, *words, "--help"))
        self.commands[" ".join(words)] = page
        for name, _ in page.entries("commands"):
            self.walk((*words, name.split()[0]))

    def version(self):
        return says(self.path, "--version").split()[-1]


# --- man pages ------------------------------------------------------------------------------------------

def troff(text):
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...").replace("’", "'")
    return "\\&" + text if text[:1] in ".'" else text


def options(page):
    for name, does in [*page.entries("arguments"), *page.entries("options")]:
        if name.startswith("-h,"):
            continue
        yield f".TP\n.B {troff(name)}\n{troff(does)}"


def rows(heading):
    """Of the table under this heading of docs/command-line.md, which holds for every command."""
    source = pathlib.Path(__file__).parent.parent / "docs" / "command-line.md"
    part = source.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    table = [line.strip("|").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    return [[cell.replace("`", "").strip() for cell in row] for row in table[1:]]


def client_tables():
    yield ".SH EXIT STATUS"
    for code, meaning in rows("Exit codes"):
        yield f".TP\n.B {troff(code)}\n{troff(meaning)}"
    yield ".SH ENVIRONMENT"
    for name, meaning in rows("Surroundings"):
        yield f".TP\n.B {troff(name)}\n{troff(meaning)}"


def man_page(program, title, about):
    root = program.commands[""]
    yield f'.TH {program.name.upper()} 1 "" "{program.name} {program.version()}" "Stille"'
    yield f".SH NAME\n{troff(program.name)} \\- {troff(title)}"
    yield f".SH SYNOPSIS\n.B {troff(program.name)}\n{troff(root.usage.split(' ', 1)[-1])}"
    yield ".SH DESCRIPTION\n" + "\n.PP\n".join(troff(part) for part in about)
    yield ".SH OPTIONS"
    yield from options(root)
    if root.entries("commands"):
        yield ".SH COMMANDS"
    for words, page in program.commands.items():
        if words and not page.entries("commands"):
            yield f".SS {troff(program.name)} {troff(words)}\n{troff(page.does)}"
            yield from options(page)
            if page.footer and page.footer != root.footer:
                yield ".PP\n.nf\n" + "\n".join(troff(line) for line in page.footer) + "\n.fi"


RELAY_ABOUT = [
    "A relay keeps sealed messages until they are fetched. It needs a folder, a port and a machine that stays on. "
    "As Debian's package it lives in /var/lib/stille-relay and is run by systemd as the user stille-relay.",
    "The operator guide is in /usr/share/doc/stille-relay/operator-guide.md."]
STILLE_ABOUT = [
    "A private messenger on the command line, for people and for scripts. Messages are encrypted on the sender's "
    "machine and readable on the receiver's, nowhere else."]
RELAY_END = r"""
.SH FILES
.TP
.I /var/lib/stille\-relay
The relay's folder; relay.toml in it has every setting.
.TP
.I /etc/default/stille\-relay
Environment of the service.
.SH EXIT STATUS
0 done, 1 a bug, 2 wrong use or settings, 3 no relay is running, 4 refused by the running relay or found by
doctor, 10 damaged data.
.SH SEE ALSO
.BR relay.toml (5),
.BR stille (1)
"""
STILLE_END = r"""
.SH FILES
.TP
.I ~/.local/share/stille
The profiles.
.TP
.I ~/.config/stille/config.toml
What holds for every command: profile, lang, color, timeout.
.TP
.I /etc/stille/config.toml
The same for everybody on the computer.
.TP
.I $XDG_RUNTIME_DIR/stille
Sockets of those who own a profile.
.SH SEE ALSO
.BR stille\-desktop (1),
.BR stille\-relay (1)
"""
DESKTOP_ABOUT = [
    "The window of a private messenger. Messages are encrypted on the sender's machine and readable on the receiver's, "
    "nowhere else. Without a profile it makes one; a link opens somebody's invitation.",
    "stille(1) works beside it, on the same profile and at the same time. F1 shows the keys of the window; everything in "
    "it can be done with the keyboard."]
DESKTOP_END = r"""
.SH ENVIRONMENT
.TP
.B STILLE_PROFILE
The profile to open where none is named.
.TP
.B QT_QUICK_BACKEND
With the value software the window is drawn without the help of a graphics card.
.SH FILES
.TP
.I ~/.local/share/stille/profiles
The profiles, the same as those of stille(1).
.TP
.I ~/.config/stille/desktop.json
What was chosen for the window: language, colours, size of text, notices.
.SH EXIT STATUS
As of stille(1): 0 done, 1 a bug, 2 wrong use, or there is no screen.
.SH EXAMPLES
.TP
.B stille\-desktop
The only profile; on a new machine, the beginning.
.TP
.B stille\-desktop \-\-profile ada \-\-conversation mira
Ada's window, with what she and Mira said.
.SH SEE ALSO
.BR stille (1)
"""


def settings(relay):
    """(section, key, default, meaning) of everything in a fresh relay.toml."""
    with tempfile.TemporaryDirectory() as folder:
        data = pathlib.Path(folder) / "relay"
        says(relay, "init", "--data", str(data), "--listen", "[::]:7443", "--host", "relay.example.org")
        text = (data / "relay.toml").read_text(encoding="utf-8")
    section, meaning = None, []
    for line in text.splitlines():
        if match := re.match(r"^\[(.+)\]$", line):
            section, meaning = match[1], []
        elif match := re.match(r"^#?(\w+) = (.*)$", line):
            yield section, match[1], match[2], " ".join(meaning)
            meaning = []
        elif line.startswith("# ") and section:
            meaning.append(line[2:])
        elif not line.strip():
            meaning = []


def settings_page(program):
    yield f'.TH RELAY.TOML 5 "" "stille\\-relay {program.version()}" "Stille"'
    yield ".SH NAME\nrelay.toml \\- settings of a Stille relay"
    yield (".SH DESCRIPTION\nThe file relay.toml in a relay's folder is TOML. Every setting has a default. Times are "
           'written as "500ms", "30s", "20m", "12h" or "7d", sizes in bytes. A key that is not listed here is an error.')
    last = None
    for section, key, value, meaning in settings(program.path):
        if section != last:
            yield f".SH [{troff(section)}]"
            last = section
        yield f".TP\n\\fB{troff(key)}\\fR = \\fI{troff(value)}\\fR\n{troff(meaning)}"
    yield ".SH SEE ALSO\n.BR stille\\-relay (1)"


# --- completion -----------------------------------------------------------------------------------------

def words_after(page):
    out = [name.split()[0] for name, _ in page.entries("commands")]
    return out + [option for name, _ in page.entries("options") for option in LONG.findall(name)]


def bash(program):
    function = "_" + program.name.replace("-", "_")
    cases = "".join(f'    "{path}") words="{" ".join(words_after(page))}" ;;\n'
                    for path, page in program.commands.items())
    return f"""{function}() {{
  local word path="" words=""
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case "$word" in -*) ;; *) path="${{path:+$path }}$word" ;; esac
  done
  case "$path" in
{cases}  esac
  COMPREPLY=($(compgen -W "$words" -- "${{COMP_WORDS[COMP_CWORD]}}"))
}}
complete -o default -F {function} {program.name}
"""


def zsh(program):
    return f"#compdef {program.name}\nautoload -U +X bashcompinit && bashcompinit\n" + bash(program)


def fish(program):
    quoted = lambda text: "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
    out = [f"complete -c {program.name} -f"]
    for path, page in program.commands.items():
        words = path.split()
        here = "; and ".join(f"__fish_seen_subcommand_from {word}" for word in words) or "__fish_use_subcommand"
        for name, does in page.entries("commands"):
            out.append(f"complete -c {program.name} -n {quoted(here)} -a {name.split()[0]} -d {quoted(does)}")
        for name, does in page.entries("options"):
            for option in LONG.findall(name):
                out.append(f"complete -c {program.name} -n {quoted(here)} -l {option[2:]} -d {quoted(does)}")
    return "\n".join(out) + "\n"


def moment():
    return int(os.environ.get("SOURCE_DATE_EPOCH", pathlib.Path(__file__).stat().st_mtime))


def metainfo(version):
    """For centres of software; its words are in desktop/stille.metainfo.xml."""
    date = time.strftime("%Y-%m-%d", time.gmtime(moment()))
    source = pathlib.Path(__file__).parent / "desktop" / "stille.metainfo.xml"
    return source.read_text(encoding="utf-8").replace("@version@", version).replace("@date@", date)


def changelog(version, maintainer):
    """As Debian wants to have it; what changed stands in CHANGELOG.md."""
    date = email.utils.formatdate(moment())
    return (f"stille ({version}) unstable; urgency=medium\n\n  * See CHANGELOG.md beside this file.\n\n"
            f" -- {maintainer}  {date.replace('-0000', '+0000')}")


def write(path, *parts):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(parts).rstrip("\n") + "\n", encoding="utf-8")
    if path.parent.name not in ("bash", "zsh", "fish") and path.suffix != ".xml":
        pathlib.Path(f"{path}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))


def main():
    words = [word for word in sys.argv[1:] if word != "--desktop"]
    if len(words) != 3:
        sys.exit("usage: documents.py BIN OUT MAINTAINER [--desktop]")
    folder, out = pathlib.Path(words[0]), pathlib.Path(words[1])
    relay, client = Program(folder / "stille-relay"), Program(folder / "stille")
    programs = [relay, client]
    write(out / "stille-relay.1", *man_page(relay, "a relay for Stille", RELAY_ABOUT), RELAY_END.strip())
    write(out / "relay.toml.5", *settings_page(relay))
    write(out / "stille.1", *man_page(client, "a private messenger", STILLE_ABOUT),
          *client_tables(), STILLE_END.strip())
    if "--desktop" in sys.argv:
        programs.append(Program(folder / "stille-desktop"))
        page = man_page(programs[-1], "a private messenger, the window", DESKTOP_ABOUT)
        write(out / "stille-desktop.1", *page, DESKTOP_END.strip())
        write(out / "stille.metainfo.xml", metainfo(client.version()))
    write(out / "changelog", changelog(relay.version(), words[2]))
    for program in programs:
        for shell, file, made in (("bash", program.name, bash), ("zsh", f"_{program.name}", zsh),
                                  ("fish", f"{program.name}.fish", fish)):
            # Where a program completes its lines itself, its own script does.
            own = "completion" in program.commands
            write(out / shell / file, says(program.path, "completion", shell) if own else made(program))


if __name__ == "__main__":
    main()
