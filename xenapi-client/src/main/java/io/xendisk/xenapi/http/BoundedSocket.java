package io.xendisk.xenapi.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * A socket whose reads end at a deadline, however slowly the bytes drip, and that is closed under a
 * thread that is interrupted while it connects or reads. A socket's own time-out starts anew with
 * every byte, and an interrupt reaches it on virtual threads only. TLS laid over this socket reads
 * through it as well, its handshake included. Confined to one exchange at a time.
 */
final class BoundedSocket extends Socket {
  private final Interruptible interruptible = new Interruptible();
  private Deadline deadline;

  BoundedSocket(Deadline deadline) {
    this.deadline = deadline;
  }

  void until(Deadline next) {
    deadline = next;
  }

  @Override
  public void connect(SocketAddress address, int millis) throws IOException {
    interruptible.run(
        () -> {
          super.connect(address, millis);
          return 0;
        });
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        arm();
        return interruptible.run(super::read);
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        arm();
        return interruptible.run(() -> super.read(bytes, offset, length));
      }
    };
  }

  private void arm() throws IOException {
    try {
      setSoTimeout(deadline.millisLeft());
    } catch (SocketTimeoutException e) {
      close(); // nobody reads on after this
      throw e;
    }
  }

  private interface Wait {
    int end() throws IOException;
  }

  /** Lets an interrupt close the socket, as it does with the channels of java.nio. */
  private final class Interruptible extends AbstractInterruptibleChannel {
    int run(Wait wait) throws IOException {
      boolean done = false;
      begin();
      try {
        int end = wait.end();
        done = true;
        return end;
      } finally {
        end(done);
      }
    }

    @Override
    protected void implCloseChannel() throws IOException {
      BoundedSocket.this.close();
    }
  }
}
