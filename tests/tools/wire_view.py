"""What an observer of the wire sees: reassembles TCP streams of a pcap file and lists their TLS records.

Knows nothing of keys or of Stille's frames; reads classic pcap files of Ethernet or raw IP links.
"""
import struct
from collections import defaultdict

HANDSHAKE, APPLICATION_DATA, ALERT, CHANGE_CIPHER = 22, 23, 21, 20


def packets(path):
    """Yields the IP packets of a capture."""
    with open(path, "rb") as file:
        header = file.read(24)
        order = "<" if header[:4] in (b"\xd4\xc3\xb2\xa1", b"\x4d\x3c\xb2\xa1") else ">"
        link = struct.unpack(order + "I", header[20:24])[0]
        while len(head := file.read(16)) == 16:
            kept, original = struct.unpack(order + "8xII", head)
            data = file.read(kept)
            if kept < original:
                raise ValueError("the capture cut a packet short")
            if link == 1 and data[12:14] == b"\x08\x00":
                yield data[14:]
            elif link == 101:
                yield data
            elif link == 276 and data[0:2] == b"\x08\x00":
                yield data[20:]


def streams(path, port):
    """Bytes of each direction of each connection that touches `port`: {(source, port, target, port): bytes}."""
    parts = defaultdict(dict)
    start = {}
    for packet in packets(path):
        if packet[0] >> 4 != 4 or packet[9] != 6:
            continue
        head = (packet[0] & 15) * 4
        total = struct.unpack(">H", packet[2:4])[0]
        tcp = packet[head:total]
        source, target, sequence = struct.unpack(">HHI", tcp[:8])
        if port not in (source, target):
            continue
        payload = tcp[(tcp[12] >> 4) * 4:]
        key = (packet[12:16], source, packet[16:20], target)
        if tcp[13] & 2:  # SYN
            start[key] = (sequence + 1) & 0xFFFFFFFF
        if payload and key in start:
            offset = (sequence - start[key]) & 0xFFFFFFFF
            if len(payload) > len(parts[key].get(offset, b"")):
                parts[key][offset] = payload
    return {key: joined(pieces) for key, pieces in parts.items()}


def joined(pieces):
    out = bytearray()
    for offset in sorted(pieces):
        payload = pieces[offset]
        if offset > len(out):
            raise ValueError("the capture misses a piece of a stream")
        if offset + len(payload) > len(out):
            out += payload[len(out) - offset:]
    return bytes(out)


def records(stream):
    """(type, version, length) of each TLS record; ValueError when the stream is anything but TLS records."""
    out, at = [], 0
    while at < len(stream):
        if at + 5 > len(stream):
            break  # the connection was cut inside a record
        kind, version, length = struct.unpack(">BHH", stream[at:at + 5])
        if kind not in (HANDSHAKE, APPLICATION_DATA, ALERT, CHANGE_CIPHER) or version not in (0x0301, 0x0303):
            raise ValueError("not a TLS record at offset %d" % at)
        out.append((kind, version, length))
        at += 5 + length
    return out
