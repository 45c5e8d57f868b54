@NullMarked
package io.xendisk.domain.custody;

import org.jspecify.annotations.NullMarked;
