/** What is said of an outcome: its words, its JSON and its exit code, for whoever asked. */
@NullMarked
package io.xendisk.answer;

import org.jspecify.annotations.NullMarked;
