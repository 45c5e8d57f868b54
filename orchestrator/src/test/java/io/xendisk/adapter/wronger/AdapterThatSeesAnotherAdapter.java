package io.xendisk.adapter.wronger;

import io.xendisk.adapter.wrong.AdapterThatSeesAnOperation;

/** An adapter that knows another one. */
public record AdapterThatSeesAnotherAdapter(AdapterThatSeesAnOperation other) {}
