/** What has happened, for people who ask later; nothing is decided by it. */
@NullMarked
package io.xendisk.domain.history;

import org.jspecify.annotations.NullMarked;
