/** The history that the service keeps: what waits for it, and what of it can be read. */
@NullMarked
package io.xendisk.service.history;

import org.jspecify.annotations.NullMarked;
