// The same with the npm client xen-api, as its README has it used: it caches every object, then one works on the cache.
// usage: node peer.mjs attach|detach URL USER PASSWORD DISK VM
import { Xapi } from 'xen-api'

const [command, url, user, password, label, name] = process.argv.slice(2)
const xapi = new Xapi({ url, auth: { user, password }, allowUnauthorized: true, debounce: 20 })

function fail(what) {
  console.error(what)
  process.exit(1)
}

await xapi.connect()
await xapi.objectsFetched
const all = Object.values(xapi.objects.all)
const vm = all.find(o => o.$type === 'VM' && o.name_label === name)
const srs = all.filter(o => o.$type === 'SR' && o.type === 'udev' && o.sm_config.type === 'block').map(o => o.$ref)
const disks = all.filter(
  o =>
    o.$type === 'VDI' &&
    srs.includes(o.SR) &&
    Object.entries(o.other_config).some(([key, value]) => key.startsWith('xendisk:seen') && value.includes(label))
)
if (vm === undefined || disks.length !== 1) fail(`${disks.length} disks, VM ${vm}`)
const disk = disks[0]

if (command === 'attach') {
  if (vm.power_state !== 'Running' || disk.VBDs.length !== 0) fail('not now')
  await xapi.call('VDI.add_to_other_config', disk.$ref, 'xendisk:lease', String(process.pid))
  const vbd = await xapi.call('VBD.create', {
    VM: vm.$ref,
    VDI: disk.$ref,
    userdevice: 'autodetect',
    bootable: false,
    mode: 'RW',
    type: 'Disk',
    unpluggable: true,
    empty: false,
    other_config: {},
    qos_algorithm_type: '',
    qos_algorithm_params: {},
  })
  await xapi.call('VBD.plug', vbd)
  const record = await xapi.barrier(vbd)
  if (!record.currently_attached) fail('not attached')
  await xapi.call('VDI.remove_from_other_config', disk.$ref, 'xendisk:lease')
  console.log('attached as', record.device)
} else {
  await xapi.call('VDI.add_to_other_config', disk.$ref, 'xendisk:lease', String(process.pid))
  const vbd = disk.VBDs[0]
  await xapi.callAsync('VBD.unplug', vbd)
  await xapi.call('VBD.destroy', vbd)
  const answer = await fetch(`${url}/export_raw_vdi?session_id=${xapi.sessionId}&vdi=${disk.$ref}&format=raw`)
  const reader = answer.body.getReader()
  await reader.read()
  await reader.cancel()
  await xapi.call('VDI.remove_from_other_config', disk.$ref, 'xendisk:lease')
  console.log('released')
}
await xapi.disconnect()
process.exit(0)
