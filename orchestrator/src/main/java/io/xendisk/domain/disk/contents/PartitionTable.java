package io.xendisk.domain.disk.contents;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A disk's partition table with its id as blkid prints it in PTUUID: eight hex digits of the MBR
 * signature, or the GPT disk GUID. Absent where it is all zeros, because old tools leave it so on
 * every disk, and two disks would look like one. Immutable.
 */
public record PartitionTable(Kind kind, Optional<String> id, List<Partition> partitions) {
  /** How the table is laid out. */
  public enum Kind {
    MBR,
    GPT;

    /** The name in JSON and for people. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public PartitionTable {
    partitions = List.copyOf(partitions);
  }
}
