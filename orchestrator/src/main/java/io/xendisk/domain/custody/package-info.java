/**
 * Custody: who took which disk where, as a log of which no line can be changed, left out or moved
 * without somebody noticing.
 */
@NullMarked
package io.xendisk.domain.custody;

import org.jspecify.annotations.NullMarked;
