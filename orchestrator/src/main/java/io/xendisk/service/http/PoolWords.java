package io.xendisk.service.http;

import io.xendisk.answer.Documents;
import io.xendisk.answer.StatusAnswer;
import io.xendisk.domain.disk.Host;
import io.xendisk.operation.ShowStatus.Status;
import io.xendisk.service.PoolDesk;
import io.xendisk.service.PoolState;
import io.xendisk.service.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON of what no command shows by itself. Stateless. */
final class PoolWords {
  private PoolWords() {}

  static Map<String, Object> pool(PoolDesk desk) {
    var document = state(desk);
    Documents.put(document, "seenAt", desk.snapshot().map(Snapshot::at).orElse(null));
    return document;
  }

  /** Whether it can be reached, since when, and why not. */
  static Map<String, Object> state(PoolDesk desk) {
    var state = desk.state();
    var document = Documents.map();
    document.put("name", desk.name());
    document.put("state", state.word());
    document.put("since", state.since());
    Documents.put(
        document,
        "error",
        state instanceof PoolState.Away(_, var why) ? Documents.error(why, null) : null);
    document.put("keeper", keeper(desk));
    return document;
  }

  /** Which service acts here by itself. */
  private static Map<String, Object> keeper(PoolDesk desk) {
    var document = Documents.map();
    document.put("here", desk.isKept());
    Documents.put(document, "name", desk.keeper());
    return document;
  }

  static List<Map<String, Object>> hosts(Status status) {
    return status.inventory().hosts().stream().map(PoolWords::host).toList();
  }

  private static Map<String, Object> host(Host host) {
    var document = Documents.map();
    document.put("id", host.id().uuid());
    document.put("name", host.name());
    document.put("live", host.live());
    return document;
  }

  /** Every disk that a VM has, or is to have: flat, with the disk's own names. */
  static List<Map<String, Object>> attachments(Status status) {
    var all = new ArrayList<Map<String, Object>>();
    for (var disk : status.disks()) {
      var document = Documents.disk(disk);
      for (var one : maps(document.get("attachments"))) {
        var attachment = Documents.map();
        attachment.put("disk", disk.name());
        Documents.put(attachment, "diskId", document.get("id"));
        attachment.put("vdi", disk.vdi().uuid());
        attachment.put("host", disk.seat().host().name());
        attachment.put("state", disk.state().word());
        one.forEach((name, value) -> Documents.put(attachment, name.toString(), value));
        all.add(attachment);
      }
    }
    return all;
  }

  /** The VMs that have a disk, are guarded, or wait for disks. */
  static List<Map<String, Object>> vms(Status status) {
    var vms = new LinkedHashMap<String, Map<String, Object>>();
    for (var vm : maps(StatusAnswer.of(status).document().get("vms"))) {
      var document = empty(vm);
      Documents.put(document, "guarded", vm.get("guarded"));
      Documents.put(document, "intents", vm.get("intents"));
      vms.put(String.valueOf(vm.get("uuid")), document);
    }
    var disks = new LinkedHashMap<String, List<String>>();
    for (var disk : status.disks()) {
      for (var attachment : disk.attachments()) {
        var vm = Documents.vm(attachment);
        if (vm != null) {
          var uuid = String.valueOf(vm.get("uuid"));
          vms.computeIfAbsent(uuid, _ -> empty(vm));
          disks.computeIfAbsent(uuid, _ -> new ArrayList<>()).add(disk.name());
        }
      }
    }
    disks.forEach((uuid, names) -> vms.getOrDefault(uuid, Documents.map()).put("disks", names));
    return List.copyOf(vms.values());
  }

  private static Map<String, Object> empty(Map<?, ?> vm) {
    var document = Documents.map();
    Documents.put(document, "name", vm.get("name"));
    Documents.put(document, "uuid", vm.get("uuid"));
    Documents.put(document, "powerState", vm.get("powerState"));
    document.put("guarded", false);
    document.put("intents", List.of());
    document.put("disks", List.of());
    return document;
  }

  private static List<Map<?, ?>> maps(@Nullable Object list) {
    var maps = new ArrayList<Map<?, ?>>();
    if (list instanceof List<?> all) {
      for (var one : all) {
        maps.add((Map<?, ?>) one);
      }
    }
    return maps;
  }
}
