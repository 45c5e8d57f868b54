package io.xendisk.xenapi;

import java.util.Map;
import java.util.Optional;

/**
 * What a person can do about each error that can reach them through this library (facts §1.4, §1.5,
 * §3, §5): at most two lines each. Codes of which nothing is known get a line that helps to ask
 * others. One table, longer than a class should be, so that it can be read from top to bottom.
 * Immutable.
 */
final class AdviceByCode {
  private static final Map<String, String> TABLE =
      Map.ofEntries(
          // Getting in
          entry("SESSION_AUTHENTICATION_FAILED", "User or password is wrong."),
          entry(
              "SESSION_AUTHORIZATION_FAILED",
              "The user is known, but has no access to this pool: ask its administrator for a"
                  + " role."),
          entry("SESSION_INVALID", "The session has ended. Run the command again."),
          entry("HOST_IS_SLAVE", "This host is a member. Give the address of the pool's master."),
          entry("HOST_STILL_BOOTING", "The host's toolstack is starting. Try again in a minute."),
          entry(
              "HOST_UNKNOWN_TO_MASTER",
              "The pool's master does not know this host. Give the master's address."),
          entry("HOST_ITS_OWN_SLAVE", "The host is misconfigured: its master is itself."),
          entry("HOST_HAS_NO_MANAGEMENT_IP", "The host has no management address at the moment."),
          entry(
              "HOST_MASTER_CANNOT_TALK_BACK",
              "The pool's master cannot reach this host. Give the master's address."),
          entry("HOST_BROKEN", "The host is broken; its own log says why."),
          entry(
              "HOST_XAPI_VERSION_HIGHER_THAN_COORDINATOR",
              "The host is newer than the pool's master. Give the master's address."),
          entry("HOST_OFFLINE", "That host is down or cut off. Bring it back, then try again."),
          entry("HOST_NOT_LIVE", "That host is down or cut off. Bring it back, then try again."),
          entry("HOST_DISABLED", "That host takes no VMs at the moment: xe host-enable."),
          entry(
              "CANNOT_CONTACT_HOST",
              "The master cannot reach that host. Is it up, and its network?"),
          entry("TOO_BUSY", "The pool has too much to do. Try again in a minute."),
          // The call itself
          entry(
              "MESSAGE_METHOD_UNKNOWN",
              "The pool's release does not know this call. Events need XenServer 6.0, xendisk"
                  + " 6.1.\n"
                  + "Upgrade the pool, or do it by hand with its own tools."),
          entry(
              "MESSAGE_PARAMETER_COUNT_MISMATCH",
              "The pool's release takes other parameters; it is too old for this call, or too"
                  + " new."),
          entry("NOT_IMPLEMENTED", "The pool's release cannot do that."),
          entry("INVALID_VALUE", "The pool does not take a value; this is a fault of the program."),
          entry(
              "INTERNAL_ERROR",
              "Something failed inside the pool; /var/log/xensource.log of its master says more."),
          entry(
              "HANDLE_INVALID",
              "The object has gone in the meantime. Look again, then decide anew."),
          entry("UUID_INVALID", "No such object exists any more. Look again."),
          entry("MAP_DUPLICATE_KEY", "Somebody else was quicker. Look who it is, or wait."),
          entry("LOCATION_NOT_UNIQUE", "The storage has a disk of that location already."),
          entry("PERMISSION_DENIED", "The user may not do that. Ask the pool's administrator."),
          entry("LICENCE_RESTRICTION", "The pool's licence does not cover it."),
          // Somebody else is at it
          entry(
              "OTHER_OPERATION_IN_PROGRESS",
              "Another operation runs on it. Wait until that has ended, then try again."),
          entry(
              "OPERATION_NOT_ALLOWED",
              "It is not possible in the present state. Look at the VM and its disks."),
          entry(
              "OPERATION_BLOCKED",
              "Somebody forbade this for the VM; the reason stands in the message.\n"
                  + "To see and to lift it: xe vm-param-list, blocked-operations."),
          entry(
              "VDI_IN_USE",
              "The disk is attached somewhere else, perhaps to the control domain. Detach it"
                  + " there."),
          entry("TASK_CANCELLED", "Somebody cancelled it. Look at the state, then run it again."),
          entry("EVENTS_LOST", "Too much happened at once. Run the command again."),
          entry("EVENT_FROM_TOKEN_PARSE_FAILURE", "The pool was restarted. Run the command again."),
          entry("EVENT_SUBSCRIPTION_PARSE_FAILURE", "This is a fault of the program."),
          entry("SESSION_NOT_REGISTERED", "This is a fault of the program."),
          // Plugging
          entry("DEVICE_ALREADY_ATTACHED", "The disk is attached already: nothing is to be done."),
          entry("DEVICE_ALREADY_DETACHED", "The disk is detached already: nothing is to be done."),
          entry("DEVICE_ALREADY_EXISTS", "The VM has a disk at this place. Choose another place."),
          entry(
              "INVALID_DEVICE",
              "The VM has no such place for a disk. Leave the choice to the pool."),
          entry(
              "DEVICE_DETACH_REJECTED",
              "The guest still uses the disk. Unmount it there (lsof +f -- MOUNTPOINT shows who"
                  + " uses it).\n"
                  + "The guest was asked, and may let go at any time from now on."),
          entry(
              "DEVICE_DETACH_TIMEOUT",
              "The guest did not answer. Unmount the disk there, then try again."),
          entry(
              "DISK_VBD_MUST_BE_READWRITE_FOR_HVM",
              "A fully virtualised guest cannot take a disk read-only. Attach it read-write."),
          entry(
              "VBD_NOT_UNPLUGGABLE", "The VBD is marked as not to be unplugged. Unmark it first."),
          entry("VBD_CDS_MUST_BE_READONLY", "A CD can be attached read-only only."),
          entry("VBD_NOT_REMOVABLE_MEDIA", "Only a CD drive can be empty."),
          entry("VDI_READONLY", "The disk is read-only. Attach it read-only."),
          entry(
              "VDI_NOT_MANAGED",
              "The pool does not manage this disk. Has its SR lost it? Scan the SR."),
          entry(
              "VDI_MISSING", "The SR has lost the disk. Is it still in its bay? Then scan the SR."),
          entry("VDI_NOT_AVAILABLE", "The SR has lost the disk. Is it still in its bay?"),
          entry("VDI_LOCATION_MISSING", "The SR has no disk at that place any more. Scan the SR."),
          entry("VDI_INCOMPATIBLE_TYPE", "That disk belongs to the pool itself. Choose another."),
          entry("VDI_IS_A_PHYSICAL_DEVICE", "A physical disk cannot be deleted, only forgotten."),
          // The VM
          entry(
              "VM_BAD_POWER_STATE",
              "The VM is not in the state that this needs. Start it, or wait."),
          entry(
              "VM_MISSING_PV_DRIVERS",
              "The guest has no paravirtual drivers, or has not booted yet. Wait, or install its"
                  + " tools."),
          entry("VM_IS_TEMPLATE", "That is a template. Choose a VM."),
          entry("VM_IS_SNAPSHOT", "That is a snapshot. Choose a VM."),
          entry("VM_IS_IMMOBILE", "The VM cannot be moved. Choose a disk on its own host."),
          entry("VM_LACKS_FEATURE", "The guest's tools cannot do that. Update them."),
          entry("VM_NON_SUSPENDABLE", "The VM cannot be suspended."),
          entry(
              "VM_REQUIRES_SR",
              "The VM needs a disk that this host cannot see. Detach it, or start the VM where it"
                  + " is."),
          entry(
              "NO_HOSTS_AVAILABLE",
              "No host can start the VM: a disk that only one host sees, or too little memory.\n"
                  + "Detach the disk, or start the VM on the disk's host."),
          entry("HOST_NOT_ENOUGH_FREE_MEMORY", "The host has too little memory for the VM."),
          entry(
              "HA_CONSTRAINT_VIOLATION_SR_NOT_SHARED",
              "High availability protects the VM, and the disk belongs to one host only.\n"
                  + "Take the VM out of protection, or use another VM."),
          // The storage
          entry("SR_HAS_NO_PBDS", "No host has the SR plugged in: xe pbd-plug on its host."),
          entry("SR_HAS_PBD", "The SR is still plugged in."),
          entry("SR_NOT_ATTACHED", "The SR is not plugged in on that host: xe pbd-plug."),
          entry("SR_OPERATION_NOT_SUPPORTED", "Storage of this type cannot do that."),
          entry("PBD_EXISTS", "The SR is connected to that host already."),
          entry(
              "SR_BACKEND_FAILURE_46",
              "The disk is not there any more. Is it in its bay? Then scan the SR.\n"
                  + "If all scans fail, a USB device of the host may be set to pass-through."),
          // Plugins
          entry("XENAPI_MISSING_PLUGIN", "The host has no such plugin; XCP-ng brings it."),
          entry(
              "XENAPI_PLUGIN_FAILURE", "The host's plugin failed; its words are in the message."));

  private AdviceByCode() {}

  static String of(XenError error) {
    if (error.is("RBAC_PERMISSION_DENIED")) {
      return role(error);
    }
    String known = TABLE.get(error.code());
    if (known != null) {
      return known;
    }
    return error.startsWith("SR_BACKEND_FAILURE")
        ? "The storage refused it; /var/log/SMlog of the disk's host says more."
        : "The pool refused it; /var/log/xensource.log of its master says more.";
  }

  /** The parameter is the permission that was missing; its place has not changed so far (§1.4). */
  private static String role(XenError error) {
    Optional<String> role =
        error.params().stream().map(Roles::neededFor).flatMap(Optional::stream).findFirst();
    return "The user's role does not allow it; it needs the role %s.\n"
            .formatted(role.orElse("that holds this permission"))
        + "Ask the pool's administrator, or log in as another user.";
  }

  private static Map.Entry<String, String> entry(String code, String advice) {
    return Map.entry(code, advice);
  }
}
