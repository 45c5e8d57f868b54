/** What interrupted runs and pulled disks left behind, and what may be cleared of it. Pure. */
@NullMarked
package io.xendisk.domain.repair;

import org.jspecify.annotations.NullMarked;
