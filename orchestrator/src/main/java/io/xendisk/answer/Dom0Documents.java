package io.xendisk.answer;

import io.xendisk.domain.dom0.BlockFacts;
import io.xendisk.domain.dom0.Dom0Hold;
import io.xendisk.domain.host.DiskMatch;
import io.xendisk.domain.host.RulesAudit;
import io.xendisk.domain.host.RulesFile;
import io.xendisk.operation.CheckDom0.Result.Looked;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code host check --ssh} shows of dom0. */
public final class Dom0Documents {
  private static final List<String> SHOWN =
      List.of("ID_PATH", "ID_SERIAL", "ID_SERIAL_SHORT", "ID_BUS", "ID_WWN", "XENDISK_OFFERED");

  private Dom0Documents() {}

  static Map<String, Object> document(Looked looked) {
    var audit = RulesAudit.of(looked.facts().rules());
    var rules = Documents.map();
    rules.put("file", RulesFile.PATH);
    rules.put("state", audit.ours().name().toLowerCase(Locale.ROOT));
    Documents.put(rules, "sum", audit.sum().isEmpty() ? null : audit.sum());
    rules.put("disks", audit.disks().stream().map(DiskMatch::words).toList());
    rules.put("savedByUpdates", looked.facts().savedByUpdates());
    var document = Documents.map();
    document.put("rules", rules);
    document.put(
        "blocks", looked.facts().blocks().stream().map(block -> block(looked, block)).toList());
    return document;
  }

  private static Map<String, Object> block(Looked looked, BlockFacts block) {
    var document = Documents.map();
    document.put("device", block.name());
    Documents.put(document, "bay", block.address());
    document.put("links", block.links().stream().map(link -> "/dev/xapi/block/" + link).toList());
    document.put("usedByDom0", block.holds().stream().map(Dom0Hold::words).toList());
    boolean asked = looked.unshared().contains(block.name()) || !block.holds().isEmpty();
    Documents.put(document, "sharingCheck", asked ? "fails" : null);
    var udev = Documents.map();
    for (var key : SHOWN) {
      var value = block.properties().get(key);
      if (value != null) {
        udev.put(key, value);
      }
    }
    document.put("udev", udev);
    return document;
  }

  static List<String> lines(Looked looked) {
    var audit = RulesAudit.of(looked.facts().rules());
    var lines = new ArrayList<String>();
    lines.add(
        "rules %s  %s%s"
            .formatted(
                RulesFile.PATH,
                audit.ours().name().toLowerCase(Locale.ROOT),
                audit.sum().isEmpty() ? "" : "  sum " + audit.sum()));
    for (var block : looked.facts().blocks()) {
      lines.add(
          "dom0 %s  %s%s"
              .formatted(
                  block.words(),
                  block.isLinked() ? "linked" : "not linked",
                  block.holds().isEmpty() ? "" : "  IN USE BY DOM0 " + block.holdWords()));
    }
    return lines;
  }
}
