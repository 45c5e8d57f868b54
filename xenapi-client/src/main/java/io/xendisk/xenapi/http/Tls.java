package io.xendisk.xenapi.http;

import javax.net.ssl.SSLSocketFactory;

/** How the connections to one endpoint prove who is there. Implementations are thread-safe. */
public interface Tls {
  /** Makes the sockets; its trust manager decides about the certificate. */
  SSLSocketFactory sockets();

  /** Whether the certificate must also be made out for the host's name. */
  boolean checksName();
}
