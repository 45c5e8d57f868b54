@NullMarked
package io.xendisk.config;

import org.jspecify.annotations.NullMarked;
