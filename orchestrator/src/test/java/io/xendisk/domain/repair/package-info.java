@NullMarked
package io.xendisk.domain.repair;

import org.jspecify.annotations.NullMarked;
