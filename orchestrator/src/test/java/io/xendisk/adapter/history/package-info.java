@NullMarked
package io.xendisk.adapter.history;

import org.jspecify.annotations.NullMarked;
