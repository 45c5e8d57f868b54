#!/usr/bin/env python3
"""What a careful script would do with the standard library alone: the list of calls that xendisk makes for the same
command, in the same order, with the same checks of what comes back. bench/run compares itself with it.

usage: peer.py disks|attach|detach URL USER PASSWORD [DISK VM]"""
import sys
import time
import urllib.parse
import http.client
import uuid
import xmlrpc.client


class Pool:
    """One session over one connection that is kept alive."""

    def __init__(self, url):
        self.url = urllib.parse.urlsplit(url)
        self.proxy = xmlrpc.client.ServerProxy(url)
        self.session = None

    def raw(self, method, *params):
        answer = getattr(self.proxy, method)(*params)
        if answer['Status'] != 'Success':
            sys.exit('%s: %s' % (method, answer['ErrorDescription']))
        return answer['Value']

    def __call__(self, method, *params):
        return self.raw(method, self.session, *params)

    def login(self, user, password):
        self.session = self.raw('session.login_with_password', user, password, '1.0', 'xendisk-bench')

    def look(self, *classes):
        return {(e['class'], e['ref']): e.get('snapshot', {}) for e in self('event.from', list(classes), '', 0.0)['events']}

    def stock(self, *also):
        """The disks of the removable SRs, with all that the pool says of hosts and of what else is named, in two calls."""
        srs = [o for o in self('SR.get_all_records_where', 'field "type" = "udev"').values() if o['sm_config'].get('type') == 'block']
        named = ['%s/%s' % (kind, ref) for sr in srs for kind in ('pbd', 'vdi') for ref in sr[kind.upper() + 's']]
        seen = self.look('pool', 'host', 'host_metrics', *named, *also)
        return seen, {ref: o for (kind, ref), o in seen.items() if kind == 'vdi'}

    def superblock(self, vdi):
        """The first 4 MiB of a disk through the control domain, as far as they are needed here."""
        line = http.client.HTTPConnection(self.url.hostname, self.url.port)
        line.request('GET', '/export_raw_vdi?session_id=%s&vdi=%s&format=raw' % (self.session, vdi))
        answer = line.getresponse()
        block = answer.read(4 * 1024 * 1024)
        line.close()
        first = int.from_bytes(block[454:458], 'little') * 512  # where the first partition of the MBR begins
        return answer.status, block[first + 1024 + 56:first + 1024 + 58]


def named(vdis, label):
    """A disk is known by the label that was noted on its VDI when it was read."""
    found = [r for r, v in vdis.items() if any(label in value for key, value in v['other_config'].items() if key.startswith('xendisk:seen'))]
    if len(found) != 1:
        sys.exit('%d disks are called %s' % (len(found), label))
    return found[0]


def list_disks(pool):
    _, vdis = pool.stock()
    for ref, vdi in sorted(vdis.items(), key=lambda item: item[1]['location']):
        noted = [v for k, v in vdi['other_config'].items() if k.startswith('xendisk:seen')]
        print(vdi['location'], vdi['virtual_size'], 'attached' if vdi['VBDs'] else 'free', noted[0][:20] if noted else '-')


