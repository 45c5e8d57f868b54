/** A XenAPI client library: one session on one pool, typed records, events and tasks. */
@NullMarked
package io.xendisk.xenapi;

import org.jspecify.annotations.NullMarked;
