package io.xendisk.xenapi;

import io.xendisk.xenapi.http.Deadline;
import io.xendisk.xenapi.http.Endpoint;
import org.apache.xmlrpc.client.XmlRpcClientConfigImpl;

/** Where one XML-RPC request goes and until when. Never changed once it is made. */
final class CallConfig extends XmlRpcClientConfigImpl {
  private static final long serialVersionUID = 1;

  private final transient Endpoint endpoint;
  private final transient Deadline deadline;
  private final boolean last;

  CallConfig(Endpoint endpoint, Deadline deadline, boolean last) {
    this.endpoint = endpoint;
    this.deadline = deadline;
    this.last = last;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  Deadline deadline() {
    return deadline;
  }

  /** Whether the connection will not be needed again. */
  boolean isLast() {
    return last;
  }
}
