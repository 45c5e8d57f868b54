/** Commands that a guest's owner wants run when a disk comes or goes, and how they went. Pure. */
@NullMarked
package io.xendisk.domain.hook;

import org.jspecify.annotations.NullMarked;
