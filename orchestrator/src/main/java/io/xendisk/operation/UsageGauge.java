package io.xendisk.operation;

import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.hook.HookMoment;
import io.xendisk.domain.rotation.LedgerEntry;
import io.xendisk.domain.rotation.Lookout;
import io.xendisk.domain.rotation.Scene;
import io.xendisk.domain.rotation.Sighting;
import io.xendisk.domain.rotation.UsagePoint;
import io.xendisk.domain.rotation.UsageText;
import io.xendisk.domain.rotation.UsageTrend;
import io.xendisk.port.Deadline;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has the {@code usage} hook of a VM say how full the disk is that the VM has. It is asked once in
 * a run, and only where nothing fresh is known; whatever goes wrong with it keeps nothing from
 * going on. Confined to one thread.
 */
final class UsageGauge {
  private final Surroundings surroundings;
  private @Nullable Measured measured;

  UsageGauge(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * What a hook said of a disk.
   *
   * @param disk the id of its passport
   * @param point null where it is of no use, and {@code trouble} says why
   */
  private record Measured(
      String disk, @Nullable UsagePoint point, @Nullable String trouble, StepReport step) {}

  /** Asks, if there is somebody to ask; true if the look before it is an old one now. */
  boolean asks(RotationDesk.Seen.Set seen, Deadline deadline) throws InterruptedException {
    if (measured != null) {
      return false;
    }
    for (var member : seen.scene().members()) {
      var entry = member.entry();
      var vbd = entry == null ? Optional.<Attachment>empty() : with(seen, member, entry);
      if (entry != null && vbd.isPresent()) {
        return asks(entry, disk(seen, member), vbd.get(), deadline);
      }
    }
    return false;
  }

  /** By which the VM has a disk that is to be measured. */
  private static Optional<Attachment> with(
      RotationDesk.Seen.Set seen, Scene.Member member, LedgerEntry entry) {
    boolean isIn = member.sighting() instanceof Sighting.WithVm(_, boolean plugged) && plugged;
    return isIn && UsageTrend.isDue(entry, seen.scene().now())
        ? disk(seen, member).attachments().stream().filter(Attachment::attached).findFirst()
        : Optional.empty();
  }

  private static Disk disk(RotationDesk.Seen.Set seen, Scene.Member member) {
    var spot = member.sighting().spotOrNull();
    return seen.disks().stream()
        .filter(disk -> Lookout.spot(disk).equals(spot))
        .findFirst()
        .orElseThrow();
  }

  private boolean asks(LedgerEntry entry, Disk disk, Attachment vbd, Deadline deadline)
      throws InterruptedException {
    var hooks = surroundings.hooks();
    var hook = hooks.at(HookMoment.USAGE, vbd);
    if (hook.isEmpty()) {
      return false;
    }
    var step = hooks.run(hook.get(), "rotation", surroundings.owner(), disk, vbd, deadline);
    measured = measured(entry, disk, step);
    return true;
  }

  private Measured measured(LedgerEntry entry, Disk disk, StepReport step) {
    var report = step.hook();
    if (report == null || !report.succeeded()) {
      var why = report == null ? "" : report.why() + said(report.lastLine());
      return new Measured(entry.disk(), null, why, step);
    }
    return switch (UsageText.read(
        report.output(), disk.hardware().size(), surroundings.clock().now())) {
      case UsageText.Read.Understood(var point) -> new Measured(entry.disk(), point, null, step);
      case UsageText.Read.Not(var why) -> new Measured(entry.disk(), null, why, step);
    };
  }

  private static String said(String lastLine) {
    return lastLine.isEmpty() ? "" : ": " + lastLine;
  }

  /** The entries with what was measured, as far as the disk is still in. */
  Scene with(Scene scene) {
    var found = measured;
    if (found == null || found.point == null) {
      return scene;
    }
    return scene.measured(found.disk, found.point);
  }

  /** Why it could not be measured how full a disk is. */
  Optional<String> trouble(LedgerEntry entry) {
    var found = measured;
    return found != null && found.disk.equals(entry.disk())
        ? Optional.ofNullable(found.trouble)
        : Optional.empty();
  }

  /** How the hook went, if it ran. */
  Optional<StepReport> step() {
    return Optional.ofNullable(measured).map(Measured::step);
  }
}
