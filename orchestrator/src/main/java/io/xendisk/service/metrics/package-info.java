/** What is counted of the service's work, as Prometheus reads it. */
@NullMarked
package io.xendisk.service.metrics;

import org.jspecify.annotations.NullMarked;
