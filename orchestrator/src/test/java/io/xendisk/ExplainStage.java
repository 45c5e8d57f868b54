package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
import java.util.ArrayList;
import java.util.List;

/** One pool with a shell and a plain client, on which a row of a table is played. */
final class ExplainStage implements AutoCloseable {
  final SimulatedPool pool;
  final Shell shell;
  final PlainClient plain;

  ExplainStage(String world) {
    pool = SimulatedPool.start(world);
    shell = Shell.on(pool);
    plain = PlainClient.on(pool);
    shell.run("disks");
  }

  void done(String... words) {
    var ran = shell.run(words);
    assertThat(ran.exit()).as(List.of(words) + ran.out() + ran.err()).isZero();
  }

  /** What is explained: in words for a person, and the same as a document. */
  Shell.Ran explain(List<String> words, String... more) {
    var all = new ArrayList<String>(List.of("explain"));
    all.addAll(words);
    all.addAll(List.of(more));
    var ran = shell.run(all.toArray(String[]::new));
    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    return ran;
  }

  String vdi(String disk) {
    return plain.vdi(
        shell.run("disk", "show", disk, "-o", "json").json().at("/disk/vdi").asString());
  }

  String vbd(String disk) {
    return plain.call("VDI.get_VBDs", vdi(disk)).get(0).asString();
  }

  void vm(String call, String vm, Object... more) {
    var all = new ArrayList<Object>(List.of(plain.vm(vm)));
    all.addAll(List.of(more));
    plain.call("VM." + call, all.toArray());
  }

  void start(String vm) {
    vm("start", vm, false, false);
    await().until(() -> pool.guest(vm).booted());
  }

  /** Every host looks at its bays. */
  void scan() {
    for (var sr : plain.call("SR.get_by_name_label", "Removable storage")) {
      plain.call("SR.scan", sr.asString());
    }
  }

  String controlDomain(String host) {
    var ref = plain.call("host.get_by_name_label", host).get(0).asString();
    return plain.call("host.get_control_domain", ref).asString();
  }

  /** A host goes down when its control domain has let go of what was read. */
  void down(String host) {
    var ofControlDomain = "field \"VM\" = \"%s\"".formatted(controlDomain(host));
    await().until(() -> plain.call("VBD.get_all_records_where", ofControlDomain).isEmpty());
    pool.rack().down(host);
  }

  /** As a backup program or an import does. */
  void heldByControlDomain(String disk) {
    plain.call("VBD.plug", plain.createVbd(controlDomain("xs1"), vdi(disk)));
  }

  void letGoByControlDomain(String disk) {
    var vbd = vbd(disk);
    plain.call("VBD.unplug", vbd);
    plain.call("VBD.destroy", vbd);
  }

  @Override
  public void close() {
    plain.close();
    pool.close();
  }
}
