package io.xendisk.domain.tell;

/**
 * A disk or a VM that news is about. Immutable.
 *
 * @param name what people call it
 * @param id a disk's passport id, or the uuid of a VM
 */
public record Subject(String name, String id) {
  public Subject {
    if (name.isBlank() || id.isBlank()) {
      throw new IllegalArgumentException(
          "news is about something with a name and an id, was '%s', '%s'".formatted(name, id));
    }
  }
}
