@NullMarked
package io.xendisk.domain.share;

import org.jspecify.annotations.NullMarked;
