/** Tests of the adapter to XenAPI. */
@NullMarked
package io.xendisk.adapter.xenapi;

import org.jspecify.annotations.NullMarked;
