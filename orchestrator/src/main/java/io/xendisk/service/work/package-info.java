/** What people ask the service to do: as it was asked for, while it is done, and afterwards. */
@NullMarked
package io.xendisk.service.work;

import org.jspecify.annotations.NullMarked;
