package io.xendisk.testing;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** UUIDs that are the same in every run, so that a failure can be read. */
public final class Uuids {
  private Uuids() {}

  public static String of(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
