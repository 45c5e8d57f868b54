package io.xendisk.answer;

import io.xendisk.domain.disk.Holding;
import java.util.Map;

/** What is said of a disk whose record went while a VM had it. */
public final class IncidentWords {
  private IncidentWords() {}

  static Map<String, Object> document(Holding lost) {
    var held = lost.held();
    var document = Documents.map();
    document.put("disk", held.name());
    document.put("vm", lost.vmName());
    document.put("vmUuid", lost.vm().uuid());
    document.put("vbd", held.vbd());
    document.put("userdevice", held.userdevice());
    document.put("vdi", held.vdi());
    document.put("device", held.spot().device());
    Documents.put(document, "bay", held.spot().bay());
    document.put("attachedSince", held.since());
    document.put("state", state(lost));
    document.put("message", line(lost));
    document.put("advice", advice(lost));
    return document;
  }

  private static String state(Holding lost) {
    return lost.left() == Holding.Left.PULLED ? "pulled" : "lost";
  }

  public static String line(Holding lost) {
    var held = lost.held();
    return "%s (%s%s) went while %s had it at userdevice %s since %s: %s"
        .formatted(
            held.name(),
            held.spot().device(),
            held.spot().bay() == null ? "" : ", bay " + held.spot().bay(),
            lost.holder(),
            held.userdevice(),
            held.since(),
            advice(lost));
  }

  private static String advice(Holding lost) {
    return switch (lost.left()) {
      case PULLED ->
          "the host took the device away. What the guest wrote last may be missing: check the disk,"
              + " and unmount what is left of it in the guest. Pushed back, it can be attached"
              + " again.";
      case ATTACHED, NOTHING ->
          "its record was lost, and the guest may still write to it. Look whether it is in its bay;"
              + " leave it there until the guest has unmounted it and the VM was shut down.";
    };
  }
}
