package io.xendisk.adapter.wrong;

import io.xendisk.operation.Surroundings;

/** An adapter that knows who uses it. */
public record AdapterThatSeesAnOperation(Surroundings surroundings) {}
