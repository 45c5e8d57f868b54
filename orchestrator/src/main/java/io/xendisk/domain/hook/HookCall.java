package io.xendisk.domain.hook;

import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a hook is run for, as it is told to it. Immutable.
 *
 * @param operation {@code attach} or {@code detach}
 * @param why who asked for it
 * @param vbd by which the VM has the disk
 */
public record HookCall(Hook hook, String operation, String why, Disk disk, Attachment vbd) {
  /** What a hook finds in its environment: no secret, and no text that could end a line. */
  public Map<String, String> variables() {
    var variables = new LinkedHashMap<String, String>();
    variables.put("XENDISK_HOOK", hook.moment().word());
    variables.put("XENDISK_OPERATION", operation);
    variables.put("XENDISK_DISK", disk.name());
    variables.put("XENDISK_FS_UUID", disk.filesystem().map(HookCall::uuid).orElse(""));
    variables.put("XENDISK_VDI", disk.vdi().uuid());
    variables.put("XENDISK_HOST", disk.seat().host().name());
    variables.put("XENDISK_VM", vbd.holder().name());
    variables.put("XENDISK_VM_UUID", vbd.holder().vm().uuid());
    variables.put("XENDISK_VBD", vbd.vbd().uuid());
    variables.put("XENDISK_DEVICE", vbd.device() == null ? "" : "/dev/" + vbd.device());
    // A label comes from the disk itself: whatever is on it stays one value of one variable.
    variables.replaceAll((_, value) -> value.replaceAll("\\p{Cntrl}", "?"));
    return variables;
  }

  private static String uuid(Contents.Filesystem filesystem) {
    return filesystem.uuid() == null ? "" : filesystem.uuid();
  }
}
