/** The page that people look at: HTML made of what the service knows. */
@NullMarked
package io.xendisk.service.page;

import org.jspecify.annotations.NullMarked;
