/** Which of several services keeps which pool. */
@NullMarked
package io.xendisk.domain.share;

import org.jspecify.annotations.NullMarked;
