--TEST--
user: workers have its uid, its group and its supplementary groups, from onWorkerStart on and after a replacement; the master stays root
--EXTENSIONS--
crew
posix
--SKIPIF--
<?php require __DIR__ . '/../support/skip_unless_root.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->user = 'nobody';
    $worker->onWorkerStart = function () { echo posix_getpwuid(posix_geteuid())['name'], " starts\n"; };
    $worker->onMessage = function ($conn, $message) {
        $conn->send(json_encode([posix_getuid(), posix_geteuid(), posix_getgid(), posix_getegid(), posix_getgroups(), @posix_setuid(0)]));
    };
    $worker->start();
    PHP);
$nobody = posix_getpwnam('nobody');
$expected = json_encode([$nobody['uid'], $nobody['uid'], $nobody['gid'], $nobody['gid'], [$nobody['gid']], false]);
$is_nobody = fn () => ($got = ask($server, 'who')) === $expected ? "as it should be\n" : "$got\n";
echo $is_nobody();
[$pid] = $server->workers(1);
send_signal($pid, SIGKILL);
wait_for(fn () => $server->workers() !== [] && $server->workers() !== [$pid]);
echo $is_nobody();
$server->signal(SIGUSR1);
$server->wait_for_log('all 1 workers are new');
echo $is_nobody();
echo fileowner("/proc/$server->pid"), "\n";
echo substr_count($server->stop(), 'error'), " errors\n";
echo $server->stdout();
?>
--EXPECT--
as it should be
as it should be
as it should be
0
0 errors
nobody starts
nobody starts
nobody starts
