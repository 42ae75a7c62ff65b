"""Pictures as a camera would leave them, made by hand."""
import struct
import zlib


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width=64, height=64, said="Rathausplatz 1"):
    """A picture with a place written into it."""
    rows = b"".join(b"\0" + b"".join(bytes((x * 3 % 256, y * 5 % 256, 90)) for x in range(width)) for y in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"tEXt", b"Comment\0" + said.encode()) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