def attach(pool, label, name):
    vm, record = next(iter(pool('VM.get_all_records_where', 'field "name__label" = "%s"' % name).items()))
    metrics = ['vm_metrics/' + record['metrics'], 'vm_guest_metrics/' + record['guest_metrics']]
    seen, vdis = pool.stock(*metrics)
    vdi = named(vdis, label)
    if record['power_state'] != 'Running' or vdis[vdi]['VBDs'] or vdis[vdi]['current_operations']:
        sys.exit('not now')
    pool('host.get_servertime', next(o['master'] for (kind, _), o in seen.items() if kind == 'pool'))
    pool('VDI.add_to_other_config', vdi, 'xendisk:lease', str(uuid.uuid4()))
    if 'xendisk:released' in vdis[vdi]['other_config']:
        pool('VDI.remove_from_other_config', vdi, 'xendisk:released')
    vbd = pool('VBD.create', {
        'VM': vm, 'VDI': vdi, 'userdevice': 'autodetect', 'bootable': False, 'mode': 'RW', 'type': 'Disk', 'unpluggable': True,
        'empty': False, 'other_config': {}, 'qos_algorithm_type': '', 'qos_algorithm_params': {}})
    again = pool.look('vm/' + vm, 'vdi/' + vdi, 'vbd/' + vbd, *metrics)
    if again['vm', vm]['resident_on'] != record['resident_on'] or again['vdi', vdi]['VBDs'] != [vbd]:
        sys.exit('somebody else was here')
    pool('VM.set_blocked_operations', vm, {'start': 'a disk', 'start_on': 'a disk', 'resume': 'a disk', 'resume_on': 'a disk'})
    pool('VM.add_to_other_config', vm, 'xendisk:held:' + vbd[-36:], vdi)
    pool('VBD.plug', vbd)
    after = pool.look('vm/' + vm, 'vdi/' + vdi, 'vbd/' + vbd, *metrics)
    if not after['vbd', vbd]['currently_attached']:
        sys.exit('not attached')
    pool('VM.add_to_other_config', vm, 'xendisk:first-attach:' + vbd[-36:], 'now')
    pool('VDI.remove_from_other_config', vdi, 'xendisk:lease')
    print('attached as', after['vbd', vbd]['device'])


def detach(pool, label, _vm=None):
    seen, vdis = pool.stock()
    vdi = named(vdis, label)
    vbds = pool('VBD.get_all_records_where', 'field "VDI" = "%s"' % vdi)
    vbd, record = next(iter(vbds.items()))
    vm = record['VM']
    pool('VM.get_record', vm)
    pool('VM.get_record', vm)
    pool('VBD.get_all_records_where', 'field "VM" = "%s"' % vm)
    pool('host.get_servertime', next(o['master'] for (kind, _), o in seen.items() if kind == 'pool'))
    pool('VDI.add_to_other_config', vdi, 'xendisk:lease', str(uuid.uuid4()))
    pool('VBD.add_to_other_config', vbd, 'xendisk:releasing', 'now')
    pool.look('vm/' + vm, 'vdi/' + vdi, 'vbd/' + vbd)
    task = pool('Async.VBD.unplug', vbd)
    token, status = '', 'pending'
    while status == 'pending':
        batch = pool('event.from', ['task/' + task, 'vbd/' + vbd], token, 30.0)
        token = batch['token']
        for event in batch['events']:
            if event['class'] == 'task':
                status = event['snapshot']['status']
    if status != 'success':
        sys.exit('the guest keeps it')
    pool('task.destroy', task)
    pool('VBD.destroy', vbd)
    vm_record = pool('VM.get_record', vm)
    for key in vm_record['other_config']:
        if key.endswith(vbd[-36:]):
            pool('VM.remove_from_other_config', vm, key)
    pool('VBD.get_all_records_where', 'field "VM" = "%s"' % vm)
    for operation in ('start', 'start_on', 'resume', 'resume_on'):
        pool('VM.remove_from_blocked_operations', vm, operation)
    pool('VM.get_record', vm)
    pool('VBD.get_all_records_where', 'field "VM" = "%s"' % vm)
    pool.look('vdi/' + vdi)
    status, magic = pool.superblock(vdi)
    if status != 200 or magic != b'\x53\xef':
        sys.exit('the superblock was not read: %s %r' % (status, magic))
    token = ''
    while True:  # the control domain lets go of it a moment later
        batch = pool('event.from', ['vdi/' + vdi], token, 30.0)
        token = batch['token']
        if any(not e['snapshot'].get('VBDs', [1]) for e in batch['events']):
            break
    pool('VDI.add_to_other_config', vdi, 'xendisk:released', 'now')
    last = pool.look('vdi/' + vdi)
    if last['vdi', vdi]['VBDs'] or last['vdi', vdi]['current_operations']:
        sys.exit('NOT SAFE TO PULL')
    pool('VDI.remove_from_other_config', vdi, 'xendisk:lease')
    print('SAFE TO PULL')


def main(command, url, user, password, *rest):
    pool = Pool(url)
    pool.login(user, password)
    {'disks': list_disks, 'attach': attach, 'detach': detach}[command](pool, *rest)
    pool('session.logout')


if __name__ == '__main__':
    main(*sys.argv[1:])
