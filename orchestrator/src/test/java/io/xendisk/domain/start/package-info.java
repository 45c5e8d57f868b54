@NullMarked
package io.xendisk.domain.start;

import org.jspecify.annotations.NullMarked;
