@NullMarked
package io.xendisk.service.page;

import org.jspecify.annotations.NullMarked;
