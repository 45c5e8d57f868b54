/** This machine: its processes. */
@NullMarked
package io.xendisk.adapter.exec;

import org.jspecify.annotations.NullMarked;
