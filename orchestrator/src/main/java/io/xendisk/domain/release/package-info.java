/** How a guest is asked to let go of a disk, and what is made of the answers. Pure. */
@NullMarked
package io.xendisk.domain.release;

import org.jspecify.annotations.NullMarked;
