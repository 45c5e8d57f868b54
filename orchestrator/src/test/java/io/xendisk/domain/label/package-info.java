@NullMarked
package io.xendisk.domain.label;

import org.jspecify.annotations.NullMarked;
