@NullMarked
package io.xendisk.domain.lease;

import org.jspecify.annotations.NullMarked;
