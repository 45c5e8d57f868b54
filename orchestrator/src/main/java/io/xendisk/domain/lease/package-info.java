/**
 * Who works on a disk: leases, their signs of life, and how a dead owner's lease is taken over.
 * Pure.
 */
@NullMarked
package io.xendisk.domain.lease;

import org.jspecify.annotations.NullMarked;
