package io.xendisk.domain.guard;

import io.xendisk.domain.Fields;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskKey;
import io.xendisk.domain.disk.Keep;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The note on a VM that a disk is to be attached to it again once its guest has booted. It names
 * the VM, because a clone carries it along (safety rule R8). Immutable.
 *
 * @param disk what the disk is remembered by, as a selector: a {@link DiskKey}, or {@code vdi:UUID}
 *     where it carries nothing
 * @param name what people call it
 */
public record Intent(
    String vm, String disk, String name, Wish wish, String vdi, Why why, String by, Instant at) {
  public static final String KEY_PREFIX = "xendisk:intent:";
  private static final int VERSION = 1;

  /** How it is to be attached. */
  public record Wish(Attachment.Mode mode, Keep keep) {}

  /** Why it is out. */
  public enum Why {
    /** {@code park} took it out, for a backup of the VM, say. */
    PARKED,
    /** The VM is guarded, and stopped. */
    GUARDED,
    /** The VM was to boot with a disk that it never had (the first-attach rule). */
    FORBIDDEN;

    /** As it stands in the note and in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Why> of(String word) {
      return Stream.of(values()).filter(why -> why.word().equals(word)).findFirst();
    }
  }

  /** Whether it is put back once the guest has booted; whoever parked it says when. */
  public boolean comesByItself() {
    return why != Why.PARKED;
  }

  /** The intent to put back a disk that a VM has, or was to have. */
  public static Intent of(Disk disk, Attachment attachment, Why why, String by, Instant at) {
    var vm = attachment.holder().vm().uuid();
    var note = attachment.kept();
    var keep = note == null ? Keep.KEPT : note.keep();
    // What was noted when it was attached is the disk that the VM had, whatever is there by now.
    var noted = note == null ? null : note.key();
    return new Intent(
        vm,
        noted != null
            ? noted
            : disk.key().map(DiskKey::toString).orElse("vdi:" + disk.vdi().uuid()),
        note == null ? disk.name() : note.name(),
        new Wish(attachment.mode(), keep),
        disk.vdi().uuid(),
        why,
        by,
        at);
  }

  public String key() {
    return KEY_PREFIX + disk;
  }

  public String text() {
    return Fields.ofVersion(VERSION)
        .with("vm", vm)
        .with("name", name)
        .with("mode", wish.mode)
        .with("keep", wish.keep.word())
        .with("vdi", vdi)
        .with("why", why.word())
        .with("by", by)
        .with("at", at)
        .text();
  }

  /** The intent under a key; nothing if it is another's, or cannot be read. */
  public static Optional<Intent> parse(String key, String text) {
    return key.startsWith(KEY_PREFIX)
        ? Fields.read(text, VERSION, fields -> from(key.substring(KEY_PREFIX.length()), fields))
        : Optional.empty();
  }

  private static Intent from(String disk, Fields fields) {
    return new Intent(
        fields.require("vm"),
        disk,
        fields.require("name"),
        new Wish(
            Attachment.Mode.valueOf(fields.require("mode")),
            Keep.of(fields.require("keep")).orElse(Keep.KEPT)),
        fields.require("vdi"),
        Why.of(fields.require("why")).orElse(Why.PARKED),
        fields.require("by"),
        Instant.parse(fields.require("at")));
  }

  /** The intents among a VM's notes that are its own, in the order of their names. */
  public static List<Intent> in(Map<String, String> notes, String vmUuid) {
    return notes.entrySet().stream()
        .flatMap(note -> parse(note.getKey(), note.getValue()).stream())
        .filter(intent -> intent.vm.equals(vmUuid))
        .sorted(Comparator.comparing(Intent::name).thenComparing(Intent::disk))
        .toList();
  }

  /** Whether it is about this disk. */
  public boolean means(Disk other) {
    return disk.equals("vdi:" + other.vdi().uuid())
        || other.key().filter(key -> disk.equals(key.toString())).isPresent();
  }
}
