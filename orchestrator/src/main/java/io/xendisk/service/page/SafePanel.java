package io.xendisk.service.page;

import static io.xendisk.service.page.Html.tag;

import io.xendisk.answer.DetachAnswers;
import io.xendisk.domain.disk.Disk;

/**
 * The one thing on a page that nobody may misread: it is there only while the pool, which can be
 * asked, says so of a disk (safety rule R11). Pure.
 */
final class SafePanel {
  private static final String LOUD = "SAFE TO PULL";

  private SafePanel() {}

  static Html of(PoolView pool) {
    return Html.all(
        pool.disks().stream().filter(pool::isSafeToPull).map(disk -> of(pool, disk)).toList());
  }

  static Html of(PoolView pool, Disk disk) {
    var snapshot = pool.snapshot();
    var released = disk.marks().released();
    if (!pool.isSafeToPull(disk) || snapshot == null || released == null) {
      return Html.nothing();
    }
    var line = DetachAnswers.safeToPull(disk).substring(LOUD.length()).strip();
    return tag("section", "safe")
        .with("data-say", LOUD + " " + line)
        .add(
            tag("p", "safe-loud").add(Look.shape("✔"), Html.text(LOUD)),
            tag("p", "safe-which").add(line),
            tag("p", "safe-how").add(DetachAnswers.CACHE),
            tag("p", "safe-since")
                .add(
                    Html.text("Since "),
                    Moments.of(released.since()),
                    Html.text(", by " + released.by() + ". Looked at "),
                    Moments.now(snapshot.at()),
                    Html.text(".")));
  }
}
