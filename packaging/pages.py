"""Writes the man page and the completions of shells from what `sluice … --help` says.

usage: pages.py SLUICE FOLDER"""

import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
COMMAND = re.compile(r"^  ([a-z-]+|-e)((?: [^ ]+)*?)(?: …)?(?:  +(\S.*))?$")
FLAG = re.compile(r"^  ((?:-\w,)?--[\w-]+|-\w)(?: ([^ ].*?))?(?:  +(\S.*))?$")
FILES = ("FILE", "DIR", "FILE|DIR", "@FILE", "NAME|FILE")


class Flag:
    def __init__(self, names, value, text):
        self.long = next((n for n in names.split(",") if n.startswith("--")), names)
        self.short = next((n for n in names.split(",") if not n.startswith("--")), "")
        choices = re.match(r":?\{(.*)\}", value)
        self.choices = choices.group(1).split(",") if choices else []
        self.value = value.replace(" ...", "")
        if self.choices:
            self.value = "|".join(self.choices)
        elif self.long == "--limits":
            self.choices = text.split(", or a file")[0].split(", ")
        self.files = self.value.replace(" ...", "") in FILES and not self.choices
        self.text = text


class Command:
    """One command, or one action of a command, with its flags."""

    def __init__(self, words, usage, summary):
        self.words, self.usage, self.summary = words, usage, summary
        self.flags, self.actions, self.examples = [], [], []


def said(sluice, *words):
    return subprocess.run([sluice, *words, "--help"], capture_output=True, text=True, check=True).stdout.splitlines()


def section(lines, title):
    """The lines below a title up to the next empty one."""
    if title not in lines:
        return []
    rest = lines[lines.index(title) + 1:]
    return rest[:rest.index("")] if "" in rest else rest


def joined(lines):
    """Texts that stand on a line of their own, below what they are of, go behind it."""
    result = []
    for line in lines:
        if line.startswith("        ") and result:
            result[-1] += "  " + line.strip()
        else:
            result.append(line)
    return result


def entries(lines, title):
    for line in joined(section(lines, title)):
        found = COMMAND.match(line)
        if found:
            yield found.group(1), found.group(2).strip(), found.group(3) or ""


def flags(lines):
    for line in joined(section(lines, "Options:")):
        found = FLAG.match(line)
        if found:
            yield Flag(found.group(1), found.group(2) or "", found.group(3) or "")


def read(sluice):
    top = said(sluice)
    commands = []
    for name, usage, summary in entries(top, "Commands:"):
        command = Command([name], usage, summary)
        commands.append(command)
        if name == "-e":
            continue
        lines = said(sluice, name)
        command.examples = section(lines, "Examples:")
        command.flags = list(flags(lines))
        for action, what, text in entries(lines, "Actions:"):
            each = Command([name, action], what, text)
            each.flags = list(flags(said(sluice, name, action)))
            command.actions.append(each)
        if name == "sandbox":
            command.words, command.usage = ["sandbox"], "serve"
    if not commands or not any(command.flags for command in commands):
        sys.exit("pages.py: --help is not laid out as expected")
    return commands, section(top, "Examples:")


# ---- man page


def roff(text):
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    return "\\&" + text if text.startswith((".", "'")) else text


def man(commands, examples, version):
    synopsis, body = [], []
    for command in commands:
        words = " ".join(command.words)
        options = "[\\fIoptions\\fR] " if command.flags or command.actions or words == "-e" else ""
        action = "\\fIaction\\fR " if command.actions else ""
        synopsis += [f".B sluice {roff(words)}", action + options + roff(command.usage), ".br"]
        body += [f".SS sluice {roff((words + ' ' + command.usage).strip())}", roff(command.summary)]
        for action in command.actions:
            body += [".TP", f".B {roff(' '.join(action.words[1:]) + ' ' + action.usage)}", roff(action.summary)]
        shown = {flag.long: flag for each in [command, *command.actions] for flag in each.flags}
        for flag in shown.values():
            if flag.long != "--help":
                body += [".TP", f".BR {roff(flag.long)}" + (f' " {roff(flag.value)}"' if flag.value else ""), roff(flag.text)]
    text = (HERE / "sluice.1.in").read_text(encoding="utf-8")
    for name, lines in (("SYNOPSIS", synopsis), ("COMMANDS", body), ("EXAMPLES", [roff(line.strip()) for line in examples])):
        text = text.replace(f"@{name}@", "\n".join(line for line in lines if line))
    return text.replace("@VERSION@", version)


# ---- completions


def all_parts(commands):
    for command in commands:
        if command.words != ["-e"]:
            yield command
            yield from command.actions


def words_of(command):
    """What may stand behind the words of a command."""
    if command.words == ["sandbox"]:
        return ["serve"]
    return [action.words[-1] for action in command.actions]


