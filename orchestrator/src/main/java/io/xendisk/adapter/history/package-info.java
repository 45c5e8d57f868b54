/** The history in a database: SQLite, or PostgreSQL. */
@NullMarked
package io.xendisk.adapter.history;

import org.jspecify.annotations.NullMarked;
