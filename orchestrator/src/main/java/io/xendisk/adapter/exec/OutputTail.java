package io.xendisk.adapter.exec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keeps the end of what a process says, however much that is. Thread-safe: guarded by itself. */
final class OutputTail {
  private final byte[] kept;
  private int length;
  private boolean cut;

  OutputTail(int limit) {
    this.kept = new byte[limit];
  }

  /** Reads a stream to its end. */
  void readFrom(InputStream stream) {
    var buffer = new byte[4096];
    try (stream) {
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        add(buffer, read);
      }
    } catch (IOException e) {
      // The process was ended, and its end of the pipe with it.
    }
  }

  private synchronized void add(byte[] bytes, int count) {
    int from = Math.max(0, count - kept.length);
    int added = count - from;
    int stays = Math.min(length, kept.length - added);
    cut |= from > 0 || stays < length;
    System.arraycopy(kept, length - stays, kept, 0, stays);
    System.arraycopy(bytes, from, kept, stays, added);
    length = stays + added;
  }

  /** The text, which may begin in the middle; nothing in it moves a terminal's cursor. */
  synchronized String text() {
    var text = new String(Arrays.copyOf(kept, length), StandardCharsets.UTF_8);
    var whole = cut ? "[...]" + text.substring(Math.min(text.length(), lineStart(text))) : text;
    return whole.replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?").stripTrailing();
  }

  /** A cut in the middle of a letter is hidden by beginning with the next line, if one is near. */
  private static int lineStart(String text) {
    return Math.max(0, text.indexOf('\n'));
  }
}
