package io.xendisk.cli;

import io.xendisk.domain.host.DiskMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** By what rules know disks; each option may be given several times. */
final class DiskMatchOptions {
  @Option(
      names = "--bay",
      paramLabel = "H:C:T:L",
      description = "Any disk in this bay, as `disks` shows it.")
  @Nullable List<String> bays;

  @Option(
      names = "--serial",
      paramLabel = "TEXT",
      description = "The disk with this serial number, in whichever bay.")
  @Nullable List<String> serials;

  @Option(
      names = "--id-path",
      paramLabel = "PATH",
      description = "Any disk at this ID_PATH, as udevadm info shows it.")
  @Nullable List<String> idPaths;

  @Option(
      names = "--kernel",
      paramLabel = "sdX",
      description = "Whichever disk has this letter: it may be another one after a reboot.")
  @Nullable List<String> kernelNames;

  List<DiskMatch> disks(Xendisk root) {
    var disks = new ArrayList<DiskMatch>();
    add(root, disks, bays, DiskMatch.ByBay::new);
    add(root, disks, serials, DiskMatch.BySerial::new);
    add(root, disks, idPaths, DiskMatch.ByIdPath::new);
    add(root, disks, kernelNames, DiskMatch.ByKernelName::new);
    return disks;
  }

  private static void add(
      Xendisk root,
      List<DiskMatch> disks,
      @Nullable List<String> texts,
      Function<String, DiskMatch> kind) {
    if (texts == null) {
      return;
    }
    for (var text : texts) {
      try {
        disks.add(kind.apply(text));
      } catch (IllegalArgumentException e) {
        throw new picocli.CommandLine.ParameterException(
            root.spec.commandLine(), String.valueOf(e.getMessage()), e);
      }
    }
  }
}
