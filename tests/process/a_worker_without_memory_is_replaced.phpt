--TEST--
A worker that PHP ends because the system has no memory left is replaced like any other that died
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_strace.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        $conn->send($message . strlen(str_repeat('x', 8 << 20)));
    };
    $worker->start();
    PHP, ['display_errors' => '0']);
echo ask($server, 'before: '), "\n";
$strace = new Strace($server->workers(1)[0], 'mmap:error=ENOMEM');
echo ask($server, 'meanwhile: '), "\n";
$server->wait_for_log('replacing it');
$strace->end();
echo ask($server, 'afterwards: '), "\n";
echo $server->stop();
?>
--EXPECTF--
before: 8388608

afterwards: 8388608
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
%A[master] warning: worker 0 (pid N) exited with status %d%S; replacing it
[master] notice: stopping
[master] notice: stopped
