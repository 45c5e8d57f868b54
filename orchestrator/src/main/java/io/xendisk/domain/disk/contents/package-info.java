/**
 * What stands on a disk: its partition table and its filesystems, read from its first bytes by pure
 * functions. Nothing here does I/O of its own, knows a clock, or trusts a byte that it reads.
 */
@NullMarked
package io.xendisk.domain.disk.contents;

import org.jspecify.annotations.NullMarked;
