package io.xendisk.domain.declared;

import static io.xendisk.testing.DiskBuilder.NOW;
import static io.xendisk.testing.DiskBuilder.aDisk;
import static io.xendisk.testing.VbdBuilder.aVbdOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.domain.PowerState;
import io.xendisk.domain.VmId;
import io.xendisk.domain.attach.AttachRequest;
import io.xendisk.domain.attach.IfHalted;
import io.xendisk.domain.declared.Move.Attach;
import io.xendisk.domain.declared.Move.Nothing;
import io.xendisk.domain.declared.Move.Reason;
import io.xendisk.domain.declared.Move.Remember;
import io.xendisk.domain.declared.Move.Respect;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.Keep;
import io.xendisk.domain.disk.passport.Stamp;
import io.xendisk.domain.guard.Intent;
import io.xendisk.domain.repair.NotedVm;
import io.xendisk.testing.DiskBuilder;
import io.xendisk.testing.VmBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who took a disk out decides whether it comes back. */
class ReconcileRuleTest {
  private static final VmId NAS01 = VmBuilder.idOf("nas01");
  private static final Instant BOOT = NOW.minusSeconds(3600);
  private static final Instant LATER_BOOT = NOW.minusSeconds(60);
  private static final Disk FREE = aDisk("DAILY-1").build();
  private static final Declaration DECLARED = declared(Keep.KEPT, IfHalted.WAIT);

  private final Map<String, String> notes = new HashMap<>();
  private @Nullable NotedVm vm = vm(PowerState.RUNNING, BOOT, Map.of());

  private static Declaration declared(Keep keep, IfHalted ifHalted) {
    return new Declaration(
        "DAILY-1", "nas01", new AttachRequest(Attachment.Mode.RW, ifHalted, keep));
  }

  private static NotedVm vm(PowerState power, Instant started, Map<String, String> vmNotes) {
    return new NotedVm(NAS01, "nas01", power, started, vmNotes, Map.of());
  }

  private static Disk attached() {
    return aDisk("DAILY-1").with(aVbdOf("nas01").ours().attached()).build();
  }

  private void remembered(Disk in, boolean left) {
    var seat = in.seat();
    remembered(new Had(NAS01.uuid(), in.vdi().uuid(), seat.stamp(), BOOT, left));
  }

  private void remembered(Had had) {
    var change = Declarations.in(notes).seeing(DECLARED, had).orElseThrow();
    notes.put(change.key(), change.text());
  }

  private Move move(Declaration declaration, Disk... disks) {
    var vms = new ArrayList<NotedVm>();
    if (vm != null) {
      vms.add(vm);
    }
    return new ReconcileRule(Declarations.in(notes), Pauses.in(notes), List.of(disks), vms)
        .moveFor(declaration);
  }

  private static Nothing nothing(Reason reason) {
    return new Nothing(reason);
  }

  @Test
  void attachesAFreeDiskOfWhichNothingIsRemembered() {
    assertThat(move(DECLARED, FREE)).isEqualTo(new Attach());
    vm = null;
    assertThat(move(DECLARED, FREE)).as("a VM that nothing is noted on").isEqualTo(new Attach());
  }

  @Test
  void remembersWhatItSeesOnceAndThenHasNothingToDo() {
    var disk = attached();
    var had = new Had(NAS01.uuid(), disk.vdi().uuid(), disk.seat().stamp(), BOOT, false);

    assertThat(move(DECLARED, disk)).isEqualTo(new Remember(had));

    remembered(had);
    assertThat(move(DECLARED, disk)).isEqualTo(nothing(Reason.THERE));
  }

  @Test
  void respectsThatADiskWentWhileItsRecordStayedAndItsVmRan() {
    remembered(FREE, false);

    assertThat(move(DECLARED, FREE)).isInstanceOf(Respect.class);

    remembered(FREE, true);
    assertThat(move(DECLARED, FREE)).isEqualTo(nothing(Reason.RELEASED_BY_A_PERSON));
  }

  @Test
  void respectsThatAPersonUnpluggedItAndLeftTheVbd() {
    var unplugged = aDisk("DAILY-1").with(aVbdOf("nas01").ours()).build();
    assertThat(move(DECLARED, unplugged)).as("left of an attach").isEqualTo(new Attach());

    remembered(unplugged, false);
    assertThat(move(DECLARED, unplugged)).isInstanceOf(Respect.class);
  }

  @Test
  void bringsBackADiskThatWentWithItsRecord() {
    var stamp = FREE.seat().stamp();
    var earlier = new Stamp("earlier", stamp.size(), stamp.hostBootTime());
    remembered(new Had(NAS01.uuid(), FREE.vdi().uuid(), earlier, BOOT, false));
    assertThat(move(DECLARED, FREE)).as("another insertion").isEqualTo(new Attach());

    remembered(new Had(NAS01.uuid(), "another", stamp, BOOT, false));
    assertThat(move(DECLARED, FREE)).as("another record").isEqualTo(new Attach());
  }

