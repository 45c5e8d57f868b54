/** A pool, over XenAPI. */
@NullMarked
package io.xendisk.adapter.xenapi;

import org.jspecify.annotations.NullMarked;
