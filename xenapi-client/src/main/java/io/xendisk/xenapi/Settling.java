package io.xendisk.xenapi;

import java.util.Optional;

/**
 * How to find out whether a write was done whose answer is lost. The library sends no write twice;
 * this says what the caller has to look at before it decides anew. Immutable.
 *
 * @param look what to read, and what it means, in words for a person
 */
public record Settling(Kind kind, String look) {
  /** The three classes of writes. */
  public enum Kind {
    /**
     * Done twice is as done once: it may be asked for again, after a look that it is still wanted.
     */
    REPEATABLE,
    /** Something that the caller wrote with it tells it from everything else. */
    BY_MARKER,
    /** The state of the object tells, together with what is under way on it. */
    BY_LOOKING
  }

  /** For a method by its wire name; empty for a method that changes nothing. */
  static Optional<Settling> of(String method) {
    return switch (method) {
      case "VBD.create" ->
          found(Kind.BY_MARKER, "the VM's VBDs: the one with your marker in other_config is yours");
      case "VBD.destroy" -> found(Kind.REPEATABLE, "the VBD: if it is gone, it is done");
      case "VBD.set_unpluggable" -> found(Kind.REPEATABLE, "the VBD's unpluggable");
      case "VBD.plug", "Async.VBD.plug", "Async.VBD.unplug" ->
          found(
              Kind.BY_LOOKING,
              "the VBD: currently_attached, and current_operations, whose keys are the tasks under"
                  + " way");
      case "Async.VM.start", "Async.VM.start_on", "Async.VM.resume", "Async.VM.resume_on" ->
          found(
              Kind.BY_LOOKING,
              "the VM: power_state, and current_operations, whose keys are the tasks under way");
      case "VM.set_blocked_operations" ->
          found(Kind.BY_MARKER, "the VM's blocked_operations: your texts mean done");
      case "SR.scan" -> found(Kind.REPEATABLE, "the SR's VDIs");
      case "task.create" ->
          found(Kind.REPEATABLE, "nothing: a task that nobody uses is removed by the pool");
      case "task.cancel", "task.destroy" -> found(Kind.REPEATABLE, "the task, if it is there");
      case "host.call_plugin" -> found(Kind.BY_LOOKING, "what the plugin was to change");
      case "session.login_with_password", "session.logout" ->
          found(Kind.REPEATABLE, "nothing: the pool ends sessions that nobody uses");
      default -> ofMap(method);
    };
  }

  private static Optional<Settling> ofMap(String method) {
    if (method.contains(".add_to_")) {
      return found(
          Kind.BY_MARKER,
          "the value of the key: yours means done, another's that somebody was first");
    }
    if (method.contains(".remove_from_")) {
      return found(
          Kind.REPEATABLE,
          "the key: none means done; a value that is not yours is somebody else's");
    }
    return Optional.empty();
  }

  private static Optional<Settling> found(Kind kind, String look) {
    return Optional.of(new Settling(kind, "look at " + look));
  }
}
