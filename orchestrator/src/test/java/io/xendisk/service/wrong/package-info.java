/** Breaks the rules of the house, so that a test can see them break. */
@NullMarked
package io.xendisk.service.wrong;

import org.jspecify.annotations.NullMarked;
