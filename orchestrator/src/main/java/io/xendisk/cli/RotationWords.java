package io.xendisk.cli;

import io.xendisk.domain.rotation.Notice;
import io.xendisk.domain.rotation.PastTurn;
import java.util.Map;

/** The words of rotations that several answers share. */
final class RotationWords {
  private RotationWords() {}

  static Map<String, Object> notice(Notice notice) {
    var document = Documents.map();
    document.put("event", notice.kind().word());
    document.put("disk", notice.name());
    document.put("since", notice.since());
    document.put("text", notice.text());
    return document;
  }

  /** How a turn ended, in one word. */
  static String end(PastTurn.End end) {
    return switch (end) {
      case GOES_ON -> "in";
      case CLEAN -> "clean";
      case UNKNOWN -> "unknown";
      case UNCLEAN -> "unclean";
      case PULLED -> "pulled";
    };
  }
}
