package io.xendisk;

import io.xendisk.fixtures.SimulatedPool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.regex.Pattern;

/**
 * Stands between commands and one host of a pool, and asks a keeper before each XenAPI call goes in
 * and before each answer comes out: so something can happen exactly at one call, without a clock.
 * Thread-safe; closing it ends its connections and threads.
 */
final class CallGate implements AutoCloseable {
  private static final Pattern METHOD = Pattern.compile("<methodName>(.*?)</methodName>");
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)");

  /** What becomes of a call on its way to the host, or of the answer on its way back. */
  enum Fate {
    PASS,

    /** It never arrives, and the connection is dropped. */
    LOST,

    /** It arrives a second time, and that is what is answered. */
    TWICE,

    /** It arrives when who called has given up waiting and hung up. */
    LATE
  }

  /** Says what becomes of a call; calls are numbered from 0. */
  interface Keeper {
    default Fate call(int number, String method) {
      return Fate.PASS;
    }

    default Fate answer(int number, String method) {
      return Fate.PASS;
    }
  }

  private final URI host;
  private final Keeper keeper;
  private final ServerSocket listening;
  private final List<String> methods = new ArrayList<>();
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private CallGate(URI host, Keeper keeper) throws IOException {
    this.host = host;
    this.keeper = keeper;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  static CallGate before(URI host, Keeper keeper) {
    try {
      return new CallGate(host, keeper);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  /** One whose commands go through here. */
  Shell shell(SimulatedPool pool) {
    var _ = Shell.on(pool); // which has it looked at afterwards
    return Shell.on(url(), pool.user(), pool.password());
  }

  /** The calls so far. */
  List<String> methods() {
    synchronized (methods) {
      return List.copyOf(methods);
    }
  }

  private void accept() {
    try {
      while (true) {
        var client = listening.accept();
        open.add(client);
        threads.execute(() -> serve(client));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void serve(Socket client) {
    try (client) {
      for (var request = message(client); request.length > 0; request = message(client)) {
        var found = METHOD.matcher(new String(request, StandardCharsets.UTF_8));
        var method = found.find() ? found.group(1) : "";
        int number = numberOf(method);
        var fate = keeper.call(number, method);
        if (fate == Fate.LOST) {
          return;
        }
        if (fate == Fate.LATE) {
          awaitHangUp(client);
        }
        if (fate == Fate.TWICE) {
          answer(request);
        }
        var answer = answer(request);
        fate = keeper.answer(number, method);
        if (fate == Fate.LATE) {
          awaitHangUp(client);
        }
        if (fate != Fate.PASS) {
          return;
        }
        client.getOutputStream().write(answer);
      }
    } catch (IOException _) {
      // one of the two has hung up
    }
  }

  /** Nobody sends anything before the answer is there. */
  private static void awaitHangUp(Socket client) {
    try {
      int end = client.getInputStream().read();
      if (end >= 0) {
        throw new IllegalStateException("a call before the answer of the last one");
      }
    } catch (IOException _) {
      // hung up, without a word
    }
  }

  /** Over a connection of its own: the keeper may have had the host cut all that it had. */
  private byte[] answer(byte[] request) throws IOException {
    try (var inside = new Socket(host.getHost(), host.getPort())) {
      open.add(inside);
      inside.getOutputStream().write(request);
      return message(inside);
    }
  }

  private int numberOf(String method) {
    synchronized (methods) {
      methods.add(method);
      return methods.size() - 1;
    }
  }

  /** The next message with its body; empty at the end of the connection. */
  private static byte[] message(Socket from) throws IOException {
    InputStream in = from.getInputStream();
    var bytes = new ByteArrayOutputStream();
    for (int newlines = 0; newlines < 2; ) {
      int next = in.read();
      if (next < 0) {
        return new byte[0];
      }
      bytes.write(next);
      newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
    }
    var head = bytes.toString(StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    var length = LENGTH.matcher(head);
    bytes.write(in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0));
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (var socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.close();
  }
}
