/** The configuration file: YAML to validated records. */
@NullMarked
package io.xendisk.config;

import org.jspecify.annotations.NullMarked;
