/** Tests of rotations: tables, and seeded properties. */
@org.jspecify.annotations.NullMarked
package io.xendisk.domain.rotation;
