/** How people are told outside the pool: by mail, a webhook, a command. */
@NullMarked
package io.xendisk.adapter.notify;

import org.jspecify.annotations.NullMarked;
