/** Which disks a VM may be started with (safety rule R12). Pure. */
@NullMarked
package io.xendisk.domain.start;

import org.jspecify.annotations.NullMarked;