  @Test
  void bringsBackADiskThatWentWhenTheVmStopped() {
    remembered(FREE, false);
    vm = vm(PowerState.HALTED, BOOT, Map.of());
    assertThat(move(DECLARED, FREE)).isEqualTo(nothing(Reason.VM_NOT_RUNNING));

    vm = vm(PowerState.RUNNING, LATER_BOOT, Map.of());
    assertThat(move(DECLARED, FREE)).isEqualTo(new Attach());
  }

  @Test
  void doesNotBringBackWhatWasToBeThereUntilTheShutdown() {
    remembered(FREE, false);
    vm = vm(PowerState.RUNNING, LATER_BOOT, Map.of());

    assertThat(move(declared(Keep.UNTIL_SHUTDOWN, IfHalted.WAIT), FREE))
        .isInstanceOf(Respect.class);
  }

  @Test
  void startsAVmOnlyWhereThatIsDeclared() {
    vm = vm(PowerState.HALTED, BOOT, Map.of());

    assertThat(move(declared(Keep.KEPT, IfHalted.START), FREE)).isEqualTo(new Attach());
    assertThat(move(declared(Keep.KEPT, IfHalted.WAIT), FREE))
        .isEqualTo(nothing(Reason.VM_NOT_RUNNING));
  }

  /** R11: neither read nor attached, by nobody who is no person. */
  @Test
  void leavesADiskThatWasCalledSafeToPull() {
    assertThat(move(DECLARED, aDisk("DAILY-1").released().build()))
        .isEqualTo(nothing(Reason.SAFE_TO_PULL));
    assertThat(move(DECLARED, aDisk("DAILY-1").unread("later").released().build()))
        .isEqualTo(nothing(Reason.NOT_PRESENT));
  }

  @Test
  void hasADiskReadThatMayBeTheOne() {
    assertThat(move(DECLARED, aDisk("?").unread("not yet").build())).isEqualTo(new Attach());
    assertThat(move(DECLARED, aDisk("OTHER").build())).isEqualTo(nothing(Reason.NOT_PRESENT));
  }

  @Test
  void leavesWhatOthersHaveAndWhatIsUnderWay() {
    assertThat(move(DECLARED, disk(aDisk("DAILY-1"), aVbdOf("web01").attached().build())))
        .isEqualTo(nothing(Reason.IN_USE));
    assertThat(move(DECLARED, disk(aDisk("DAILY-1"), aVbdOf("nas01").ours().releasing().build())))
        .isEqualTo(nothing(Reason.UNDER_WAY));
    assertThat(
            move(DECLARED, FREE, aDisk("DAILY-1").in(FREE.seat().host(), "sdx", "9:0:0:0").build()))
        .isEqualTo(nothing(Reason.SEVERAL));
  }

  private static Disk disk(DiskBuilder builder, Attachment attachment) {
    return builder.build().with(List.of(attachment));
  }

  @Test
  void leavesAParkedDiskToUnpark() {
    var intent =
        Intent.of(attached(), attached().attachments().getFirst(), Intent.Why.PARKED, "op", NOW);
    vm = vm(PowerState.RUNNING, BOOT, Map.of(intent.key(), intent.text()));
    remembered(FREE, false);

    assertThat(move(DECLARED, FREE)).isEqualTo(nothing(Reason.PARKED));
  }

  @Test
  void letsAPausedPoolAndAPausedVmAlone() {
    notes.put(new Pauses.What.OfVm(NAS01.uuid()).key(), Pauses.text("op", NOW));
    assertThat(move(DECLARED, FREE)).isEqualTo(nothing(Reason.PAUSED));

    notes.clear();
    notes.put(new Pauses.What.ThePool().key(), Pauses.text("op", NOW));
    assertThat(move(DECLARED, FREE)).isEqualTo(nothing(Reason.PAUSED));
  }

  @Test
  void findsInThePoolWhatWasWrittenThere() {
    var change = Declarations.in(notes).declaring(DECLARED).orElseThrow();
    notes.put(change.key(), change.text());
    assertThat(Declarations.in(notes).byDisk()).containsEntry("DAILY-1", DECLARED);
    assertThat(Declarations.in(notes).declaring(DECLARED)).isEmpty();

    var other = declared(Keep.UNTIL_SHUTDOWN, IfHalted.START);
    var next = Declarations.in(notes).declaring(other).orElseThrow();
    notes.put(next.key(), next.text());
    assertThat(Declarations.in(notes).byDisk()).containsEntry("DAILY-1", other);
    assertThat(next.obsolete()).containsExactly(change.key());
    assertThat(Declarations.in(notes).keysOf("DAILY-1"))
        .containsExactlyInAnyOrder(change.key(), next.key());
  }
}
