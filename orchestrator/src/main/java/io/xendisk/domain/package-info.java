/** What the rules speak of: identifiers, and the text in which facts are kept in the pool. Pure. */
@NullMarked
package io.xendisk.domain;

import org.jspecify.annotations.NullMarked;
