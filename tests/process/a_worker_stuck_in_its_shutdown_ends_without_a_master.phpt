--TEST--
A worker that is stuck in a shutdown function ends soon after stopTimeout when its master is killed meanwhile
--EXTENSIONS--
crew
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
require __DIR__ . '/../support/skip_under_valgrind.inc';
?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->stopTimeout = 1;
    $worker->onWorkerStart = function () {
        register_shutdown_function(function () {
            touch(__DIR__ . '/begun');
            while (true);
        });
    };
    $worker->onMessage = function ($conn, $message) { $conn->send($message); };
    $worker->start();
    PHP);
echo ask($server, 'hello'), "\n";
[$pid] = $server->workers(1);
$server->signal(SIGTERM);
wait_for(fn () => glob("$server->folder/begun") !== []);
$server->signal(SIGKILL);
wait_for(fn () => !$server->is_running());
echo is_alive($pid) ? "stuck\n" : "gone already\n";
wait_for(fn () => !$server->processes(), 3);
echo "gone\n";
?>
--EXPECT--
hello
stuck
gone
