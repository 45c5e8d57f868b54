@NullMarked
package io.xendisk.adapter.ssh;

import org.jspecify.annotations.NullMarked;
