/** What dom0's udev rules have to be for a host, and what is wrong with a host. Pure. */
@NullMarked
package io.xendisk.domain.host;

import org.jspecify.annotations.NullMarked;
