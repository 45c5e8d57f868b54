package io.xendisk.answer;

import io.xendisk.domain.history.DiskWords;
import io.xendisk.domain.history.VmWords;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a document that a command prints says of the disk, the VM and the outcome, for the history.
 * Stateless.
 */
public final class HistoryWords {
  private HistoryWords() {}

  /**
   * The disk.
   *
   * @param request what was asked for
   * @param result what came of it
   */
  public static DiskWords disk(Map<String, Object> request, Map<String, Object> result) {
    var asked = text(request.get("disk"));
    if (!(result.get("disk") instanceof Map<?, ?> disk)) {
      return new DiskWords(asked, null, null);
    }
    var passport = disk.get("passport") instanceof Map<?, ?> one ? one : Map.of();
    var filesystem = disk.get("filesystem") instanceof Map<?, ?> one ? one : Map.of();
    var id = text(passport.get("id"));
    return new DiskWords(
        first(text(passport.get("label")), text(filesystem.get("label")), asked),
        id == null ? text(disk.get("id")) : id,
        text(disk.get("vdi")));
  }

  public static VmWords vm(Map<String, Object> request, Map<String, Object> result) {
    return result.get("vm") instanceof Map<?, ?> vm
        ? new VmWords(text(vm.get("name")), text(vm.get("uuid")))
        : new VmWords(text(request.get("vm")), null);
  }

  /** In a sentence or a word. */
  public static String outcome(Map<String, Object> result) {
    if (result.get("error") instanceof Map<?, ?> error) {
      return "%s: %s".formatted(error.get("id"), error.get("message"));
    }
    return result.get("outcome") instanceof String outcome ? outcome : "";
  }

  private static @Nullable String first(@Nullable String... texts) {
    for (var text : texts) {
      if (text != null && !text.isBlank()) {
        return text;
      }
    }
    return null;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text ? text : null;
  }
}
