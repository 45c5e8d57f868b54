/**
 * What is found in a host's control domain, and what has to change in its files; all of it pure.
 */
@NullMarked
package io.xendisk.domain.dom0;

import org.jspecify.annotations.NullMarked;
