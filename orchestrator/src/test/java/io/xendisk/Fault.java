package io.xendisk;

import io.xendisk.CallGate.Fate;
import io.xendisk.fixtures.SimulatedPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One thing that goes wrong with one call. Immutable.
 *
 * @param refusal whether the pool says no to it, so that the command may end with what that means
 * @param onCall done when the call is on its way
 * @param onAnswer done when the pool has carried it out
 */
record Fault(
    String name,
    boolean refusal,
    Function<SimulatedPool, Fate> onCall,
    Function<SimulatedPool, Fate> onAnswer) {
  private static final String REF = "OpaqueRef:0";
  private static final String BUSY = "OTHER_OPERATION_IN_PROGRESS VBD OpaqueRef:0 plug OpaqueRef:1";

  /** What befalls every call, whatever it is about. */
  private static final List<Fault> OF_ALL =
      List.of(
          onCall("request lost", _ -> Fate.LOST),
          onAnswer("answer lost", _ -> Fate.LOST),
          onCall("request late", _ -> Fate.LATE),
          onAnswer("answer late", _ -> Fate.LATE),
          onCall("session gone", Fault::evict),
          onAnswer("session gone, answer lost", pool -> lost(evict(pool))),
          onCall("master moved", Fault::move),
          onAnswer("master moved, answer lost", pool -> lost(move(pool))),
          error("INTERNAL_ERROR Not_found"));

  /** The codes that facts §3 (and §1.5, §2.4, §7 for logins, notes and tasks) list for a call. */
  private static final Map<String, List<String>> CODES =
      Map.ofEntries(
          Map.entry(
              "session.login_with_password",
              List.of("HOST_STILL_BOOTING", "SESSION_AUTHENTICATION_FAILED root no")),
          Map.entry(
              "VBD.create",
              List.of(
                  "VDI_READONLY " + REF,
                  "OTHER_OPERATION_IN_PROGRESS VM OpaqueRef:0 pool_migrate OpaqueRef:1",
                  "INVALID_DEVICE autodetect",
                  "DEVICE_ALREADY_EXISTS 1",
                  "HA_CONSTRAINT_VIOLATION_SR_NOT_SHARED " + REF)),
          Map.entry(
              "VBD.plug",
              List.of(
                  BUSY,
                  "VM_BAD_POWER_STATE OpaqueRef:0 running halted",
                  "OPERATION_NOT_ALLOWED VM.states",
                  "VM_MISSING_PV_DRIVERS " + REF,
                  "VDI_NOT_MANAGED " + REF,
                  "VDI_IN_USE " + REF,
                  "VDI_READONLY " + REF,
                  "HOST_OFFLINE " + REF,
                  "CANNOT_CONTACT_HOST " + REF,
                  "DISK_VBD_MUST_BE_READWRITE_FOR_HVM " + REF,
                  "SR_BACKEND_FAILURE_46  not.available",
                  "VDI_MISSING OpaqueRef:0 OpaqueRef:1",
                  "INVALID_DEVICE 1")),
          Map.entry(
              "VBD.unplug",
              List.of(
                  BUSY,
                  "VBD_NOT_UNPLUGGABLE " + REF,
                  "VM_BAD_POWER_STATE OpaqueRef:0 running halted",
                  "OPERATION_NOT_ALLOWED Current.operation",
                  "VM_MISSING_PV_DRIVERS " + REF,
                  "VDI_NOT_MANAGED " + REF,
                  "HOST_OFFLINE " + REF,
                  "CANNOT_CONTACT_HOST " + REF,
                  "TASK_CANCELLED " + REF)),
          Map.entry("VBD.destroy", List.of("OPERATION_NOT_ALLOWED still.attached")),
          Map.entry(
              "VM.start_on",
              List.of(
                  "VM_BAD_POWER_STATE OpaqueRef:0 halted running",
                  "OPERATION_BLOCKED OpaqueRef:0 no",
                  "NO_HOSTS_AVAILABLE",
                  "VM_REQUIRES_SR OpaqueRef:0 OpaqueRef:1",
                  "VDI_IN_USE " + REF,
                  "SR_BACKEND_FAILURE_46  not.available",
                  "HOST_OFFLINE " + REF)),
          Map.entry("VM.assert_can_boot_here", List.of("VM_REQUIRES_SR OpaqueRef:0 OpaqueRef:1")));

  /** What may befall a call of this method. */
  static List<Fault> of(String method) {
    var faults = new ArrayList<>(OF_ALL);
    var plain = method.startsWith("Async.") ? method.substring("Async.".length()) : method;
    CODES.getOrDefault(plain, List.of()).forEach(code -> faults.add(error(code)));
    if (plain.equals("VBD.plug")) {
      faults.add(
          refusal(
              "half-plugged",
              pool -> {
                pool.faults().halfPlugged(1);
                return Fate.PASS;
              }));
    }
    if (plain.endsWith("add_to_other_config")) {
      // A pool never says so of a key that is not there.
      faults.add(refusal("sent twice, MAP_DUPLICATE_KEY", _ -> Fate.TWICE));
    }
    if (!plain.matches(".*\\.(get|assert)_.*|event\\.from|session\\..*|task\\..*|")) {
      faults.add(error("RBAC_PERMISSION_DENIED " + plain.toLowerCase(java.util.Locale.ROOT)));
    }
    return faults;
  }

  private static Fault onCall(String name, Function<SimulatedPool, Fate> what) {
    return new Fault(name, false, what, _ -> Fate.PASS);
  }

  private static Fault onAnswer(String name, Function<SimulatedPool, Fate> what) {
    return new Fault(name, false, _ -> Fate.PASS, what);
  }

  private static Fault refusal(String name, Function<SimulatedPool, Fate> what) {
    return new Fault(name, true, what, _ -> Fate.PASS);
  }

  /** The pool answers with this error, and does nothing. */
  private static Fault error(String words) {
    var error = Arrays.stream(words.split(" ", -1)).map(word -> word.replace('.', ' ')).toList();
    return refusal(
        error.getFirst(),
        pool -> {
          pool.faults().error("*", 1, error);
          return Fate.PASS;
        });
  }

  private static Fate evict(SimulatedPool pool) {
    PlainClient.post(pool, "/_sim/sessions/evict", "{}");
    return Fate.PASS;
  }

  private static Fate move(SimulatedPool pool) {
    pool.rack().master("xs2");
    return Fate.PASS;
  }

  private static Fate lost(Fate after) {
    return after == Fate.PASS ? Fate.LOST : after;
  }

  @Override
  public String toString() {
    return name;
  }
}
