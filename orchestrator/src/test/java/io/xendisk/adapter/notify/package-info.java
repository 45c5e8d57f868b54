@NullMarked
package io.xendisk.adapter.notify;

import org.jspecify.annotations.NullMarked;
