/** When something is done that has its times. */
@NullMarked
package io.xendisk.domain.schedule;

import org.jspecify.annotations.NullMarked;
