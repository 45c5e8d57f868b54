/** How people are told: a message in the pool, mail, a webhook, a command. */
@NullMarked
package io.xendisk.adapter.notify;

import org.jspecify.annotations.NullMarked;
