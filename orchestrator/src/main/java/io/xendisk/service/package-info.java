/** The service: what the command does once, it keeps true, with the same operations. */
@NullMarked
package io.xendisk.service;

import org.jspecify.annotations.NullMarked;
