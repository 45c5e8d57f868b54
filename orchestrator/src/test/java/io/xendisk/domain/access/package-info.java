@NullMarked
package io.xendisk.domain.access;

import org.jspecify.annotations.NullMarked;
