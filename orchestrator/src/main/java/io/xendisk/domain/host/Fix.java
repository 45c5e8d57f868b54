package io.xendisk.domain.host;

import io.xendisk.domain.SrId;

/** What mends a finding and may be done without asking. */
public sealed interface Fix {
  /** What is done, for a person. */
  String words();

  /** Makes the removable storage that the product makes at its installation (facts §5.1). */
  record MakeSr(HostFacts host) implements Fix {
    @Override
    public String words() {
      return "make the SR Removable storage of " + host.fullName();
    }
  }

  /** Lets a host use its removable storage. */
  record PlugSr(HostFacts host, UdevSr sr) implements Fix {
    @Override
    public String words() {
      return "plug SR %s of %s".formatted(sr.id().uuid(), host.fullName());
    }
  }

  /** Looks which disks are there; only while no VM has one of them. */
  record Scan(HostFacts host, SrId sr) implements Fix {
    @Override
    public String words() {
      return "scan SR %s of %s".formatted(sr.uuid(), host.fullName());
    }
  }

  /** Remembers that a host is as it should be. */
  record SaveBaseline(HostFacts host) implements Fix {
    @Override
    public String words() {
      return "remember the build, the boot and the bays of " + host.fullName();
    }
  }

  /** Clears what {@code repair} clears. */
  record Repair() implements Fix {
    @Override
    public String words() {
      return "clear what interrupted runs and pulled disks left behind, as `xendisk repair` does";
    }
  }

  /**
   * Lets nobody but its owner write a file of this workstation, and nobody else read it if it is
   * secret.
   */
  record CloseFile(String path, boolean secret) implements Fix {
    @Override
    public String words() {
      return (secret ? "chmod go= " : "chmod go-w ") + path;
    }
  }
}
