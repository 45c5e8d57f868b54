package io.xendisk.xenapi.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A socket whose reads end at a deadline, however slowly the bytes drip. A socket's own time-out
 * starts anew with every byte; TLS laid over this socket reads through it as well, its handshake
 * included. Confined to one exchange at a time.
 */
final class BoundedSocket extends Socket {
  private Deadline deadline;

  BoundedSocket(Deadline deadline) {
    this.deadline = deadline;
  }

  void until(Deadline next) {
    deadline = next;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        arm();
        return super.read();
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        arm();
        return super.read(bytes, offset, length);
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
}
