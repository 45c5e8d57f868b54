package io.xendisk.operation;

import io.xendisk.domain.custody.ChainCheck;
import io.xendisk.domain.custody.LogLine;
import io.xendisk.port.LogArchive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Joins the log of the pool with what workstations keep of it, and checks it. Thread-safe: holds no
 * state of its own.
 */
public final class CheckHistory {
  private CheckHistory() {}

  /** The log and what is to be said of it. */
  public record Checked(ChainCheck.Verdict verdict, List<LogLine> lines) {
    public Checked {
      lines = List.copyOf(lines);
    }
  }

  /** Of these copies alone. */
  public static Checked of(List<LogArchive> archives) {
    return checked(
        archives.stream()
            .map(archive -> new ChainCheck.Copy(archive.place(), archive.lines()))
            .toList());
  }

  /** Of what this workstation keeps and the pool's own. */
  public static Checked ofPool(Surroundings surroundings, LogArchive.Shelf shelf) {
    var pool = surroundings.pool();
    var archive = shelf.of(pool.uuid());
    return checked(
        List.of(
            new ChainCheck.Copy(archive.place(), archive.lines()),
            new ChainCheck.Copy("the pool", ofNotes(pool.notes()))));
  }

  /** In the order of their keys, so that a line under another key shows as moved. */
  private static List<String> ofNotes(Map<String, String> notes) {
    return notes.entrySet().stream()
        .filter(note -> note.getKey().matches("\\Q" + LogLine.KEY + "\\E[0-9]{1,18}"))
        .sorted(
            (a, b) ->
                Long.compare(
                    Long.parseLong(a.getKey().substring(LogLine.KEY.length())),
                    Long.parseLong(b.getKey().substring(LogLine.KEY.length()))))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Checked checked(List<ChainCheck.Copy> copies) {
    var lines = new TreeMap<Long, LogLine>();
    for (var copy : copies) {
      for (var text : copy.lines()) {
        LogLine.read(text).ifPresent(line -> lines.putIfAbsent(line.number(), line));
      }
    }
    return new Checked(ChainCheck.of(copies), new ArrayList<>(lines.values()));
  }
}
