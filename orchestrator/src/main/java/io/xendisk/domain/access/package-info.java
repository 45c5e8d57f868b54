/** Who may use the service, and for what. */
@NullMarked
package io.xendisk.domain.access;

import org.jspecify.annotations.NullMarked;
