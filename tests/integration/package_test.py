#!/usr/bin/env python3
"""What the packages add to the programs: unit, scripts, man pages, completion, dashboard. Each is held to the
programs themselves, so that none goes stale."""
import json
import os
import pathlib
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "cli"))
import rig  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
UNIT = PACKAGING / "relay" / "stille-relay.service"
WINDOW = rig.BIN / "stille-desktop"
sys.path.insert(0, str(PACKAGING))
import documents  # noqa: E402


def needs(program):
    return unittest.skipUnless(shutil.which(program), f"{program} is not installed")


def run(*command):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=rig.LIMIT,
                          env={**os.environ, "LANG": "C.UTF-8", "MANWIDTH": "100"})


class Unit(unittest.TestCase):
    @needs("systemd-analyze")
    def test_it_is_hardened(self):
        said = run("systemd-analyze", "security", "--offline=true", "--threshold=12", UNIT)
        self.assertEqual(said.returncode, 0, said.stdout + said.stderr)

    @needs("systemd-analyze")
    def test_a_unit_without_hardening_is_found(self):
        with tempfile.TemporaryDirectory() as folder:
            plain = pathlib.Path(folder) / "plain.service"
            plain.write_text("[Service]\nExecStart=/bin/true\n")
            self.assertNotEqual(run("systemd-analyze", "security", "--offline=true", "--threshold=12", plain).returncode, 0)

    @needs("systemd-analyze")
    @needs("strace")
    def test_its_filter_lets_through_every_call_that_the_relay_makes(self):
        def group(name):
            listed = run("systemd-analyze", "syscall-filter", name).stdout.split("\n")[1:]
            words = [line.strip() for line in listed if line.strip() and not line.strip().startswith("#")]
            return {w for word in words for w in (group(word) if word.startswith("@") else {word})}

        allowed = set()
        for line in re.findall(r"^SystemCallFilter=(.*)$", UNIT.read_text(), re.M):
            calls = {call for name in line.lstrip("~").split() for call in group(name)}
            allowed = allowed - calls if line.startswith("~") else allowed | calls
        allowed |= group("@default")
        with tempfile.TemporaryDirectory() as folder:
            trace = pathlib.Path(folder) / "trace"
            relay = rig.BIN / "stille-relay"
            run(relay, "init", "--data", f"{folder}/relay", "--listen", "127.0.0.1:0", "--open")
            process = subprocess.Popen(["strace", "-f", "-o", trace, relay, "run", "--data", f"{folder}/relay"],
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            ready = process.stdout.readline()
            self.assertTrue(ready.startswith("ready "), ready)
            home = {**os.environ, "STILLE_HOME": folder, "XDG_RUNTIME_DIR": folder}
            made = subprocess.run([rig.BIN / "stille", "--profile", "a", "profile", "new", "a", "--name", "A", "--relay",
                                   ready.split()[1], "--no-passphrase"], env=home, capture_output=True, timeout=rig.LIMIT)
            subprocess.run(["pkill", "-INT", "-P", str(process.pid)], check=True)
            process.communicate(timeout=rig.LIMIT)
            self.assertEqual(made.returncode, 0, made.stderr)
            made_calls = set(re.findall(r"^\d+ +(\w+)\(", trace.read_text(), re.M))
        self.assertIn("fdatasync", made_calls)
        only_of_root = {"fchown"}  # SQLite gives a log to the owner of its database
        self.assertEqual(made_calls - allowed - (only_of_root if os.geteuid() == 0 else set()), set())


class Scripts(unittest.TestCase):
    def test_they_are_sound_and_start_nothing_unasked(self):
        for name in ("postinst", "prerm", "postrm"):
            script = PACKAGING / "relay" / name
            self.assertEqual(run("sh", "-n", script).returncode, 0)
            self.assertTrue(os.access(script, os.X_OK), name)
            started = re.findall(r"(?:systemctl|systemd-invoke) +(\S+)", script.read_text())
            self.assertFalse({"start", "restart", "enable", "--now"} & set(started), name)


class Service(unittest.TestCase):
    """What the program does for being a service."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="stille-service."))
        self.addCleanup(shutil.rmtree, self.folder)
        self.relay = rig.BIN / "stille-relay"

    @unittest.skipUnless(os.geteuid() == 0, "only root can step down")
    def test_root_leaves_no_file_of_its_own_in_the_folder_of_another_account(self):
        data, nobody = self.folder / "relay", 65534
        self.folder.chmod(0o755)
        data.mkdir(mode=0o700)
        os.chown(data, nobody, nobody)
        said = run(self.relay, "init", "--data", data, "--listen", "127.0.0.1:7443", "--host", "relay.test")
        self.assertEqual(said.returncode, 0, said.stderr)
        self.assertEqual({file.stat().st_uid for file in data.iterdir()}, {nobody})
        self.assertIn("relay.toml", {file.name for file in data.iterdir()})

    def test_it_takes_over_the_socket_that_the_service_manager_holds(self):
        data = self.folder / "relay"
        run(self.relay, "init", "--data", data, "--listen", "127.0.0.1:1", "--host", "127.0.0.1", "--open")
        with rig.socket.socket() as held:
            held.bind(("127.0.0.1", 0))
            held.listen()
            port = held.getsockname()[1]
            hand_over = f'exec 3<&{held.fileno()}; LISTEN_PID=$$ LISTEN_FDS=1 exec "$@"'
            process = subprocess.Popen(["sh", "-c", hand_over, "sh", self.relay, "run", "--data", data], text=True,
                                       pass_fds=[held.fileno()], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            self.assertRegex(process.stdout.readline(), f"^ready stille://.*@127.0.0.1:{port}$")
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            context.set_alpn_protocols(["stille/1"])
            with context.wrap_socket(rig.socket.create_connection(("127.0.0.1", port), 20)) as stream:
                self.assertEqual(stream.selected_alpn_protocol(), "stille/1")
            process.terminate()
            process.communicate(timeout=rig.LIMIT)
            self.assertEqual(process.returncode, 0)

    def test_it_refuses_what_is_no_listening_socket(self):
        data = self.folder / "relay"
        run(self.relay, "init", "--data", data, "--listen", "127.0.0.1:0", "--host", "127.0.0.1")
        hand_over = 'exec 3</dev/null; LISTEN_PID=$$ LISTEN_FDS=1 exec "$@"'
        said = run("sh", "-c", hand_over, "sh", self.relay, "run", "--data", data)
        self.assertEqual(said.returncode, 2)
        self.assertIn("stille-relay.socket", said.stderr)


class Documents(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="stille-documents."))
        subprocess.run([sys.executable, PACKAGING / "documents.py", rig.BIN, cls.folder, "A <a@b>",
                        *(["--desktop"] if WINDOW.exists() else [])], check=True)
        cls.programs = [documents.Program(rig.BIN / name) for name in ("stille", "stille-relay")]
        cls.window = documents.Program(WINDOW) if WINDOW.exists() else None

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def plain(self, name):
        return (self.folder / name).read_text().replace("\\-", "-").replace("\\&", "")

    def test_the_pages_have_every_command_and_every_option(self):
        for program in self.programs:
            page = self.plain(f"{program.name}.1")
            self.assertGreater(len(program.commands), 3)
            for words, help_ in program.commands.items():
                if not help_.entries("commands"):
                    self.assertIn(f".SS {program.name} {words}\n", page)
                for name, _ in help_.entries("options"):
                    for option in documents.LONG.findall(name):
                        if option != "--help":
                            self.assertIn(option, page, words)

    def test_the_page_of_stille_has_exit_codes_surroundings_and_files(self):
        page = self.plain("stille.1")
        order = [page.index(f".SH {name}\n") for name in ("COMMANDS", "EXIT STATUS", "ENVIRONMENT", "FILES", "SEE ALSO")]
        self.assertEqual(order, sorted(order))
        for line in (".B 0\ndone", ".B 9\nit worked for some", ".B 130, 141, 143\n", ".B STILLE_PASSPHRASE_FILE\n",
                     ".B STILLE_HOME\nwhere profiles lie", ".I ~/.config/stille/config.toml\n"):
            self.assertIn(line, page)

    def test_the_page_of_settings_has_every_setting(self):
        page = self.plain("relay.toml.5")
        found = list(documents.settings(rig.BIN / "stille-relay"))
        self.assertGreater(len(found), 30)
        for section, key, _, meaning in found:
            self.assertIn(f".SH [{section}]", page)
            self.assertIn(f"\\fB{key}\\fR = ", page)
            self.assertTrue(meaning, key)

    @unittest.skipUnless(WINDOW.exists(), "the window is not built")
    def test_the_page_of_the_window_has_every_option(self):
        page = self.plain("stille-desktop.1")
        names = [option for name, _ in self.window.commands[""].entries("options") for option in documents.LONG.findall(name)]
        self.assertIn("--conversation", names)
        for option in names:
            self.assertTrue(option in page or option == "--help", option)
        self.assertIn(self.window.version(), (self.folder / "stille.metainfo.xml").read_text())

    @needs("man")
    def test_the_pages_are_sound(self):
        for page in self.folder.glob("*.[15]"):
            said = run("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page)
            self.assertEqual((said.returncode, said.stderr), (0, ""), page)

    def test_bash_completes(self):
        script = self.folder / "bash" / "stille-relay"
        ask = "source %s; COMP_WORDS=(stille-relay %s); COMP_CWORD=%d; _stille_relay; echo ${COMPREPLY[@]}"
        self.assertEqual(run("bash", "-c", ask % (script, "ini", 1)).stdout, "init\n")
        self.assertIn("--host", run("bash", "-c", ask % (script, "init --", 2)).stdout.split())

    def test_a_program_that_completes_its_lines_itself_brings_its_own_scripts(self):
        for shell, file in (("bash", "stille"), ("zsh", "_stille"), ("fish", "stille.fish")):
            self.assertEqual((self.folder / shell / file).read_text(), run(rig.BIN / "stille", "completion", shell).stdout)

    def test_every_shell_can_read_its_script(self):
        for shell, files in (("bash", "bash/*"), ("zsh", "zsh/*"), ("fish", "fish/*")):
            if shutil.which(shell):
                for file in self.folder.glob(files):
                    self.assertEqual(run(shell, "-n", file).returncode, 0, file)


class Window(unittest.TestCase):
    """What a desktop learns of the window from its package."""
    FILES = PACKAGING / "desktop"

    def entry(self):
        lines = (self.FILES / "stille.desktop").read_text(encoding="utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines if "=" in line)

    def test_links_of_stille_open_in_it(self):
        entry = self.entry()
        self.assertIn("x-scheme-handler/stille", entry["MimeType"].split(";"))
        self.assertEqual(entry["Exec"], "stille-desktop %u")
        self.assertEqual(entry["Comment[de]"].isascii(), False)
        self.assertIn("x-scheme-handler/stille", (self.FILES / "stille.metainfo.xml").read_text(encoding="utf-8"))

    @needs("desktop-file-validate")
    def test_the_entry_is_sound(self):
        said = run("desktop-file-validate", self.FILES / "stille.desktop")
        self.assertEqual((said.returncode, said.stdout), (0, ""))

    @needs("appstreamcli")
    def test_the_description_is_sound(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "stille.metainfo.xml"
            file.write_text(documents.metainfo("0.1.0"), encoding="utf-8")
            said = run("appstreamcli", "validate", "--no-net",
                       "--override=cid-desktopapp-is-not-rdns=info", file)  # the project has no domain
            self.assertEqual(said.returncode, 0, said.stdout)

    def test_the_drawings_need_nothing_else(self):
        for name in ("stille.svg", "stille-symbolic.svg"):
            drawing = xml.etree.ElementTree.parse(self.FILES / name).getroot()
            kinds = {element.tag.split("}")[-1] for element in drawing.iter()}
            self.assertEqual(kinds - {"svg", "title", "rect", "path"}, set(), name)

    def test_the_package_depends_on_every_module_that_is_imported(self):
        imported = {"qt-labs-folderlistmodel"}  # by Qt's own dialog
        for file in (ROOT / "client" / "desktop" / "qml").glob("*.qml"):
            imported |= {name.lower().replace(".", "-")
                         for name in re.findall(r"^import (Qt[\w.]*)", file.read_text(encoding="utf-8"), re.M)}
        self.assertIn("qtquick-dialogs", imported)
        for where in (PACKAGING / "CMakeLists.txt", ROOT / "dev"):
            there = set(re.findall(r"qml6-module-([a-z-]+)", where.read_text(encoding="utf-8")))
            self.assertEqual(imported - there, set(), where.name)

    @unittest.skipUnless(WINDOW.exists(), "the window is not built")
    def test_it_speaks_where_there_is_no_screen(self):
        bare = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}

        def window(*words, **more):
            return subprocess.run([WINDOW, *words], env={**bare, **more}, capture_output=True, text=True, timeout=rig.LIMIT)

        self.assertEqual(window("--version").stdout.split()[0], "stille-desktop")
        self.assertIn("--conversation", window("--help").stdout)
        for words in ((), ("--nonsense",), ("https://example.org",), ("stille://a@b", "stille://c@d")):
            said = window(*words)
            self.assertEqual((said.returncode, said.stdout), (2, ""), words)
            self.assertRegex(said.stderr, "^stille-desktop: .*--help.*\n$")


class Monitoring(unittest.TestCase):
    @staticmethod
    def figures(url):
        """Once there are any: the first reading is taken soon after the start."""
        for _ in range(200):
            try:
                return urllib.request.urlopen(url, timeout=20).read().decode()
            except urllib.error.HTTPError as error:
                if error.code != 503:
                    raise
            time.sleep(0.1)
        raise AssertionError("no figures within 20 seconds")

    def test_every_figure_that_dashboard_and_rules_name_is_measured(self):
        with tempfile.TemporaryDirectory() as folder:
            relay, data = rig.BIN / "stille-relay", pathlib.Path(folder) / "relay"
            run(relay, "init", "--data", data, "--listen", "127.0.0.1:0", "--open")
            if "[metrics]" not in (data / "relay.toml").read_text():
                self.skipTest("this relay has no metrics")
            run("openssl", "rand", "-out", f"{folder}/key", "-hex", "20")
            run(relay, "backup", "--data", data, "--key", f"{folder}/key", f"{folder}/backup")
            port = rig.socket.socket()
            port.bind(("127.0.0.1", 0))
            where = "127.0.0.1:%d" % port.getsockname()[1]
            port.close()
            process = subprocess.Popen([relay, "run", "--data", data, "--set", f"metrics.listen={where}"],
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            try:
                process.stdout.readline()
                text = self.figures(f"http://{where}/metrics")
            finally:
                process.terminate()
                process.communicate(timeout=rig.LIMIT)
        measured = set(re.findall(r"^(stille_relay_\w+)", text, re.M))
        monitoring = ROOT / "contrib" / "monitoring"
        dashboard = json.loads((monitoring / "grafana-dashboard.json").read_text())
        named = set(re.findall(r"stille_relay_\w+", json.dumps(dashboard) + (monitoring / "alerts.yml").read_text()))
        self.assertGreater(len(named), 10)
        self.assertEqual(named - measured, set())


if __name__ == "__main__":
    unittest.main(verbosity=2)
