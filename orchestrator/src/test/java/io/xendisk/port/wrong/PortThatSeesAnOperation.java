package io.xendisk.port.wrong;

import io.xendisk.operation.wrong.OperationThatReachesTooFar;

/** A port that knows who uses it. */
public interface PortThatSeesAnOperation {
  OperationThatReachesTooFar user();
}
