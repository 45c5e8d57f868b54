package io.xendisk.domain.disk;

import io.xendisk.domain.Fields;
import io.xendisk.domain.disk.Contents.Filesystem;
import io.xendisk.domain.disk.Contents.Table;
import io.xendisk.domain.disk.passport.DiskMemory;
import io.xendisk.domain.disk.passport.Rebound;
import io.xendisk.domain.disk.passport.Stamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a disk in its VDI's {@code other_config}: what was read last, and the
 * identity that the VDI was known by so far. Every note has a number; the next one is written
 * before the last is removed, so that no moment is without a memory (safety rule R2). Immutable.
 */
public record SeenNote(int number, Contents.Known read, DiskMemory memory) {
  private static final String KEY = "xendisk:seen:";
  private static final Pattern KEYS = Pattern.compile(KEY + "([1-9][0-9]{0,8})");
  private static final int VERSION = 1;

  /** The note that takes the place of another, null if there was none. */
  public static SeenNote after(@Nullable SeenNote last, Contents.Known read, DiskMemory memory) {
    return new SeenNote(last == null ? 1 : last.number + 1, read, memory);
  }

  /** The newest note that can be read, with the rebinding that stands beside it. */
  public static Optional<SeenNote> newest(Map<String, String> otherConfig) {
    var rebound = Optional.ofNullable(otherConfig.get(Rebound.KEY)).map(Rebound::read);
    return otherConfig.entrySet().stream()
        .flatMap(entry -> read(entry.getKey(), entry.getValue()).stream())
        .max(Comparator.comparingInt(SeenNote::number))
        .map(note -> new SeenNote(note.number, note.read, note.memory.with(rebound)));
  }

  private static Optional<SeenNote> read(String key, String text) {
    var number = KEYS.matcher(key);
    return number.matches()
        ? Fields.read(text, VERSION, fields -> from(Integer.parseInt(number.group(1)), fields))
        : Optional.empty();
  }

  public String key() {
    return KEY + number;
  }

  public String text() {
    var fields = read.stamp().into(Fields.ofVersion(VERSION)).with("read", read.readAt());
    fields = with(fields, "blank", read.blank() ? true : null);
    fields = with(fields, "partial", read.partial() ? true : null);
    if (read.table() != null) {
      fields = with(fields.with("table", read.table().type()), "id", read.table().id());
    }
    if (read.filesystem() != null) {
      var filesystem = read.filesystem();
      fields = fields.with("fs", filesystem.type());
      fields = with(fields, "uuid", filesystem.uuid());
      fields = with(fields, "label", filesystem.label());
      fields = with(fields, "clean", filesystem.clean());
      fields = with(fields, "used", filesystem.usedPercent());
    }
    return memory.into(drive(fields, read.drive()), read.readAt()).text();
  }

  private static Fields drive(Fields fields, Drive drive) {
    if (!drive.answers()) {
      return fields;
    }
    var told = with(fields.with("smart", true), "serial", drive.serial());
    told = with(told, "wwn", drive.wwn());
    told = with(told, "model", drive.model());
    told = with(told, "healthy", drive.healthy());
    told = with(told, "celsius", drive.temperature());
    return with(told, "hours", drive.powerOnHours());
  }

  private static SeenNote from(int number, Fields fields) {
    var readAt = Instant.parse(fields.require("read"));
    var read =
        new Contents.Known(
            Stamp.from(fields),
            readAt,
            fields.get("table").map(type -> new Table(type, text(fields, "id"))).orElse(null),
            fields.get("fs").map(type -> filesystem(type, fields)).orElse(null),
            fields.get("blank").isPresent(),
            fields.get("partial").isPresent(),
            drive(fields));
    return new SeenNote(number, read, DiskMemory.from(fields, readAt));
  }

  private static Filesystem filesystem(String type, Fields fields) {
    return new Filesystem(
        type,
        text(fields, "label"),
        text(fields, "uuid"),
        fields.get("clean").map(Boolean::valueOf).orElse(null),
        fields.get("used").map(Integer::valueOf).orElse(null));
  }

  private static Drive drive(Fields fields) {
    return fields.get("smart").isEmpty()
        ? Drive.SILENT
        : new Drive(
            true,
            text(fields, "serial"),
            text(fields, "wwn"),
            text(fields, "model"),
            fields.get("healthy").map(Boolean::valueOf).orElse(null),
            fields.get("celsius").map(Integer::valueOf).orElse(null),
            fields.get("hours").map(Long::valueOf).orElse(null));
  }

  private static @Nullable String text(Fields fields, String key) {
    return fields.get(key).orElse(null);
  }

  private static Fields with(Fields fields, String key, @Nullable Object value) {
    return value == null ? fields : fields.with(key, value);
  }
}
