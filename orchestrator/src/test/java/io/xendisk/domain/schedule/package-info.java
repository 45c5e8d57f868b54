@NullMarked
package io.xendisk.domain.schedule;

import org.jspecify.annotations.NullMarked;
