/** Disks, VMs and VBDs as tests want them: sound unless told otherwise. */
@NullMarked
package io.xendisk.testing;

import org.jspecify.annotations.NullMarked;
