@NullMarked
package io.xendisk.domain.attach;

import org.jspecify.annotations.NullMarked;
