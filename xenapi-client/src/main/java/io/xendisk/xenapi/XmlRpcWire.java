package io.xendisk.xenapi;

import io.xendisk.xenapi.http.IdleConnections;
import org.apache.xmlrpc.XmlRpcException;
import org.apache.xmlrpc.client.XmlRpcClient;
import org.jspecify.annotations.Nullable;

/** Apache's XML-RPC client over our transport. Thread-safe: its settings never change. */
final class XmlRpcWire implements Wire {
  private final XmlRpcClient client = new XmlRpcClient();
  private final Transport transport;

  XmlRpcWire(ClientOptions options, TrustedHosts trust, IdleConnections idle) {
    this.transport = new Transport(client, options, trust, idle);
    client.setTransportFactory(() -> transport);
    client.setXmlWriterFactory(new PlainXml());
  }

  @Override
  public @Nullable Object call(Target target, boolean last, String method, Object[] params) {
    try {
      return client.execute(new CallConfig(target, last), method, params);
    } catch (XmlRpcException e) {
      throw new PoolException.ReplyLost(
          method,
          target.endpoint().authority(),
          PoolException.ReplyLost.Reason.MALFORMED,
          String.valueOf(e.getMessage()),
          e);
    }
  }

  @Override
  public long sent() {
    return transport.sent();
  }
}
