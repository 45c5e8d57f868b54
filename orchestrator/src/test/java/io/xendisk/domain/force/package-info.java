@NullMarked
package io.xendisk.domain.force;

import org.jspecify.annotations.NullMarked;
