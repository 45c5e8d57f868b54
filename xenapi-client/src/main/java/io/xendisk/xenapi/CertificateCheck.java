package io.xendisk.xenapi;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Asks one judge about the certificate that a host shows. Thread-safe if its judge is. */
final class CertificateCheck extends X509ExtendedTrustManager {
  /** Accepts a chain or says why not. */
  @FunctionalInterface
  interface Judge {
    void judge(X509Certificate[] chain, String authType, Socket socket) throws CertificateException;
  }

  private final Judge judge;

  CertificateCheck(Judge judge) {
    this.judge = judge;
  }

  @Override
  public void checkServerTrusted(X509Certificate @Nullable [] chain, String authType, Socket socket)
      throws CertificateException {
    if (chain == null || chain.length == 0) {
      throw new CertificateException("the host shows no certificate");
    }
    try {
      judge.judge(chain, authType, socket);
    } catch (UntrustedCertificateException e) {
      throw e;
    } catch (CertificateException e) {
      Fingerprint shown = Fingerprint.of(chain[0]);
      throw new UntrustedCertificateException(
          "%s (it shows %s)".formatted(e.getMessage(), shown), shown, null, null);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw refuse();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw refuse();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw refuse();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw refuse();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw refuse();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private static CertificateException refuse() {
    return new CertificateException("this client only checks hosts, and only over sockets");
  }
}
