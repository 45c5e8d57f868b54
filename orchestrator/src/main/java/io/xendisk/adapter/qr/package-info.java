/** QR codes. */
@NullMarked
package io.xendisk.adapter.qr;

import org.jspecify.annotations.NullMarked;
