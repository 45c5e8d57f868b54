package io.xendisk.domain.disk;

import io.xendisk.domain.Fields;
import io.xendisk.domain.disk.Contents.Filesystem;
import io.xendisk.domain.disk.Contents.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the contents of a disk are remembered in its VDI's {@code other_config}. */
public final class ContentsNote {
  public static final String KEY = "xendisk:contents";
  private static final int VERSION = 1;

  private ContentsNote() {}

  public static String write(Contents.Known known) {
    var fields = known.stamp().into(Fields.ofVersion(VERSION)).with("read", known.readAt());
    if (known.blank()) {
      fields = fields.with("blank", true);
    }
    if (known.table() != null) {
      fields = with(fields.with("table", known.table().type()), "id", known.table().id());
    }
    if (known.filesystem() != null) {
      var filesystem = known.filesystem();
      fields = fields.with("fs", filesystem.type());
      fields = with(fields, "uuid", filesystem.uuid());
      fields = with(fields, "label", filesystem.label());
      fields = with(fields, "clean", filesystem.clean());
      fields = with(fields, "used", filesystem.usedPercent());
    }
    return fields.text();
  }

  /** What was remembered, or nothing if it was not written by this version of xendisk. */
  public static Optional<Contents.Known> read(String text) {
    return Fields.read(text, VERSION, ContentsNote::fromFields);
  }

  private static Contents.Known fromFields(Fields fields) {
    var table = fields.get("table").map(type -> new Table(type, text(fields, "id"))).orElse(null);
    var filesystem =
        fields
            .get("fs")
            .map(
                type ->
                    new Filesystem(
                        type,
                        text(fields, "label"),
                        text(fields, "uuid"),
                        fields.get("clean").map(Boolean::valueOf).orElse(null),
                        fields.get("used").map(Integer::valueOf).orElse(null)))
            .orElse(null);
    return new Contents.Known(
        Stamp.from(fields),
        Instant.parse(fields.require("read")),
        table,
        filesystem,
        fields.get("blank").isPresent());
  }

  private static @Nullable String text(Fields fields, String key) {
    return fields.get(key).orElse(null);
  }

  private static Fields with(Fields fields, String key, @Nullable Object value) {
    return value == null ? fields : fields.with(key, value);
  }
}
