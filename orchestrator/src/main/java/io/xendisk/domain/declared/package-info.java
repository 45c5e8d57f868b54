/** What somebody wants to be so for good: which disk in which VM; and what is to be done for it. */
@NullMarked
package io.xendisk.domain.declared;

import org.jspecify.annotations.NullMarked;
