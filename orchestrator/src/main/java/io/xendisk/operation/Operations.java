package io.xendisk.operation;

import io.xendisk.domain.schedule.Schedules;
import io.xendisk.port.GuestPorts;

/**
 * The operations on one pool, put together in one place, so that a command and the service do a
 * thing in the same way. Thread-safe: makes a new one at each call.
 */
public final class Operations {
  private final Surroundings surroundings;
  private final GuestPorts ports;
  private final PoolKnowledge knowledge;

  public Operations(Surroundings surroundings, GuestPorts ports, PoolKnowledge knowledge) {
    this.surroundings = surroundings;
    this.ports = ports;
    this.knowledge = knowledge;
  }

  /** The same, whose VMs have no hooks. */
  public Operations withoutHooks() {
    return new Operations(surroundings.withoutHooks(), ports, knowledge);
  }

  /** The same, of which a service does some at certain times. */
  public Operations at(Schedules schedules) {
    return new Operations(surroundings, ports, knowledge.with(schedules));
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  /** XenAPI calls of the session so far, whoever made them. */
  public long calls() {
    return surroundings.pool().calls();
  }

  public PoolKnowledge knowledge() {
    return knowledge;
  }

  public AttachDisk attachDisk() {
    return new AttachDisk(surroundings, ports);
  }

  public DetachDisk detachDisk() {
    return new DetachDisk(surroundings);
  }

  public ForceDetach forceDetach() {
    return new ForceDetach(surroundings);
  }

  public RepairPool repairPool() {
    return new RepairPool(surroundings, ports, knowledge.boots());
  }

  public DiagnosePool diagnosePool() {
    return new DiagnosePool(surroundings, repairPool());
  }

  public AcknowledgeFinding acknowledgeFinding() {
    return new AcknowledgeFinding(surroundings, diagnosePool());
  }

  public StartVm startVm() {
    return new StartVm(surroundings, ports);
  }

  public GuardVm guardVm() {
    return new GuardVm(surroundings);
  }

  public ParkVm parkVm() {
    return new ParkVm(surroundings);
  }

  public UnparkVm unparkVm() {
    return new UnparkVm(surroundings, ports);
  }

  /** Puts disks back after a start, with nobody there to ask. */
  public ReturnDisks returnDisks() {
    return new ReturnDisks(surroundings, ports, knowledge.boots());
  }

  public DeclaredDisks declaredDisks() {
    return new DeclaredDisks(surroundings);
  }

  public NoteRuns noteRuns() {
    return new NoteRuns(surroundings);
  }

  public ShowStatus showStatus() {
    return new ShowStatus(surroundings);
  }

  public ListDisks listDisks() {
    return new ListDisks(surroundings);
  }

  public ListVms listVms() {
    return new ListVms(surroundings);
  }

  public ShowRotation showRotation() {
    return new ShowRotation(surroundings, knowledge.rotations());
  }

  /** Does what is due in a set, or what a person wants of it, and tells people. */
  public RotateDisks rotateDisks(Tellers tellers) {
    return new RotateDisks(
        surroundings, new RunRotation(surroundings, ports, knowledge.rotations()), tellers);
  }
}
