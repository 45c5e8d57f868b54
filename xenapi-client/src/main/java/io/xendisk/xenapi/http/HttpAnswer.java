package io.xendisk.xenapi.http;

import io.xendisk.xenapi.http.HttpFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The head of an HTTP answer, and its body as a stream that ends where the body ends. Confined to
 * the exchange; reading the body runs under the deadline of its connection.
 */
public final class HttpAnswer {
  private static final int LONGEST_HEAD = 64 << 10;
  private static final int MOST_HEADERS = 200;

  private final int status;
  private final Map<String, String> headers;
  private final InputStream body;
  private final boolean reusable;

  private HttpAnswer(int status, Map<String, String> headers, InputStream body, boolean reusable) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.reusable = reusable;
  }

  static byte[] join(String head, byte[] body) {
    byte[] start = (head + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    var all = new byte[start.length + body.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }

  static HttpAnswer read(InputStream in, long maxBytes) throws IOException {
    var budget = new int[] {LONGEST_HEAD};
    String line = readLine(in, budget);
    int status = status(line);
    Map<String, String> headers = headers(in, budget);
    for (int interim = 0; status >= 100 && status < 200; interim++) {
      if (interim == 5) {
        throw malformed("too many interim answers");
      }
      line = readLine(in, budget);
      status = status(line);
      headers = headers(in, budget);
    }
    String coding = headers.getOrDefault("content-encoding", "identity");
    if (!coding.equalsIgnoreCase("identity")) {
      throw malformed("the body is encoded as %.20s, which was not asked for".formatted(coding));
    }
    return withBody(in, line, status, headers, maxBytes);
  }

  private static HttpAnswer withBody(
      InputStream in, String line, int status, Map<String, String> headers, long maxBytes)
      throws IOException {
    boolean keeps =
        !line.startsWith("HTTP/1.0")
            && !headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT).contains("close");
    String transfer = headers.getOrDefault("transfer-encoding", "");
    if (!transfer.isEmpty()) {
      if (!transfer.equalsIgnoreCase("chunked")) {
        throw malformed("unknown transfer encoding %.20s".formatted(transfer));
      }
      return new HttpAnswer(status, headers, new Body.Chunked(in, maxBytes), keeps);
    }
    String length = headers.get("content-length");
    if (length == null) {
      return new HttpAnswer(status, headers, new Body.UntilClose(in, maxBytes), false);
    }
    long bytes = length(length);
    if (bytes > maxBytes) {
      throw tooLarge(maxBytes);
    }
    return new HttpAnswer(status, headers, new Body.Sized(in, bytes), keeps);
  }

  public int status() {
    return status;
  }

  /** A header by its name in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Throws {@link HttpFailure} where it is cut short, comes too late, or is too large. */
  public InputStream body() {
    return body;
  }

  /** Whether the connection may serve another request once the body was read to its end. */
  public boolean reusable() {
    return reusable;
  }

  private static int status(String line) throws HttpFailure {
    if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
      throw malformed("this is no HTTP answer: %.40s".formatted(line.replaceAll("[^ -~]", "?")));
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private static Map<String, String> headers(InputStream in, int[] budget) throws IOException {
    var headers = new LinkedHashMap<String, String>();
    for (int count = 0; ; count++) {
      String line = readLine(in, budget);
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (count == MOST_HEADERS || colon <= 0 || line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        throw malformed("a header is malformed, or there are too many");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      String other = headers.putIfAbsent(name, value);
      if (other != null
          && !other.equals(value)
          && (name.equals("content-length") || name.equals("transfer-encoding"))) {
        throw malformed("the header %s is there twice and differs".formatted(name));
      }
    }
  }

  static String readLine(InputStream in, int[] budget) throws IOException {
    var line = new StringBuilder();
    while (true) {
      int next = in.read();
      if (next < 0) {
        throw new HttpFailure(Kind.DISCONNECTED, true, "the connection ended before an answer");
      }
      if (--budget[0] < 0) {
        throw new HttpFailure(Kind.TOO_LARGE, true, "the head of the answer is too long");
      }
      if (next == '\n') {
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
          line.setLength(length - 1);
        }
        return line.toString();
      }
      line.append((char) next);
    }
  }

  private static long length(String text) throws HttpFailure {
    if (!text.matches("[0-9]{1,18}")) {
      throw malformed("Content-Length is no number");
    }
    return Long.parseLong(text);
  }

  static HttpFailure malformed(String message) {
    return new HttpFailure(Kind.MALFORMED, true, message);
  }

  static HttpFailure tooLarge(long maxBytes) {
    return new HttpFailure(
        Kind.TOO_LARGE, true, "the answer is larger than %,d bytes".formatted(maxBytes));
  }
}
