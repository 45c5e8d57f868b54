@NullMarked
package io.xendisk.domain.tell;

import org.jspecify.annotations.NullMarked;
