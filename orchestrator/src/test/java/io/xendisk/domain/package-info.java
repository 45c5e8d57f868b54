@NullMarked
package io.xendisk.domain;

import org.jspecify.annotations.NullMarked;
