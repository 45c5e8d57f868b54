package io.xendisk.xenapi.http;

import io.xendisk.xenapi.http.HttpFailure.Kind;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of an answer. It ends only where the peer said that it ends: a body cut short is a
 * failure, never an end. Confined to one exchange.
 */
abstract sealed class Body extends InputStream {
  final InputStream in;
  boolean ended;

  Body(InputStream in) {
    this.in = in;
  }

  /** Reads some of the body; called only while it has not ended. */
  abstract int some(byte[] bytes, int offset, int length) throws IOException;

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    if (length == 0) {
      return 0;
    }
    try {
      return some(bytes, offset, length);
    } catch (HttpFailure e) {
      throw e;
    } catch (IOException e) {
      throw HttpConnection.lost(e);
    }
  }

  static HttpFailure cut() {
    return new HttpFailure(Kind.DISCONNECTED, true, "the answer was cut off in the middle");
  }

  /** Of the length that Content-Length said. */
  static final class Sized extends Body {
    private long left;

    Sized(InputStream in, long length) {
      super(in);
      left = length;
      ended = length == 0;
    }

    @Override
    int some(byte[] bytes, int offset, int length) throws IOException {
      int count = in.read(bytes, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw cut();
      }
      left -= count;
      ended = left == 0;
      return count;
    }
  }

  /** Up to the end of the connection. */
  static final class UntilClose extends Body {
    private final long max;
    private long seen;

    UntilClose(InputStream in, long max) {
      super(in);
      this.max = max;
    }

    @Override
    int some(byte[] bytes, int offset, int length) throws IOException {
      int count = in.read(bytes, offset, length);
      if (count < 0) {
        ended = true;
        return -1;
      }
      seen += count;
      if (seen > max) {
        throw HttpAnswer.tooLarge(max);
      }
      return count;
    }
  }

  /** In chunks; xapi never sends them, but what stands before it may. */
  static final class Chunked extends Body {
    private static final int LONGEST_LINE = 4 << 10;

    private final long max;
    private long seen;
    private long left;
    private boolean first = true;

    Chunked(InputStream in, long max) {
      super(in);
      this.max = max;
    }

    @Override
    int some(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0 && !next()) {
        return -1;
      }
      int count = in.read(bytes, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw cut();
      }
      left -= count;
      return count;
    }

    /** Reads the head of the next chunk; false at the last one. */
    private boolean next() throws IOException {
      if (!first && !line().isEmpty()) {
        throw HttpAnswer.malformed("a chunk is longer than it said");
      }
      first = false;
      left = length(line());
      seen += left;
      if (seen > max) {
        throw HttpAnswer.tooLarge(max);
      }
      if (left > 0) {
        return true;
      }
      for (int trailers = 0; !line().isEmpty(); trailers++) {
        if (trailers > 20) {
          throw HttpAnswer.malformed("too many trailers");
        }
      }
      ended = true;
      return false;
    }

    /** By hand: a flood of small chunks must not cost a pattern each. */
    private static long length(String line) throws HttpFailure {
      int extension = line.indexOf(';');
      int end = extension < 0 ? line.length() : extension;
      long length = 0;
      for (int i = 0; i < end; i++) {
        int digit = Character.digit(line.charAt(i), 16);
        if (digit < 0 || i > 14) {
          throw HttpAnswer.malformed("a chunk has no length");
        }
        length = length << 4 | digit;
      }
      if (end == 0) {
        throw HttpAnswer.malformed("a chunk has no length");
      }
      return length;
    }

    private String line() throws IOException {
      return HttpAnswer.readLine(in, new int[] {LONGEST_LINE});
    }
  }
}
