--TEST--
A worker that asks itself to leave whenever it starts does not keep the master forking all the time
--EXTENSIONS--
crew
posix
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
    $worker->onWorkerStart = function () {
        echo "started\n";
        if (!is_file(__DIR__ . '/mended')) {
            posix_kill(getmypid(), SIGTERM);
        }
    };
    $worker->onMessage = function ($conn, $message) { $conn->send($message); };
    $worker->start();
    PHP);
$begun = microtime(true);
$server->wait_for_log('/was asked to stop; replacing it in \d+ ms/');
wait_for(fn () => microtime(true) - $begun > 1);
$starts = substr_count($server->stdout(), "started\n");
echo $starts < 10 + 10 * (microtime(true) - $begun) ? "few starts\n" : "$starts starts\n";
touch("$server->folder/mended");
echo ask($server, 'hello'), "\n";
$server->stop();
?>
--EXPECT--
few starts
hello
