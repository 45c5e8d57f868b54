package io.xendisk.port;

import io.xendisk.domain.disk.Drive;
import java.util.Map;

/** What the drives of a host told of themselves. */
public sealed interface DriveReport {
  /** By the kernel's name for the disk, such as {@code sdb}. */
  record Told(Map<String, Drive> drives) implements DriveReport {
    public Told {
      drives = Map.copyOf(drives);
    }
  }

  /** The host has no way to ask them, as stock XenServer has none. */
  record NotOffered() implements DriveReport {}

  /** They could not be asked, and why, in words for a person. */
  record Failed(String why) implements DriveReport {}
}
