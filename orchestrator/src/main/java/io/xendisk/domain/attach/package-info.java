/** When a disk may be attached or released, and the plan for it. Pure. */
@NullMarked
package io.xendisk.domain.attach;

import org.jspecify.annotations.NullMarked;
