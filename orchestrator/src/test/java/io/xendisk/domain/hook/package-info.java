@NullMarked
package io.xendisk.domain.hook;

import org.jspecify.annotations.NullMarked;
