@NullMarked
package io.xendisk.xenapi;

import org.jspecify.annotations.NullMarked;
