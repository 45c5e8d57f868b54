package io.xendisk.adapter.exec;

import io.xendisk.port.Commands;
import java.io.IOException;
import java.util.List;

/** Runs commands on the streams of this process. Thread-safe: holds no state of its own. */
public final class OwnStreams implements Commands {
  @Override
  public End run(List<String> words) throws InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(words).inheritIO().start();
    } catch (IOException e) {
      return new End.NotStarted(String.valueOf(e.getMessage()));
    }
    try {
      return new End.Ended(process.waitFor());
    } catch (InterruptedException e) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      throw e;
    }
  }
}
