"""What Schemathesis does not know by itself: how to send a PDF."""

import schemathesis


@schemathesis.serializer("application/pdf")
def pdf(_context, value):
    """Bytes as they are; anything else as the start of a PDF with its text in it."""
    return value if isinstance(value, bytes) else b"%PDF-1.7\n" + str(value).encode("utf-8", "replace")
