@NullMarked
package io.xendisk.domain.dom0;

import org.jspecify.annotations.NullMarked;
