@NullMarked
package io.xendisk.domain.history;

import org.jspecify.annotations.NullMarked;
