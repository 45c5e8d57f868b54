/** Who may use the service, while it runs. */
@NullMarked
package io.xendisk.service.access;

import org.jspecify.annotations.NullMarked;
