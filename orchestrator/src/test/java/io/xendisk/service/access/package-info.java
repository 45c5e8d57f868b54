@NullMarked
package io.xendisk.service.access;

import org.jspecify.annotations.NullMarked;
