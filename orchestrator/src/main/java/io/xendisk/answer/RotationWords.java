package io.xendisk.answer;

import io.xendisk.domain.rotation.Notice;
import io.xendisk.domain.rotation.PastTurn;
import io.xendisk.domain.rotation.Scene;
import io.xendisk.domain.rotation.Turn;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of rotations that several answers share. */
public final class RotationWords {
  private RotationWords() {}

  static Map<String, Object> notice(Notice notice) {
    var document = Documents.map();
    document.put("event", notice.kind().word());
    Documents.put(document, "disk", notice.about() == null ? null : notice.about().name());
    document.put("since", notice.since());
    document.put("text", notice.text());
    return document;
  }

  /** A turn, with its disk as people call it, and what that is doing. */
  static Map<String, Object> turn(Turn turn, Scene scene) {
    var document = Documents.map();
    var member =
        scene.members().stream().filter(m -> m.name().equals(turn.disk())).findFirst().orElse(null);
    document.put("disk", member == null ? turn.disk() : member.label());
    Documents.put(document, "at", turn.from().equals(Instant.MAX) ? null : turn.from());
    document.put("stage", stage(member));
    return document;
  }

  static String stage(Scene.@Nullable Member member) {
    return member == null || member.entry() == null ? "unknown" : member.entry().stage().word();
  }

  /** How a turn ended, in one word. */
  static String end(PastTurn.End end) {
    return switch (end) {
      case GOES_ON -> "in";
      case CLEAN -> "clean";
      case UNKNOWN -> "unknown";
      case UNCLEAN -> "unclean";
      case PULLED -> "pulled";
      case INTERRUPTED -> "interrupted";
    };
  }
}
