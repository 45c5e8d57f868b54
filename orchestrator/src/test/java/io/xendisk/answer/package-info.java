@NullMarked
package io.xendisk.answer;

import org.jspecify.annotations.NullMarked;
