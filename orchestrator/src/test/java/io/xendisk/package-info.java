@NullMarked
package io.xendisk;

import org.jspecify.annotations.NullMarked;
