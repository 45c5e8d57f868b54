package io.xendisk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A line that breaks when so many bytes have gone through it towards the server: both ends are cut
 * at once. Thread-safe.
 */
final class CutLine implements AutoCloseable {
  private final InetSocketAddress server;
  private final ServerSocket door;
  private final AtomicLong left = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  CutLine(InetSocketAddress server) throws IOException {
    this.server = server;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.add(Thread.ofVirtual().start(this::accept));
  }

  int port() {
    return door.getLocalPort();
  }

  /** From now on so many bytes go through. */
  void breaksAfter(long bytes) {
    left.set(bytes);
    sent.set(0);
  }

  /** How many have gone through since that was said. */
  long sent() {
    return sent.get();
  }

  private void accept() {
    try {
      while (true) {
        var client = door.accept();
        var there = new Socket(server.getAddress(), server.getPort());
        open.add(client);
        open.add(there);
        threads.add(Thread.ofVirtual().start(() -> towards(client, there)));
        threads.add(Thread.ofVirtual().start(() -> back(there, client)));
      }
    } catch (IOException e) {
      cut();
    }
  }

  private void towards(Socket client, Socket there) {
    try (InputStream in = client.getInputStream();
        OutputStream out = there.getOutputStream()) {
      var buffer = new byte[4096];
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        int passing = (int) Math.min(read, left.get());
        out.write(buffer, 0, passing);
        out.flush();
        left.addAndGet(-passing);
        sent.addAndGet(passing);
        if (passing < read) {
          cut();
          return;
        }
      }
    } catch (IOException e) {
      cut();
    }
  }

  private void back(Socket there, Socket client) {
    try (InputStream in = there.getInputStream();
        OutputStream out = client.getOutputStream()) {
      long _ = in.transferTo(out);
      client.shutdownOutput();
    } catch (IOException e) {
      cut();
    }
  }

  private void cut() {
    for (var socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    open.clear();
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
    try {
      for (var thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
