/** xendisk's entry points: the only classes that see the whole house. */
@NullMarked
package io.xendisk;

import org.jspecify.annotations.NullMarked;
