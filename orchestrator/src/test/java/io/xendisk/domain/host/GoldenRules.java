package io.xendisk.domain.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the golden files are for; run with a directory it writes them anew. */
public final class GoldenRules {
  private static final List<String> RELEASES =
      List.of(
          "XenServer 5.6",
          "XenServer 6.2",
          "XenServer 6.5",
          "XenServer 7.1",
          "XenServer 8",
          "XCP-ng 8.2",
          "XCP-ng 8.3");

  private GoldenRules() {}

  record Case(String release, String way, List<DiskMatch> disks, LinkName links) {
    RulesFile rules() {
      return UdevRules.forHost(HostRelease.named(release).orElseThrow(), disks, links);
    }

    String fileName() {
      return (release + "-" + way + ".rules").toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    @Override
    public String toString() {
      return release + ", " + way;
    }
  }

  static List<Case> cases() {
    var bay = new DiskMatch.ByBay("2:0:0:0");
    var path = new DiskMatch.ByIdPath("pci-0000:00:1f.2-ata-3");
    var serial = new DiskMatch.BySerial("WD-WCC4E1234567");
    var kernel = new DiskMatch.ByKernelName("sdb");
    var cases = new ArrayList<Case>();
    for (var release : RELEASES) {
      cases.add(new Case(release, "bay", List.of(bay), LinkName.KERNEL));
      cases.add(new Case(release, "id-path", List.of(path), LinkName.KERNEL));
      cases.add(new Case(release, "serial", List.of(serial), LinkName.KERNEL));
      cases.add(new Case(release, "kernel", List.of(kernel), LinkName.KERNEL));
      cases.add(
          new Case(
              release,
              "several",
              List.of(bay, new DiskMatch.ByBay("3:0:0:0"), path, serial, kernel),
              LinkName.KERNEL));
      if (HostRelease.named(release).orElseThrow().resolvesLinks()) {
        cases.add(new Case(release, "by-id", List.of(bay, serial), LinkName.MODEL_AND_SERIAL));
      }
    }
    return cases;
  }

  public static void main(String... directory) throws IOException {
    for (var golden : cases()) {
      Files.writeString(Path.of(directory[0], golden.fileName()), golden.rules().text());
    }
  }
}
