#!/usr/bin/env python3
"""The proxies of the operator guide, word for word but for ports and paths, in front of a real relay.

Two people talk through each of them, a browser's request reaches the relay's page, and the bound of one address
counts people instead of the proxy.
"""
import os
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
import rig  # noqa: E402

GUIDE = pathlib.Path(__file__).resolve().parents[3] / "docs" / "operator-guide.md"
NGINX = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
STREAM = pathlib.Path("/usr/lib/nginx/modules/ngx_stream_module.so")
HAPROXY = shutil.which("haproxy", path=os.environ["PATH"] + ":/usr/sbin")
STRANGERS = 16  # of one address, by default


def recipes(language):
    """The blocks of the guide in this language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.S | re.M)


def free_ports(count):
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


class Relay(rig.Rig):
    """A relay as the guide sets it up, with free ports and a certificate of the test's own."""

    def __init__(self):
        self.front, self.inner, self.pages = free_ports(3)
        super().__init__()
        self.stop_relay()
        settings = self.folder / "relay" / "relay.toml"
        wanted = "".join(recipes("toml")).replace("7443", str(self.inner))
        wanted = wanted.replace("relay.example.org:443", f"127.0.0.1:{self.front}").replace("[relay]\n", "")
        text = re.sub(r"^#?(listen|host|proxies) = .*\n", "", settings.read_text(encoding="utf-8"), flags=re.M)
        settings.write_text(text.replace("[relay]\n", "[relay]\n" + wanted), encoding="utf-8")
        self.address = self.start_relay()
        self.certificate = self.folder / "page.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-keyout", self.folder / "page.key", "-out", self.certificate, "-days", "2", "-subj",
                        "/CN=relay.example.org", "-addext", "subjectAltName=DNS:relay.example.org"],
                       check=True, capture_output=True)
        both = (self.folder / "page.key").read_text() + self.certificate.read_text()
        (self.folder / "both.pem").write_text(both)

    def placed(self, text):
        """A recipe with the test's ports and files."""
        for old, new in (("7443", self.inner), ("8443", self.pages),
                         ("/etc/ssl/private/relay.example.org.pem", self.folder / "both.pem"),
                         ("/etc/ssl/private/relay.example.org.key", self.folder / "page.key"),
                         ("/etc/ssl/relay.example.org.pem", self.certificate)):
            text = text.replace(str(old), str(new))
        text = text.replace("listen [::]:443;", "")
        return re.sub(r"(?<![\d.])(?:::)?:?443\b", lambda m: (":::" if m[0].startswith(":") else "") + str(self.front),
                      text)

    def run_proxy(self, *command):
        with open(self.folder / "proxy.log", "ab") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, text=True)
        self.processes.append(process)
        for _ in range(200):
            with socket.socket() as probe:
                if process.poll() is None and probe.connect_ex(("127.0.0.1", self.front)) == 0:
                    return
            if process.poll() is not None:
                break
            time.sleep(0.05)  # a foreign program that says nothing when it is ready
        raise AssertionError(f"{command[0]}: {(self.folder / 'proxy.log').read_text()}")

    def connect(self, alpn=(), source="127.0.0.1", trusted=False):
        """A TLS connection to the proxy, or None when the relay turns it away."""
        context = ssl.create_default_context(cafile=self.certificate)
        if not trusted:
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        if alpn:
            context.set_alpn_protocols(alpn)
        plain = socket.create_connection(("127.0.0.1", self.front), 20, (source, 0))
        try:
            return context.wrap_socket(plain, server_hostname="relay.example.org")
        except (ssl.SSLError, OSError):
            plain.close()
            if trusted:
                raise
            return None

    def get(self, path, alpn=()):
        with self.connect(alpn, trusted=True) as stream:
            stream.sendall(f"GET {path} HTTP/1.1\r\nHost: relay.example.org\r\nConnection: close\r\n\r\n".encode())
            return b"".join(iter(lambda: stream.recv(65536), b"")).decode()


class Recipe:
    def setUp(self):
        self.rig = Relay()
        self.addCleanup(self.rig.close)
        self.start()

    def test_two_people_talk_through_it(self):
        ada, bob = self.rig.pair("ada", "bob")
        bob.does("send", "ada", "-m", "Wie geht es dir?", "--wait", "sent", "--timeout", "20s")
        heard = ada.does("listen", "--types", "message", "--json", "--count", "1", "--cursor", "t", "--timeout", "20s")
        self.assertIn("Wie geht es dir?", heard.out)

    def test_a_browser_reaches_the_pages_with_a_certificate_it_knows(self):
        for alpn in ((), ("h2", "http/1.1")):
            self.assertIn("A relay for Stille", self.rig.get("/", alpn))
            self.assertIn("An invitation to talk", self.rig.get("/i", alpn))

    def test_the_bound_of_one_address_counts_people(self):
        held = [self.rig.connect(["stille/1"], "127.0.0.3") for _ in range(STRANGERS)]
        self.assertNotIn(None, held)
        self.assertIsNone(self.rig.connect(["stille/1"], "127.0.0.3"))
        other = self.rig.connect(["stille/1"], "127.0.0.4")
        self.assertIsNotNone(other)
        for stream in (*held, other):
            stream.close()


@unittest.skipUnless(NGINX and STREAM.exists(), "nginx with its stream module is not installed")
class Nginx(Recipe, unittest.TestCase):
    def start(self):
        folder = self.rig.folder
        stream, pages = map(self.rig.placed, recipes("nginx"))
        scratch = "".join(f"{kind}_temp_path {folder}/{kind};\n"
                          for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (folder / "nginx.conf").write_text(
            f"load_module {STREAM};\ndaemon off;\nmaster_process off;\npid {folder}/nginx.pid;\n"
            f"error_log stderr;\nevents {{}}\n{stream}\nhttp {{\n{scratch}{pages}\n}}\n")
        self.rig.run_proxy(NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr")


@unittest.skipUnless(HAPROXY, "HAProxy is not installed")
class HAProxy(Recipe, unittest.TestCase):
    def start(self):
        config = self.rig.folder / "haproxy.cfg"
        config.write_text("global\n    maxconn 200\n\n" + "".join(map(self.rig.placed, recipes("haproxy"))))
        self.rig.run_proxy(HAPROXY, "-db", "-f", str(config))


if __name__ == "__main__":
    unittest.main(verbosity=2)
