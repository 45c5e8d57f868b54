/** What operations need from outside. */
@NullMarked
package io.xendisk.port;

import org.jspecify.annotations.NullMarked;
