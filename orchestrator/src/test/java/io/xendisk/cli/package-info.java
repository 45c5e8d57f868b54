@NullMarked
package io.xendisk.cli;

import org.jspecify.annotations.NullMarked;
