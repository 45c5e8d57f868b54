package io.xendisk.domain.disk.contents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.disk.contents.Content.Empty;
import io.xendisk.domain.disk.contents.Content.OutOfReach;
import io.xendisk.domain.disk.contents.Content.Recognised;
import io.xendisk.domain.disk.contents.Content.Unrecognised;
import io.xendisk.domain.disk.contents.PartitionTable.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What blkid, sfdisk and dumpe2fs say of one image, as {@code .ci/disk-samples} wrote it down, and
 * the comparison with what we read. Immutable.
 */
record SampleFacts(
    String name, long size, Optional<String> table, Optional<String> tableId, List<Seen> places) {

  record Seen(
      Place place,
      Optional<String> type,
      Optional<String> uuid,
      Optional<String> label,
      Optional<ExtState> ext) {}

  static SampleFacts read(Path file) throws IOException {
    String name = file.getFileName().toString().replace(".facts", "");
    long size = 0;
    Optional<String> table = Optional.empty();
    Optional<String> tableId = Optional.empty();
    List<Seen> places = new ArrayList<>();
    for (String line : Files.readAllLines(file, UTF_8)) {
      List<String> words = List.of(line.split("\t", -1));
      switch (words.getFirst()) {
        case "size" -> size = Long.parseLong(words.get(1));
        case "table" -> {
          table = Optional.of(words.get(1));
          tableId = word(words, 2);
        }
        case "place" -> places.add(place(words));
        case "ext" -> {
          Seen last = places.removeLast();
          places.add(new Seen(last.place(), last.type(), last.uuid(), last.label(), ext(words)));
        }
        default -> throw new IllegalArgumentException(name + " has an unknown fact: " + line);
      }
    }
    return new SampleFacts(name, size, table, tableId, List.copyOf(places));
  }

  private static Seen place(List<String> words) {
    var place =
        new Place(
            Integer.parseInt(words.get(1)),
            Long.parseLong(words.get(2)),
            Long.parseLong(words.get(3)));
    return new Seen(place, word(words, 4), word(words, 5), word(words, 6), Optional.empty());
  }

  private static Optional<ExtState> ext(List<String> words) {
    boolean replay = words.get(3).equals("yes");
    return Optional.of(
        new ExtState(
            words.get(2).equals("yes") && !replay,
            replay,
            words.get(4).equals("yes"),
            word(words, 5).map(Long::parseLong).map(Instant::ofEpochSecond),
            word(words, 6),
            Integer.parseInt(words.get(7)),
            Long.parseLong(words.get(8)),
            Long.parseLong(words.get(9))));
  }

  private static Optional<String> word(List<String> words, int index) {
    return Optional.of(words.get(index)).filter(word -> !word.equals("-"));
  }

  /** That we read the same, when all bytes can be had. */
  void assertSameAs(DiskContents read) {
    assertSameAs(read, Long.MAX_VALUE);
  }

  /**
   * That we read the same, when only the bytes before {@code end} can be had: places behind it may
   * be missing or out of reach, and so may a label that stands in a directory there.
   */
  void assertSameAs(DiskContents read, long end) {
    assertThat(read.partitionTable().map(PartitionTable::kind))
        .as("%s: table", name)
        .isEqualTo(table.map(kind -> kind.equals("gpt") ? Kind.GPT : Kind.MBR));
    assertThat(read.partitionTable().flatMap(PartitionTable::id))
        .as("%s: table id", name)
        .isEqualTo(tableId);
    for (Seen seen : places) {
      Optional<Content> content =
          read.contents().stream().filter(c -> c.place().equals(seen.place())).findFirst();
      boolean reached = seen.place().offset() + (128 << 10) <= end || end >= size;
      assertThat(content.isPresent() || !reached).as("%s: place %s", name, seen).isTrue();
      content.ifPresent(found -> assertSame(seen, found, reached, end));
    }
    assertThat(read.contents().stream().map(Content::place))
        .as("%s: no other places", name)
        .allMatch(
            place ->
                place.isWholeDisk()
                    || places.stream().anyMatch(seen -> seen.place().equals(place)));
  }

  private void assertSame(Seen seen, Content content, boolean reached, long end) {
    switch (content) {
      case Recognised(var found) -> assertSame(seen, found, end);
      case Empty _, Unrecognised _ ->
          assertThat(seen.type()).as("%s: %s unrecognised", name, seen).isEmpty();
      case OutOfReach _ -> assertThat(reached).as("%s: %s out of reach", name, seen).isFalse();
    }
  }

  private void assertSame(Seen seen, Filesystem found, long end) {
    assertThat(Optional.of(found.type().blkidName())).as("%s: type", name).isEqualTo(seen.type());
    assertThat(found.uuid()).as("%s: UUID", name).isEqualTo(seen.uuid());
    assertThat(found.ext()).as("%s: state", name).isEqualTo(seen.ext());
    if (found.label().isPresent() || end == Long.MAX_VALUE) {
      assertThat(found.label()).as("%s: label", name).isEqualTo(seen.label());
    }
  }
}
