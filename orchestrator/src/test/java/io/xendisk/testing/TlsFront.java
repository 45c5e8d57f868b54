package io.xendisk.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Puts TLS before a mail server that has none, from the first byte or after STARTTLS, and notes
 * what was said before TLS. Thread-safe; closing it ends its threads and sockets.
 */
public final class TlsFront implements AutoCloseable {
  private final ServerSocket listener;
  private final int server;
  private final SSLSocketFactory tls;
  private final boolean starttls;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<String> inTheClear = new CopyOnWriteArrayList<>();

  private TlsFront(int server, SSLSocketFactory tls, boolean starttls) {
    try {
      this.listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.server = server;
    this.tls = tls;
    this.starttls = starttls;
    Thread.startVirtualThread(this::accept);
  }

  public static TlsFront implicit(int server, SSLSocketFactory tls) {
    return new TlsFront(server, tls, false);
  }

  public static TlsFront starttls(int server, SSLSocketFactory tls) {
    return new TlsFront(server, tls, true);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** The lines that clients said before TLS. */
  public List<String> inTheClear() {
    return List.copyOf(inTheClear);
  }

  private void accept() {
    try {
      while (true) {
        var client = listener.accept();
        open.add(client);
        Thread.startVirtualThread(() -> serve(client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket client) {
    try (client) {
      if (starttls && !greeted(client)) {
        return;
      }
      var secure = (SSLSocket) tls.createSocket(client, null, client.getPort(), true);
      secure.setUseClientMode(false);
      secure.startHandshake();
      try (var behind = new Socket(InetAddress.getLoopbackAddress(), server)) {
        open.add(behind);
        if (starttls) {
          line(behind.getInputStream()); // its greeting was said already
        }
        var back = Thread.startVirtualThread(() -> copy(behind, secure));
        copy(secure, behind);
        back.join();
      }
    } catch (IOException e) {
      // a client that does not trust us hangs up
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the client asked for TLS. */
  private boolean greeted(Socket client) throws IOException {
    say(client, "220 front ready");
    while (true) {
      var said = line(client.getInputStream());
      inTheClear.add(said);
      if (said.startsWith("EHLO")) {
        say(client, "250-front\r\n250 STARTTLS");
      } else if (said.equals("STARTTLS")) {
        say(client, "220 go on");
        return true;
      } else {
        say(client, "530 5.7.0 Must issue a STARTTLS command first");
        if (said.isEmpty() || said.equals("QUIT")) {
          return false;
        }
      }
    }
  }

  private static void say(Socket to, String line) throws IOException {
    to.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    to.getOutputStream().flush();
  }

  /** Byte by byte, because what comes after it is not ours to read. */
  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  private static void copy(Socket from, Socket to) {
    try {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      var some = new byte[4096];
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        out.write(some, 0, n);
        out.flush();
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // the other end has gone
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (var socket : open) {
      socket.close();
    }
  }
}
