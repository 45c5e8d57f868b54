package io.xendisk.xenapi.xmlrpc;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of an answer into a value: String (text, and integers of any tag as text, as the
 * SDK wants them), Boolean, Double, Date, Object[], Map, or null for nil. No document type, no
 * entity, no extension and no base64 gets through, so nothing is fetched and nothing deserialised
 * (facts §9.1). Thread-safe: immutable.
 */
public final class ReplyReader {
  private final Limits limits;

  public ReplyReader(Limits limits) {
    this.limits = limits;
  }

  /**
   * The one value of a methodResponse.
   *
   * @throws MalformedReplyException if it is not XML-RPC in UTF-8, or breaks a limit
   * @throws IOException if its bytes could not be read
   */
  public @Nullable Object read(InputStream bytes) throws MalformedReplyException, IOException {
    var handler = new ReplyHandler(limits);
    new ReplyScanner(bytes, handler).scan();
    return handler.result();
  }
}
