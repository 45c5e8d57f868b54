/** What others see of the service, over HTTP. */
@NullMarked
package io.xendisk.service.http;

import org.jspecify.annotations.NullMarked;
