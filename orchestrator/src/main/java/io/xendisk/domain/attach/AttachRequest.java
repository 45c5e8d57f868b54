package io.xendisk.domain.attach;

import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Keep;

/** How a person wants a disk attached. Immutable. */
public record AttachRequest(Attachment.Mode mode, IfHalted ifHalted, Keep keep) {
  /** One whose VBD is kept for the next boot. */
  public AttachRequest(Attachment.Mode mode, IfHalted ifHalted) {
    this(mode, ifHalted, Keep.KEPT);
  }
}
