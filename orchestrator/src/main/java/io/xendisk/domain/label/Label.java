package io.xendisk.domain.label;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands on the label of a disk. Immutable.
 *
 * @param id of its passport; also in the QR code
 * @param serial only its end is shown; null if it is not known
 * @param set the sets that it takes turns in; empty for none
 * @param origin the host where it is, or was when it was last seen; null if that is not known
 */
public record Label(
    String name, String id, @Nullable String serial, String set, @Nullable String origin) {
  private static final int TAIL = 6;

  /** What a reader of the QR code gets. */
  public String code() {
    return "xendisk:disk:" + id;
  }

  /** The lines below the name. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    if (!set.isEmpty()) {
      lines.add("Set " + set);
    }
    if (serial != null && !serial.isBlank()) {
      lines.add("Serial …" + serial.substring(Math.max(0, serial.length() - TAIL)));
    }
    if (origin != null) {
      lines.add("From " + origin);
    }
    lines.add("Id " + id);
    return lines;
  }
}
