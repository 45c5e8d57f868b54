@NullMarked
package io.xendisk.xenapi.xmlrpc;

import org.jspecify.annotations.NullMarked;
