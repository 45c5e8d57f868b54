package io.xendisk.xenapi.xmlrpc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What real xapi said, byte for byte (reference/traces/wire). Stateless. */
final class WireTraces {
  private WireTraces() {}

  /** The body of the first answer of a recorded exchange. */
  static byte[] body(String name) {
    try (InputStream in = WireTraces.class.getResourceAsStream("/wire/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no trace " + name);
      }
      // One byte a character, so that lengths are those of the wire.
      String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      int start = text.indexOf("<?xml", text.indexOf("<<<<< response"));
      int end = text.indexOf("</methodResponse>", start) + "</methodResponse>".length();
      return text.substring(start, end).getBytes(StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
