package io.xendisk.domain.attach;

/** Why a guest is taken to have booted, strongest first. */
public enum BootEvidence {
  /** Its agent wrote to the guest metrics in this boot. */
  GUEST_METRICS("guest-metrics"),
  /** Its PV drivers are connected, and it has been up long enough to have settled. */
  PV_DRIVERS("pv-drivers"),
  /** It answers on a TCP port that the user named. */
  TCP_PORT("tcp-port"),
  /** It has been up for as long as the user said is enough. */
  UPTIME("uptime");

  private final String word;

  BootEvidence(String word) {
    this.word = word;
  }

  /** The word in JSON and in the first-attach memory. */
  public String word() {
    return word;
  }
}
