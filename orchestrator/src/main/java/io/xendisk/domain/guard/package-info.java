/**
 * What xendisk holds about a VM's next start: the block on it, disks that are to come back after
 * it, and that a VM is guarded (safety rule R12). Pure.
 */
@NullMarked
package io.xendisk.domain.guard;

import org.jspecify.annotations.NullMarked;
