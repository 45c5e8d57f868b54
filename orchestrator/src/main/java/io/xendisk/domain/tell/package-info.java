/**
 * Telling people: what there is to tell, who is told, and when, so that nobody is told the same
 * thing every five minutes.
 */
@NullMarked
package io.xendisk.domain.tell;

import org.jspecify.annotations.NullMarked;
