/** Disks: where they sit, what they are, what is on them, and how a person names them. Pure. */
@NullMarked
package io.xendisk.domain.disk;

import org.jspecify.annotations.NullMarked;
