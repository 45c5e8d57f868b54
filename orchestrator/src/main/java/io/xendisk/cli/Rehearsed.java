package io.xendisk.cli;

import io.xendisk.domain.tell.Message;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What happened when the coming weeks of a set were rehearsed on a simulated pool. Immutable.
 *
 * @param zone the set's
 * @param unplayed what there was no time for
 * @param routes whether the configuration says who is told; else one was made up
 */
public record Rehearsed(
    String set,
    ZoneId zone,
    Instant from,
    Instant until,
    List<Happening> happenings,
    List<String> unplayed,
    boolean routes) {
  public Rehearsed {
    happenings = List.copyOf(happenings);
    unplayed = List.copyOf(unplayed);
  }

  /** Something that happened at a moment. */
  public sealed interface Happening {
    Instant at();

    /** What somebody did at the rack, or did not do. */
    record Hands(Instant at, String text) implements Happening {}

    /** What a run of the rotation did. */
    record Deed(Instant at, String text) implements Happening {}

    /** What people were told, and by which route. */
    record Told(Instant at, String route, Message message) implements Happening {}
  }
}
