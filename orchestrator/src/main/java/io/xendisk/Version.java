package io.xendisk;

/** Which release this is. Few classes are loaded for it: scripts ask at every turn. Stateless. */
final class Version {
  private Version() {}

  static String ofThis() {
    var version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "of a checkout" : version;
  }
}
