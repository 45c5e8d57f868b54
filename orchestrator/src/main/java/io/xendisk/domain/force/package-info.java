/**
 * Taking a disk out of a VM by force: when that may be done, and what a person has to show. Pure.
 */
@NullMarked
package io.xendisk.domain.force;

import org.jspecify.annotations.NullMarked;
