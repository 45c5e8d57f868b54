package io.xendisk.xenapi;

import java.util.Optional;

/**
 * What was read from the start of a disk. Immutable.
 *
 * @param value what the reader made of it
 * @param task the task under which the pool read, if it named one
 * @param bytes how many bytes the reader took
 */
public record RawStart<T>(T value, Optional<TaskRef> task, long bytes) {}
