/** Commands: parse, call, print, exit code. The only place that prints or exits. */
@NullMarked
package io.xendisk.cli;

import org.jspecify.annotations.NullMarked;
