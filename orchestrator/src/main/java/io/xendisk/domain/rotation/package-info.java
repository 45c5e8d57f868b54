/**
 * Disks that take turns: sets, whose turn it is, what becomes of each disk, and what is due. Pure:
 * every moment comes from the pool's clock.
 */
@NullMarked
package io.xendisk.domain.rotation;

import org.jspecify.annotations.NullMarked;
