package io.xendisk.xenapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A server on loopback that says exactly what a test wants said, byte for byte. Thread-safe; every
 * connection is served by a virtual thread that ends with the server.
 */
final class RawServer implements AutoCloseable {
  /** What the server does with one connection. */
  @FunctionalInterface
  interface Talk {
    void with(Visitor visitor) throws IOException;
  }

  /** One connection, seen from the server. */
  static final class Visitor {
    final Socket socket;
    final InputStream in;
    final OutputStream out;
    private final RawServer server;

    Visitor(Socket socket, RawServer server) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
      this.out = socket.getOutputStream();
      this.server = server;
    }

    /** The next request, head and body; null if the visitor has hung up. */
    @Nullable Request request() throws IOException {
      var head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          return null;
        }
        head.append((char) next);
      }
      int length = 0;
      for (String line : head.toString().lines().toList()) {
        if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(line.substring(15).strip());
        }
      }
      var request =
          new Request(head.toString(), new String(in.readNBytes(length), StandardCharsets.UTF_8));
      server.requests.add(request);
      return request;
    }

    void say(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    void answer(String body) throws IOException {
      answer("200 OK", "text/xml", body);
    }

    void answer(String status, String type, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      // In one piece: two small writes would wait for each other's acknowledgement.
      say(
          "HTTP/1.1 %s\r\ncontent-length: %d\r\nconnection: keep-alive\r\ncontent-type: %s\r\n\r\n%s"
              .formatted(status, bytes.length, type, body));
    }
  }

  /** One request as it came. */
  record Request(String head, String body) {
    String method() {
      return between(body, "<methodName>", "</methodName>");
    }

    /** The texts of the parameters that are plain values. */
    List<String> params() {
      var params = new ArrayList<String>();
      for (String part : body.split("<param>", -1)) {
        if (part.contains("</param>")) {
          params.add(part.substring(0, part.indexOf("</param>")).replaceAll("<[^>]*>", ""));
        }
      }
      return params;
    }

    private static String between(String text, String start, String end) {
      int from = text.indexOf(start);
      int to = text.indexOf(end);
      return from < 0 || to < 0 ? "" : text.substring(from + start.length(), to);
    }
  }

  private final ServerSocket listening;
  private final boolean tls;
  private final Talk talk;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final AtomicInteger connections = new AtomicInteger();

  private RawServer(ServerSocket listening, boolean tls, Talk talk) {
    this.listening = listening;
    this.tls = tls;
    this.talk = talk;
    threads.execute(this::accept);
  }

  static RawServer start(Talk talk) {
    try {
      return new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), false, talk);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RawServer start(SSLContext tls, Talk talk) {
    try {
      return new RawServer(
          tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
          true,
          talk);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Serves requests one after the other, over as many connections as come. */
  static RawServer answering(Function<Request, String> answers) {
    return start(visitor -> serve(visitor, answers));
  }

  static void serve(Visitor visitor, Function<Request, String> answers) throws IOException {
    for (Request next = visitor.request(); next != null; next = visitor.request()) {
      visitor.answer(answers.apply(next));
    }
  }

  URI url() {
    return URI.create((tls ? "https" : "http") + "://127.0.0.1:" + port());
  }

  String address() {
    return "127.0.0.1:" + port();
  }

  int port() {
    return listening.getLocalPort();
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Lets go of what was recorded, for tests that measure memory. */
  void forget() {
    requests.clear();
  }

  List<String> methods() {
    return requests.stream().map(Request::method).toList();
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        connections.incrementAndGet();
        open.add(socket);
        threads.execute(() -> talk(socket));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      talk.with(new Visitor(socket, this));
    } catch (IOException _) {
      // the visitor has left
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
