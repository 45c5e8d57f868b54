@NullMarked
package io.xendisk.xenapi.http;

import org.jspecify.annotations.NullMarked;
