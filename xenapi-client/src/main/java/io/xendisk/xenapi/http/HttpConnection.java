package io.xendisk.xenapi.http;

import io.xendisk.xenapi.http.HttpFailure.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One connection to one endpoint. It sends every request exactly once, follows no redirect, uses no
 * proxy, sends no cookie of its own, and is given up at the first failure. Confined to one exchange
 * at a time.
 */
public final class HttpConnection implements AutoCloseable {
  /**
   * A request and no more than a request fits; so a write cannot block on a peer that never reads.
   */
  private static final int SEND_BUFFER = 512 << 10;

  private final Endpoint endpoint;
  private final BoundedSocket socket;
  private final Socket top;
  private final InputStream in;
  private final OutputStream out;

  private HttpConnection(Endpoint endpoint, BoundedSocket socket, Socket top) throws IOException {
    this.endpoint = endpoint;
    this.socket = socket;
    this.top = top;
    this.in = new BufferedInputStream(top.getInputStream(), 8 << 10);
    this.out = top.getOutputStream();
  }

  /**
   * Connects, and with TLS proves who is there.
   *
   * @param receiveBuffer bytes that may come unasked; 0 for the system's choice
   * @throws HttpFailure never {@link HttpFailure#sent() sent}
   */
  public static HttpConnection open(
      Endpoint endpoint, @Nullable Tls tls, Duration connect, Deadline end, int receiveBuffer)
      throws HttpFailure {
    Deadline deadline = end.atMost(connect);
    BoundedSocket socket = null;
    try {
      socket = reach(endpoint, deadline, receiveBuffer);
      socket.until(deadline);
      return new HttpConnection(
          endpoint, socket, tls == null ? socket : secure(socket, endpoint, tls));
    } catch (IOException | RuntimeException e) {
      if (socket != null) {
        closeQuietly(socket);
      }
      throw new HttpFailure(connectKind(e), false, connectMessage(e), e);
    }
  }

  /** Tries every address of a name, each with its share of the time: a name may have a dead one. */
  private static BoundedSocket reach(Endpoint endpoint, Deadline deadline, int receiveBuffer)
      throws IOException {
    InetAddress[] addresses = InetAddress.getAllByName(endpoint.host());
    IOException first = null;
    for (int i = 0; i < addresses.length; i++) {
      Deadline share = deadline.atMost(deadline.left().dividedBy(addresses.length - i));
      var socket = new BoundedSocket(share);
      try {
        socket.setTcpNoDelay(true);
        socket.setSendBufferSize(SEND_BUFFER);
        if (receiveBuffer > 0) {
          socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(addresses[i], endpoint.port()), share.millisLeft());
        return socket;
      } catch (IOException e) {
        closeQuietly(socket);
        first = first == null ? e : first;
      }
    }
    throw first == null ? new UnknownHostException(endpoint.host()) : first;
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /** The certificate that was shown and accepted; null without TLS. */
  public @Nullable X509Certificate certificate() {
    if (!(top instanceof SSLSocket secured)) {
      return null;
    }
    try {
      return secured.getSession().getPeerCertificates()[0] instanceof X509Certificate shown
          ? shown
          : null;
    } catch (SSLPeerUnverifiedException _) {
      return null;
    }
  }

  /**
   * Sends one request and reads the head of its answer.
   *
   * @param head request line and headers, each ended by CRLF, without the empty line
   * @throws HttpFailure {@link HttpFailure#sent() sent} unless nothing of it can have gone out
   */
  public HttpAnswer exchange(String head, byte[] body, Deadline deadline, long maxBytes)
      throws HttpFailure {
    if (deadline.hasPassed()) {
      throw new HttpFailure(Kind.TIMED_OUT, false, "the deadline had passed before it was sent");
    }
    socket.until(deadline);
    try {
      out.write(HttpAnswer.join(head, body));
      out.flush();
      return HttpAnswer.read(in, maxBytes);
    } catch (HttpFailure e) {
      throw e;
    } catch (IOException e) {
      throw lost(e);
    }
  }

  /** Whether bytes are there that answer no request: nothing may be asked here any more. */
  boolean hasLeftovers() {
    try {
      return in.available() > 0;
    } catch (IOException _) {
      return true;
    }
  }

  /** Whether the peer has closed this while it was idle, or sent what nobody asked for. */
  boolean isStale(Deadline moment) {
    socket.until(moment);
    try {
      in.read();
      return true; // the end, or bytes that answer no request: either way of no use
    } catch (SocketTimeoutException _) {
      return socket.isClosed();
    } catch (IOException _) {
      return true;
    }
  }

  @Override
  public void close() {
    closeQuietly(socket);
  }

  static HttpFailure lost(IOException e) {
    if (e instanceof SocketTimeoutException) {
      return new HttpFailure(Kind.TIMED_OUT, true, "no whole answer came in time", e);
    }
    if (Thread.currentThread().isInterrupted()) {
      return new HttpFailure(Kind.INTERRUPTED, true, "interrupted while waiting for the answer", e);
    }
    return new HttpFailure(Kind.DISCONNECTED, true, "the connection ended: " + e.getMessage(), e);
  }

  private static Socket secure(BoundedSocket socket, Endpoint endpoint, Tls tls)
      throws IOException {
    var secured =
        (SSLSocket) tls.sockets().createSocket(socket, endpoint.host(), endpoint.port(), true);
    if (tls.checksName()) {
      SSLParameters parameters = secured.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secured.setSSLParameters(parameters);
    }
    secured.startHandshake();
    return secured;
  }

  private static Kind connectKind(Exception e) {
    if (Thread.currentThread().isInterrupted()) {
      return Kind.INTERRUPTED;
    }
    if (e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException) {
      return Kind.TIMED_OUT;
    }
    if (cause(e, CertificateException.class) != null) {
      return Kind.UNTRUSTED;
    }
    return e instanceof SSLException ? Kind.TLS : Kind.UNREACHABLE;
  }

  private static String connectMessage(Exception e) {
    Throwable certificate = cause(e, CertificateException.class);
    Throwable told = certificate == null ? e : certificate;
    return switch (told) {
      case UnknownHostException unknown -> "no address is known for " + unknown.getMessage();
      case ConnectException _ -> "nothing listens there: " + told.getMessage();
      case NoRouteToHostException _ -> "no route leads there";
      case SocketTimeoutException _ -> "it did not accept the connection in time";
      default -> String.valueOf(told.getMessage());
    };
  }

  private static @Nullable Throwable cause(Throwable e, Class<? extends Throwable> type) {
    Throwable found = null;
    int hops = 0;
    for (Throwable at = e; at != null && hops++ < 10; at = at.getCause()) {
      if (type.isInstance(at)) {
        found = at; // the innermost one says why
      }
    }
    return found;
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // it is gone either way
    }
  }
}
