@NullMarked
package io.xendisk.domain.declared;

import org.jspecify.annotations.NullMarked;
