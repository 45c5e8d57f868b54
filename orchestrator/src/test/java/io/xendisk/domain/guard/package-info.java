@NullMarked
package io.xendisk.domain.guard;

import org.jspecify.annotations.NullMarked;
