package io.xendisk.service.page;

import static io.xendisk.service.page.Html.tag;

import io.xendisk.answer.DiskTable;
import io.xendisk.answer.IdentityWords;
import io.xendisk.answer.Sizes;
import io.xendisk.answer.StatusWords;
import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.disk.Disk;
import io.xendisk.service.page.Html.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One disk: all that is known of it, and what may be done. Pure. */
public final class DiskPage {
  private DiskPage() {}

  public static String page(Visitor visitor, PoolView pool, Disk disk) {
    var content =
        Html.all(
            trail(pool, null),
            tag("h1").add(disk.name()),
            Overview.away(pool),
            SafePanel.of(pool, disk),
            pool.isSafeToPull(disk) ? Html.nothing() : state(disk),
            acts(visitor, pool, disk),
            facts(disk));
    return Layout.live(visitor, disk.name(), pool.path(disk), content);
  }

  private static Element state(Disk disk) {
    return tag("p", "bay-state", "big").add(Look.state(disk.state()));
  }

  /** Where one is: to the pool, and to the disk. */
  static Element trail(PoolView pool, @Nullable Disk disk) {
    var trail = tag("p", "trail").add(Look.link("/", "All"), Html.text(" / "));
    trail = trail.add(Look.link(pool.path(), pool.name()));
    return tag("nav")
        .with("aria-label", "Where this is")
        .add(
            disk == null
                ? trail
                : trail.add(Html.text(" / "), Look.link(pool.path(disk), disk.name())));
  }

  private static Element acts(Visitor visitor, PoolView pool, Disk disk) {
    var acts = new ArrayList<Html>();
    var here = pool.path(disk);
    if (visitor.mayAct() && pool.isLive()) {
      for (var act : BayCard.actsOn(disk)) {
        acts.add(Look.button(here + "/" + act, Words.title(act) + "…", "main").with("id", act));
      }
      if (visitor.mayForce() && BayCard.isWithAVm(disk)) {
        acts.add(Look.button(here + "/force", "Take by force…", "danger").with("id", "force"));
      }
    }
    acts.add(Look.link(here + "/label.svg", "Label to print").with("id", "label"));
    return tag("p", "acts").add(acts);
  }

  private static Element facts(Disk disk) {
    var list = tag("dl", "facts");
    for (var fact : rows(disk).entrySet()) {
      if (fact.getValue() != null) {
        list = list.add(tag("dt").add(fact.getKey()), tag("dd").add(fact.getValue()));
      }
    }
    return list;
  }

  private static Map<String, @Nullable String> rows(Disk disk) {
    var rows = new LinkedHashMap<String, @Nullable String>();
    rows.put("host", disk.seat().host().name());
    rows.put("bay", disk.seat().bay() == null ? null : disk.seat().bay().address());
    rows.put("device", disk.seat().device());
    rows.put("VMs", words(disk.attachments().stream().map(a -> a.holder().name()).toList()));
    // That it is safe to pull stands above, or nowhere (safety rule R11).
    rows.put(
        "notes",
        words(
            StatusWords.notes(disk).stream()
                .filter(note -> !note.startsWith("safe to pull"))
                .toList()));
    rows.put("size", Sizes.words(disk.hardware().size()));
    rows.put("model", disk.hardware().model());
    rows.put("serial", disk.serial());
    rows.put("contents", DiskTable.contents(disk));
    rows.put(
        "used",
        disk.filesystem().map(Contents.Filesystem::usedPercent).map(p -> p + " %").orElse(null));
    rows.put(
        "read", disk.contents() instanceof Contents.Known known ? known.readAt().toString() : null);
    rows.put("VDI", disk.vdi().uuid());
    rows.putAll(IdentityWords.rows(disk));
    return rows;
  }

  private static @Nullable String words(List<String> words) {
    return words.isEmpty() ? null : String.join(", ", words);
  }
}
