package io.xendisk.xenapi.xmlrpc;

import org.xml.sax.SAXException;

/** An answer is not the XML-RPC that xapi speaks, or costs more than its limits. Immutable. */
public final class MalformedReplyException extends SAXException {
  private static final long serialVersionUID = 1;

  private final boolean tooLarge;

  MalformedReplyException(String message) {
    this(message, false);
  }

  MalformedReplyException(String message, boolean tooLarge) {
    super(message);
    this.tooLarge = tooLarge;
  }

  /** Whether it broke a limit. */
  public boolean isTooLarge() {
    return tooLarge;
  }
}
