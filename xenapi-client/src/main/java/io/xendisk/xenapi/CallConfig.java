package io.xendisk.xenapi;

import org.apache.xmlrpc.client.XmlRpcClientConfigImpl;

/** Where one XML-RPC request goes and until when, as Apache passes it on. Immutable once made. */
final class CallConfig extends XmlRpcClientConfigImpl {
  private static final long serialVersionUID = 1;

  private final transient Wire.Target target;
  private final boolean last;

  CallConfig(Wire.Target target, boolean last) {
    this.target = target;
    this.last = last;
  }

  Wire.Target target() {
    return target;
  }

  /** Whether the connection will not be needed again. */
  boolean isLast() {
    return last;
  }
}
