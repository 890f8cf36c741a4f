--TEST--
System calls of a worker that are interrupted or fail for want of memory or descriptors lose no request
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_strace.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';
require __DIR__ . '/../support/load.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) { $conn->send(getmypid() . " $message"); };
    $worker->start();
    PHP);
ask($server, 'hello');
[$pid] = $server->workers(1);
$calls = ['accept4', 'recvfrom', 'sendto', 'epoll_wait', 'epoll_ctl'];

foreach ([
    'interrupted' => ['accept4:error=EINTR', 'recvfrom:error=EINTR', 'sendto:error=EINTR', 'epoll_wait,epoll_pwait:error=EINTR'],
    'not ready after all' => ['accept4:error=EAGAIN', 'recvfrom:error=EAGAIN', 'sendto:error=EAGAIN'],
    'aborted by the peer' => ['accept4:error=ECONNABORTED'],
    'no memory' => ['accept4:error=ENOMEM', 'recvfrom:error=ENOMEM', 'sendto:error=ENOMEM', 'epoll_wait,epoll_pwait:error=ENOMEM',
        'epoll_ctl:error=ENOMEM'],
    'no descriptors, buffers, watches' => ['accept4:error=EMFILE', 'sendto:error=ENOBUFS', 'epoll_ctl:error=ENOSPC'],
    'no descriptors anywhere' => ['accept4:error=ENFILE'],
] as $what => $rules) {
    $strace = new Strace($pid, ...array_map(fn ($rule, $i) => "$rule:when=" . 1 + $i % 2 . '+3', $rules, array_keys($rules)));
    $load = new Load("tcp://$server->address", connections: 4, perSecond: 150, keepers: 2);
    $load->run(0.5);
    $failed = $strace->end();
    echo "$what: ", implode(' ', array_intersect($calls, array_keys($failed))),
        ' failed, ', $load->counts['ok'] > 5 ? 'many answers, ' : 'few answers, ', $load->lost(), " lost\n";
}
echo $server->workers() === [$pid] ? "it is still the same worker\n" : "it died\n";
$server->stop();
?>
--EXPECT--
interrupted: accept4 recvfrom sendto epoll_wait failed, many answers, 0 lost
not ready after all: accept4 recvfrom sendto failed, many answers, 0 lost
aborted by the peer: accept4 failed, many answers, 0 lost
no memory: accept4 recvfrom sendto epoll_wait epoll_ctl failed, many answers, 0 lost
no descriptors, buffers, watches: accept4 sendto epoll_ctl failed, many answers, 0 lost
no descriptors anywhere: accept4 failed, many answers, 0 lost
it is still the same worker
