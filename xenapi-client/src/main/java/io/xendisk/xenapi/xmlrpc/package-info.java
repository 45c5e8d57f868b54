/** Reads XML-RPC answers that nobody vouches for. Internal; knows nothing of XenAPI's classes. */
@NullMarked
package io.xendisk.xenapi.xmlrpc;

import org.jspecify.annotations.NullMarked;