def bash(commands):
    cases = []
    for part in all_parts(commands):
        names = " ".join(flag.long for flag in part.flags)
        cases.append(f'    "{" ".join(part.words)}") words="{" ".join(words_of(part))}" flags="{names}" ;;')
    values = {flag.long: flag for part in all_parts(commands) for flag in part.flags}
    choices = [f'    {name}) COMPREPLY=($(compgen -W "{" ".join(flag.choices)}" -- "$word")); return ;;'
               for name, flag in values.items() if flag.choices]
    taking = "|".join(name for name, flag in values.items() if flag.value and not flag.choices and not flag.files)
    files = "|".join(name for name, flag in values.items() if flag.files)
    names = " ".join(command.words[0] for command in commands)
    return f"""# Completion of sluice for bash.
_sluice() {{
  local word=$2 before=$3 command=${{COMP_WORDS[1]}} action=${{COMP_WORDS[2]}} words="" flags=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "{names} --help --version" -- "$word"))
    return
  fi
  case $before in
{chr(10).join(choices)}
    {files}) COMPREPLY=($(compgen -f -- "$word")); return ;;
    {taking}) return ;;
  esac
  case "$command $action" in
    "connections "[a-z]*|"connectors "[a-z]*) [ "$COMP_CWORD" -gt 2 ] && command="$command $action" ;;
  esac
  case $command in
{chr(10).join(cases)}
  esac
  case $word in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$word")) ;;
    *)
      if [ -n "$words" ] && [ "$COMP_CWORD" -eq 2 ]; then COMPREPLY=($(compgen -W "$words" -- "$word"))
      else COMPREPLY=($(compgen -f -- "$word")); fi ;;
  esac
}}
complete -o filenames -F _sluice sluice
"""


def zsh_text(text):
    return text.replace("'", "'\\''").replace("[", "(").replace("]", ")").replace(":", "\\:")


def zsh_flag(flag):
    value = ""
    if flag.value:
        kind = f"({' '.join(flag.choices)})" if flag.choices else "_files" if flag.files else ""
        value = f":{zsh_text(flag.value)}:{kind or ' '}"
    return f"'*{flag.long}[{zsh_text(flag.text)}]{value}'"


def zsh(commands):
    lines = ["#compdef sluice", "# Completion of sluice for zsh.", "_sluice() {", "  local -a commands",
             "  if (( CURRENT == 2 )); then", "    commands=("]
    lines += [f"      '{command.words[0]}:{zsh_text(command.summary)}'" for command in commands]
    lines += ["    )", "    _describe command commands", "    return", "  fi", '  case "$words[2]" in']
    for command in commands:
        if command.words == ["-e"]:
            continue
        lines.append(f"    {command.words[0]})")
        inner = command.actions
        if inner:
            lines += ["      if (( CURRENT == 3 )); then", "        commands=("]
            lines += [f"          '{action.words[-1]}:{zsh_text(action.summary)}'" for action in inner]
            lines += ["        )", "        _describe action commands", "        return", "      fi", '      case "$words[3]" in']
            for action in inner:
                lines.append(f"        {action.words[-1]}) _arguments {' '.join(map(zsh_flag, action.flags))} '*:file:_files' ;;")
            lines.append("      esac")
        else:
            rest = "'*:action:(serve)'" if command.words == ["sandbox"] else "'*:file:_files'"
            lines.append(f"      _arguments {' '.join(map(zsh_flag, command.flags))} {rest}")
        lines.append("      ;;")
    return "\n".join([*lines, "  esac", "}", '_sluice "$@"', ""])


def quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def fish(commands):
    lines = ["# Completion of sluice for fish."]
    for command in commands:
        if command.words == ["-e"]:
            lines.append(f"complete -c sluice -n __fish_use_subcommand -s e -x -d {quoted(command.summary)}")
            continue
        name = command.words[0]
        lines.append(f"complete -c sluice -n __fish_use_subcommand -f -a {name} -d {quoted(command.summary)}")
        for word in words_of(command):
            summary = next((action.summary for action in command.actions if action.words[-1] == word), "")
            lines.append(f"complete -c sluice -n '__fish_seen_subcommand_from {name}' -f -a {word} -d {quoted(summary)}")
        for part in [command, *command.actions]:
            seen = "; and ".join(f"__fish_seen_subcommand_from {word}" for word in part.words)
            for flag in part.flags:
                short = f" -s {flag.short[1:]}" if flag.short else ""
                value = f" -x -a {quoted(' '.join(flag.choices))}" if flag.choices else " -r" if flag.files else " -x" if flag.value else ""
                lines.append(f"complete -c sluice -n '{seen}' -l {flag.long[2:]}{short}{value} -d {quoted(flag.text)}")
    return "\n".join([*lines, ""])


def main():
    sluice, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    commands, examples = read(sluice)
    version = subprocess.run([sluice, "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("sluice.1", man(commands, examples, version)), ("sluice.bash", bash(commands)),
                       ("_sluice", zsh(commands)), ("sluice.fish", fish(commands))):
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
