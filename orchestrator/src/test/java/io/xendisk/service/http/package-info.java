@NullMarked
package io.xendisk.service.http;

import org.jspecify.annotations.NullMarked;
