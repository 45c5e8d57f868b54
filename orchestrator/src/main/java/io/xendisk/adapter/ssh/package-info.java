/** Control domains by SSH, over Apache MINA SSHD; loaded by {@code host} commands only. */
@NullMarked
package io.xendisk.adapter.ssh;

import org.jspecify.annotations.NullMarked;
