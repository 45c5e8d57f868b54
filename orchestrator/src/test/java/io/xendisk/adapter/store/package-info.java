@NullMarked
package io.xendisk.adapter.store;

import org.jspecify.annotations.NullMarked;
