/**
 * Which disk it is: evidence with its source and its moment, the passport that was enrolled for a
 * disk, and their comparison by the safety rules R1 to R5. Pure: no I/O, no clock.
 */
@NullMarked
package io.xendisk.domain.disk.passport;

import org.jspecify.annotations.NullMarked;
