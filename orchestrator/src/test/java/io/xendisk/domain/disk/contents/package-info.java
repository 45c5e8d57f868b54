/** Proves what stands on a disk, by hand-made images and by those of the real tools. */
@NullMarked
package io.xendisk.domain.disk.contents;

import org.jspecify.annotations.NullMarked;
