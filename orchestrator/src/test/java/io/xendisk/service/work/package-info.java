@NullMarked
package io.xendisk.service.work;

import org.jspecify.annotations.NullMarked;
