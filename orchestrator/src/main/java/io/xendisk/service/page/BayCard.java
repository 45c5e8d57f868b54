package io.xendisk.service.page;

import static io.xendisk.service.page.Html.tag;

import io.xendisk.answer.DiskTable;
import io.xendisk.answer.IdentityWords;
import io.xendisk.answer.Sizes;
import io.xendisk.answer.StatusWords;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskState;
import io.xendisk.service.page.Html.Element;
import java.util.ArrayList;
import java.util.List;

/** A bay and what is in it, as one sees it standing before the rack. Pure. */
final class BayCard {
  private final PoolView pool;
  private final Visitor visitor;

  BayCard(PoolView pool, Visitor visitor) {
    this.pool = pool;
    this.visitor = visitor;
  }

  Element of(Rack.Slot slot) {
    var place = slot.bay() == null ? "bay not known" : "bay " + slot.bay();
    var disk = slot.disk();
    return disk == null
        ? tag("li", "bay", "bay-empty")
            .add(
                tag("p", "bay-place").add(place),
                tag("p", "bay-nothing").add(Look.shape("□"), Html.text("empty")))
        : of(place, disk);
  }

  private Element of(String place, Disk disk) {
    boolean safe = pool.isSafeToPull(disk);
    return tag("li", "bay", "bay-" + (safe ? "safe" : disk.state().word()))
        .add(
            tag("p", "bay-place")
                .add(tag("span").add(place), tag("span").add(disk.seat().device())),
            tag("h4").add(Look.link(pool.path(disk), disk.name()).with("id", id("disk", disk))),
            safe
                ? tag("p", "state", "bay-pull").add(Look.shape("✔"), Html.text("safe to pull"))
                : tag("p", "bay-state").add(Look.state(disk.state()), holders(disk)),
            used(disk),
            tag("p", "hardware").add(hardware(disk)),
            notes(disk),
            acts(disk));
  }

  private static Html holders(Disk disk) {
    var names =
        disk.attachments().stream()
            .map(
                one ->
                    one.attached() && one.device() != null
                        ? one.holder().name() + " as /dev/" + one.device()
                        : one.holder().name())
            .distinct()
            .toList();
    return names.isEmpty() ? Html.nothing() : tag("b").add(String.join(", ", names));
  }

  private static Html used(Disk disk) {
    return disk.filesystem()
        .map(Contents.Filesystem::usedPercent)
        .map(Look::used)
        .orElseGet(Html::nothing);
  }

  private static String hardware(Disk disk) {
    var words = new ArrayList<String>();
    words.add(Sizes.words(disk.hardware().size()));
    words.add(contents(disk));
    if (disk.hardware().model() != null) {
      words.add(disk.hardware().model());
    }
    if (disk.serial() != null) {
      words.add(disk.serial());
    }
    return String.join(" · ", words);
  }

  private static String contents(Disk disk) {
    var words = DiskTable.contents(disk);
    return words.equals("?") ? "not read yet" : words;
  }

  private Html notes(Disk disk) {
    var notes = new ArrayList<String>(StatusWords.notes(disk));
    // Where it stands already, with its device, or must not stand (safety rule R11).
    notes.removeIf(note -> note.startsWith("/dev/") || note.startsWith("safe to pull"));
    notes.add("identity: " + IdentityWords.words(disk));
    return tag("ul", "notes").add(notes.stream().map(note -> tag("li").add(note)).toList());
  }

  private Html acts(Disk disk) {
    if (!visitor.mayAct() || !pool.isLive()) {
      return Html.nothing();
    }
    var acts = new ArrayList<Html>();
    for (var act : actsOn(disk)) {
      acts.add(
          Look.button(pool.path(disk) + "/" + act, Words.title(act) + "…")
              .with("id", id(act, disk))
              .with("aria-label", Words.title(act) + " " + disk.name()));
    }
    return tag("p", "acts").add(acts);
  }

  /** What a person may want of it now; whether it will be done the rules say. */
  static List<String> actsOn(Disk disk) {
    return switch (disk.state()) {
      case FREE -> List.of("attach");
      case ATTACHED, ATTACHING, RELEASING -> List.of("release");
      case HELD -> disk.attachments().isEmpty() ? List.of("attach") : List.of("release");
      case MISSING -> List.of();
    };
  }

  static boolean isWithAVm(Disk disk) {
    return disk.state() != DiskState.FREE && !disk.attachments().isEmpty();
  }

  private static String id(String what, Disk disk) {
    return what + "-" + disk.vdi().uuid();
  }
}
