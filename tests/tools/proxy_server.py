"""A real proxy for tests: SOCKS5 (RFC 1928, 1929) or HTTP CONNECT, one thread a connection.

  proxy_server.py socks5|http [--port N] [--user NAME --password WORD]     prints: ready HOST:PORT

Knows names that no other machine knows (`names`), and keeps what it was asked for (`asked`).
"""
import argparse
import base64
import select
import socket
import struct
import threading

LONGEST_REQUEST = 8192


def exactly(sock, size):
    out = b""
    while len(out) < size:
        piece = sock.recv(size - len(out))
        if not piece:
            raise ConnectionError("the client has gone")
        out += piece
    return out


class ProxyServer:
    def __init__(self, kind, user=None, password=None, port=0, names=None):
        self.kind, self.user, self.password, self.names = kind, user, password, names or {}
        self.asked = []  # (user or None, host, port), in the order of the requests
        self.open = set()
        self.listener = socket.create_server(("127.0.0.1", port))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    @property
    def address(self):
        at = f"{self.user}@" if self.user else ""
        return f"{self.kind}://{at}127.0.0.1:{self.port}"

    def close(self):
        """Nobody answers here any more, and what went through is cut."""
        for sock in [self.listener, *self.open]:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # it has ended by itself, or this is the second time
        self.listener.close()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        with client:
            self.open.add(client)
            try:
                target = self.socks5(client) if self.kind == "socks5" else self.http(client)
                if target:
                    with target:
                        self.open.add(target)
                        self.carry(client, target)
                        self.open.discard(target)
            except OSError:
                pass
            self.open.discard(client)

    def reach(self, user, host, port):
        self.asked.append((user, host, port))
        return socket.create_connection((self.names.get(host, host), port), timeout=20)

    def socks5(self, client):
        version, count = exactly(client, 2)
        methods = exactly(client, count)
        wanted = 2 if self.user or (2 in methods and 0 in methods) else 0  # as Tor: a login where there is a choice
        if version != 5 or wanted not in methods:
            client.sendall(b"\x05\xff")
            return None
        client.sendall(bytes([5, wanted]))
        user = None
        if wanted == 2:
            _, size = exactly(client, 2)
            user = exactly(client, size).decode()
            password = exactly(client, exactly(client, 1)[0]).decode()
            right = not self.user or (user, password) == (self.user, self.password)
            client.sendall(b"\x01\x00" if right else b"\x01\x01")
            if not right:
                return None
        _, _, _, kind = exactly(client, 4)
        if kind == 3:
            host = exactly(client, exactly(client, 1)[0]).decode()
        else:
            host = socket.inet_ntop(*((socket.AF_INET, exactly(client, 4)) if kind == 1 else
                                      (socket.AF_INET6, exactly(client, 16))))
        (port,) = struct.unpack(">H", exactly(client, 2))
        try:
            target = self.reach(user, host, port)
        except OSError:
            client.sendall(b"\x05\x05\x00\x01" + bytes(6))
            return None
        client.sendall(b"\x05\x00\x00\x01" + bytes(6))
        return target

    def http(self, client):
        request = b""
        while not request.endswith(b"\r\n\r\n"):
            request += exactly(client, 1)
            if len(request) > LONGEST_REQUEST:
                return None
        lines = request.decode().split("\r\n")
        method, place, _ = lines[0].split(" ")
        headers = dict(line.split(": ", 1) for line in lines[1:] if line)
        user = None
        if "Proxy-Authorization" in headers:
            user, password = base64.b64decode(headers["Proxy-Authorization"].split()[1]).decode().split(":", 1)
        if self.user and (not user or (user, password) != (self.user, self.password)):
            client.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n")
            return None
        if method != "CONNECT":
            client.sendall(b"HTTP/1.1 405 Method Not Allowed\r\n\r\n")
            return None
        host, port = place.rsplit(":", 1)
        try:
            target = self.reach(user, host.strip("[]"), int(port))
        except OSError:
            client.sendall(b"HTTP/1.1 502 Bad Gateway\r\n\r\n")
            return None
        client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        return target

    @staticmethod
    def carry(one, other):
        to = {one: other, other: one}
        while True:
            for sock in select.select([one, other], [], [])[0]:
                piece = sock.recv(65536)
                if not piece:
                    return
                to[sock].sendall(piece)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=["socks5", "http"])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--user")
    parser.add_argument("--password")
    wanted = parser.parse_args()
    server = ProxyServer(wanted.kind, wanted.user, wanted.password, wanted.port)
    print(f"ready 127.0.0.1:{server.port}", flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
