package io.xendisk.answer;

import io.xendisk.domain.Explanation;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskKey;
import io.xendisk.domain.disk.Drive;
import io.xendisk.domain.lease.LeaseRule;
import io.xendisk.operation.StepReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of the contract, as maps and lists: members are added, never renamed. */
public final class Documents {
  private Documents() {}

  public static Map<String, Object> disk(Disk disk) {
    var document = map();
    document.put("id", disk.key().map(DiskKey::toString).orElse("vdi:" + disk.vdi().uuid()));
    document.put("host", disk.seat().host().name());
    document.put("device", disk.seat().device());
    put(document, "bay", disk.seat().bay() == null ? null : disk.seat().bay().address());
    put(document, "bus", disk.hardware().bus());
    put(document, "vendor", disk.hardware().vendor());
    put(document, "model", disk.hardware().model());
    put(document, "revision", disk.hardware().revision());
    put(document, "serial", disk.serial());
    document.put("size", disk.hardware().size());
    document.put("vdi", disk.vdi().uuid());
    document.put("sr", disk.seat().sr().uuid());
    contents(document, disk.contents());
    document.put("state", disk.state().word());
    document.put("attachments", disk.attachments().stream().map(Documents::attachment).toList());
    document.putAll(IdentityWords.document(disk));
    put(document, "evidenceAt", IdentityWords.evidenceAt(disk));
    put(document, "health", health(disk.drive()));
    put(document, "lease", lease(disk));
    put(document, "released", released(disk));
    return document;
  }

  private static void contents(Map<String, Object> document, Contents contents) {
    var known = contents instanceof Contents.Known k ? k : null;
    put(document, "partitionTable", known == null ? null : table(known.table()));
    put(document, "filesystem", known == null ? null : filesystem(known));
    put(document, "blank", known == null ? null : known.blank());
    put(document, "unread", contents instanceof Contents.Unread(var why, _) ? why : null);
  }

  private static @Nullable Map<String, Object> table(Contents.@Nullable Table table) {
    if (table == null) {
      return null;
    }
    var document = map();
    document.put("type", table.type());
    put(document, "id", table.id());
    return document;
  }

  private static @Nullable Map<String, Object> filesystem(Contents.Known known) {
    var filesystem = known.filesystem();
    if (filesystem == null) {
      return null;
    }
    var document = map();
    document.put("type", filesystem.type());
    put(document, "label", filesystem.label());
    put(document, "uuid", filesystem.uuid());
    put(document, "clean", filesystem.clean());
    put(document, "usedPercent", filesystem.usedPercent());
    document.put("readAt", known.readAt());
    return document;
  }

  private static Map<String, Object> attachment(Attachment attachment) {
    var document = map();
    document.put("vm", attachment.holder().name());
    document.put("vmUuid", attachment.holder().vm().uuid());
    document.putAll(vbd(attachment));
    document.put("vbd", attachment.vbd().uuid());
    document.remove("uuid");
    document.put("attached", attachment.attached());
    return document;
  }

  static Map<String, Object> vbd(Attachment attachment) {
    var document = map();
    document.put("uuid", attachment.vbd().uuid());
    document.put("userdevice", attachment.userdevice());
    put(document, "device", attachment.device());
    document.put("mode", attachment.mode().name());
    return document;
  }

  public static Map<String, Object> vm(Vm vm) {
    return holder(vm.name(), vm.id().uuid(), vm.power().word());
  }

  public static @Nullable Map<String, Object> vm(@Nullable Attachment attachment) {
    return attachment == null
        ? null
        : holder(
            attachment.holder().name(),
            attachment.holder().vm().uuid(),
            attachment.holder().power().word());
  }

  private static Map<String, Object> holder(String name, String uuid, String powerState) {
    var document = map();
    document.put("name", name);
    document.put("uuid", uuid);
    document.put("powerState", powerState);
    return document;
  }

  /** Null where the drive cannot be asked. */
  private static @Nullable Map<String, Object> health(Drive drive) {
    if (!drive.answers()) {
      return null;
    }
    var document = map();
    put(document, "healthy", drive.healthy());
    put(document, "temperature", drive.temperature());
    put(document, "powerOnHours", drive.powerOnHours());
    return document;
  }

  private static @Nullable Map<String, Object> lease(Disk disk) {
    var lease = disk.marks().lease();
    if (lease == null) {
      return null;
    }
    var document = map();
    document.put("owner", lease.owner());
    document.put("operation", lease.operation());
    put(document, "since", lease.isReadable() ? lease.taken() : null);
    var marks = disk.marks().leases();
    put(document, "lastBeat", lease.isReadable() ? marks.lastBeat(lease) : null);
    put(document, "expires", lease.isReadable() ? LeaseRule.deadAfter(marks, lease) : null);
    put(document, "machine", lease.process() == null ? null : lease.process().machine());
    put(document, "pid", lease.process() == null ? null : lease.process().pid());
    return document;
  }

  private static @Nullable Map<String, Object> released(Disk disk) {
    var released = disk.marks().released();
    if (released == null) {
      return null;
    }
    var document = map();
    document.put("since", released.since());
    document.put("by", released.by());
    return document;
  }

  public static List<Map<String, Object>> steps(List<StepReport> steps) {
    return steps.stream().map(Documents::step).toList();
  }

  private static Map<String, Object> step(StepReport report) {
    var document = map();
    document.put("step", report.step());
    document.put("status", report.status().name().toLowerCase(Locale.ROOT));
    document.put("ms", report.took().toMillis());
    return document;
  }

  public static Map<String, Object> error(
      Explanation explanation, Failure.@Nullable PoolError poolError) {
    var error = map();
    error.put("id", explanation.id());
    error.put("message", explanation.message());
    error.put("advice", explanation.advice());
    if (poolError != null) {
      var xapi = map();
      xapi.put("code", poolError.code());
      xapi.put("params", poolError.parameters());
      error.put("xapi", xapi);
    }
    return error;
  }

  public static Map<String, Object> map() {
    return new LinkedHashMap<>();
  }

  /** Unknown facts are null in the document, never left out. */
  @SuppressWarnings("NullAway") // a LinkedHashMap takes null values
  public static void put(Map<String, Object> document, String name, @Nullable Object value) {
    document.put(name, value);
  }
}
