@NullMarked
package io.xendisk.domain.disk;

import org.jspecify.annotations.NullMarked;
