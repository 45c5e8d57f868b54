package io.xendisk.testing;

import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.KeepNote;
import io.xendisk.domain.lease.Lease;
import io.xendisk.domain.lease.LeaseMarks;
import io.xendisk.domain.lease.LeaseRule;
import io.xendisk.fixtures.xapi.ProductNotes;
import java.util.Optional;
import java.util.Set;

/** Tells the simulated pool what xendisk writes, and must not leave behind. */
public final class OwnNotes {
  public static final ProductNotes OF_XENDISK =
      new ProductNotes(
          Attachment.MADE_BY,
          Set.of(KeepNote.KEY),
          Lease.KEY,
          notes -> {
            var marks = LeaseMarks.of(notes);
            return Optional.ofNullable(marks.lease()).map(marks::lastBeat);
          },
          LeaseRule.DEAD_AFTER);

  private OwnNotes() {}
}
