/** Labels that are printed and stuck on disks. */
@NullMarked
package io.xendisk.domain.label;

import org.jspecify.annotations.NullMarked;
