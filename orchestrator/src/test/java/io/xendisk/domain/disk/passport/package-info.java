/** Proves the comparison of disks by the safety rules R1 to R5. */
@NullMarked
package io.xendisk.domain.disk.passport;

import org.jspecify.annotations.NullMarked;
