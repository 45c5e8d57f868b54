@NullMarked
package io.xendisk.domain.release;

import org.jspecify.annotations.NullMarked;
