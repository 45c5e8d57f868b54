/** HTTP/1.1 over sockets with exact deadlines. Internal; knows nothing of XenAPI. */
@NullMarked
package io.xendisk.xenapi.http;

import org.jspecify.annotations.NullMarked;
