package io.xendisk.domain.attach;

import io.xendisk.domain.disk.Attachment;

/** How a person wants a disk attached. Immutable. */
public record AttachRequest(Attachment.Mode mode, IfHalted ifHalted) {}
