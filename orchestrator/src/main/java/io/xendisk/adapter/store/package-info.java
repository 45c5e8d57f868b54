/** What this workstation keeps in files. */
@NullMarked
package io.xendisk.adapter.store;

import org.jspecify.annotations.NullMarked;
