package io.xendisk.xenapi;

import io.xendisk.xenapi.http.Endpoint;
import io.xendisk.xenapi.http.HttpAnswer;
import io.xendisk.xenapi.http.HttpConnection;
import io.xendisk.xenapi.http.HttpFailure;
import io.xendisk.xenapi.http.IdleConnections;
import io.xendisk.xenapi.xmlrpc.Limits;
import io.xendisk.xenapi.xmlrpc.MalformedReplyException;
import io.xendisk.xenapi.xmlrpc.ReplyReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.xmlrpc.XmlRpcException;
import org.apache.xmlrpc.XmlRpcRequest;
import org.apache.xmlrpc.client.XmlRpcClient;
import org.apache.xmlrpc.client.XmlRpcTransportImpl;
import org.apache.xmlrpc.common.XmlRpcStreamConfig;
import org.apache.xmlrpc.serializer.XmlRpcWriter;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * Apache XML-RPC's requests over our own connections. Each request goes out exactly once; every
 * failure is a {@link PoolException} that says whether it may have been carried out. Thread-safe.
 */
final class Transport extends XmlRpcTransportImpl {
  /** xapi refuses more (facts §1.1). */
  private static final int LARGEST_REQUEST = 300 << 10;

  private final ClientOptions options;
  private final TrustedHosts trust;
  private final IdleConnections idle;
  private final ReplyReader reader = new ReplyReader(Limits.DEFAULT);
  private final AtomicLong sent = new AtomicLong();

  Transport(XmlRpcClient client, ClientOptions options, TrustedHosts trust, IdleConnections idle) {
    super(client);
    this.options = options;
    this.trust = trust;
    this.idle = idle;
  }

  /** How many requests have begun to go out. */
  long sent() {
    return sent.get();
  }

  @Override
  public @Nullable Object sendRequest(XmlRpcRequest request) throws XmlRpcException {
    var config = (CallConfig) request.getConfig();
    String method = request.getMethodName();
    Endpoint endpoint = config.target().endpoint();
    byte[] body = bodyOf(request, config);
    if (body.length > LARGEST_REQUEST) {
      throw new PoolException.NotSent(
          method,
          endpoint.authority(),
          PoolException.NotSent.Reason.TOO_LARGE,
          "%,d bytes are more than the %,d that xapi takes".formatted(body.length, LARGEST_REQUEST),
          null);
    }
    try {
      HttpConnection connection = connect(config);
      boolean done = false;
      try {
        sent.incrementAndGet();
        HttpAnswer answer =
            connection.exchange(
                headOf(config, body), body, config.target().deadline(), options.maxReplyBytes());
        Object value = valueOf(method, endpoint, answer);
        done = answer.reusable() && !config.isLast() && answer.body().read() < 0;
        return value;
      } finally {
        if (done) {
          idle.give(connection);
        } else {
          connection.close();
        }
      }
    } catch (HttpFailure e) {
      throw Failures.of(method, endpoint, e);
    } catch (IOException e) {
      throw new PoolException.NotSent(
          method,
          endpoint.authority(),
          PoolException.NotSent.Reason.UNTRUSTED,
          String.valueOf(e.getMessage()),
          e);
    }
  }

  private HttpConnection connect(CallConfig config) throws IOException {
    HttpConnection ready = idle.take(config.target().endpoint());
    return ready != null
        ? ready
        : HttpConnection.open(
            config.target().endpoint(),
            trust.of(config.target().endpoint()),
            options.connectTimeout(),
            config.target().deadline(),
            0);
  }

  private byte[] bodyOf(XmlRpcRequest request, XmlRpcStreamConfig config) throws XmlRpcException {
    var bytes = new ByteArrayOutputStream(1024);
    try {
      var xml = getClient().getXmlWriterFactory().getXmlWriter(config, bytes);
      new XmlRpcWriter(config, xml, getClient().getTypeFactory()).write(request);
    } catch (SAXException e) {
      throw new IllegalArgumentException(
          "%s: a parameter cannot be written: %s"
              .formatted(request.getMethodName(), e.getMessage()),
          e);
    }
    return bytes.toByteArray();
  }

  private static String headOf(CallConfig config, byte[] body) {
    return "POST / HTTP/1.1\r\nHost: %s\r\nUser-Agent: xendisk\r\nContent-Type: text/xml\r\n%sContent-Length: %d\r\n"
        .formatted(
            config.target().endpoint().authority(),
            config.isLast() ? "Connection: close\r\n" : "",
            body.length);
  }

  private @Nullable Object valueOf(String method, Endpoint endpoint, HttpAnswer answer)
      throws IOException {
    String host = endpoint.authority();
    if (answer.status() != 200) {
      throw new PoolException.ReplyLost(
          method,
          host,
          PoolException.ReplyLost.Reason.HTTP_STATUS,
          "HTTP status %d%s".formatted(answer.status(), Failures.whereTo(answer)),
          null);
    }
    String type = answer.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (type.startsWith("text/html")) {
      throw notXenApi(method, host);
    }
    try (InputStream bytes = answer.body()) {
      return reader.read(bytes);
    } catch (MalformedReplyException e) {
      if (!e.isTooLarge() && String.valueOf(e.getMessage()).contains("<html>")) {
        throw notXenApi(method, host);
      }
      var reason =
          e.isTooLarge()
              ? PoolException.ReplyLost.Reason.TOO_LARGE
              : PoolException.ReplyLost.Reason.MALFORMED;
      throw new PoolException.ReplyLost(method, host, reason, String.valueOf(e.getMessage()), e);
    } catch (SAXException e) {
      throw new PoolException.ReplyLost(
          method,
          host,
          PoolException.ReplyLost.Reason.MALFORMED,
          "it is no XML that could be accepted: " + firstLine(e),
          e);
    } catch (HttpFailure e) {
      throw e;
    } catch (IOException e) {
      throw new PoolException.ReplyLost(
          method,
          host,
          PoolException.ReplyLost.Reason.MALFORMED,
          "its bytes are no UTF-8: " + firstLine(e),
          e);
    }
  }

  private static PoolException.ReplyLost notXenApi(String method, String host) {
    return new PoolException.ReplyLost(
        method,
        host,
        PoolException.ReplyLost.Reason.NOT_XENAPI,
        "a web page came, as proxies and other web servers send them",
        null);
  }

  private static String firstLine(Exception e) {
    String message = String.valueOf(e.getMessage());
    byte[] bytes = message.lines().findFirst().orElse("").getBytes(StandardCharsets.UTF_8);
    return new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.UTF_8);
  }
}
