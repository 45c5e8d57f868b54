/** What the product does: each operation looks, decides, acts and reports. */
@NullMarked
package io.xendisk.operation;

import org.jspecify.annotations.NullMarked;
