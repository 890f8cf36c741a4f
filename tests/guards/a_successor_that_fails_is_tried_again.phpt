--TEST--
A successor that dies before it is ready: the worker that has served enough goes on, and another is tried
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxRequests = 1;
    $worker->onWorkerStart = function () {
        if (is_file(__DIR__ . '/fail')) {
            throw new Exception('not now');
        }
        touch(__DIR__ . '/started');
    };
    $worker->onMessage = function ($conn, $message) { $conn->send(getmypid()); };
    $worker->start();
    PHP);
wait_for(fn () => is_file("$server->folder/started"));
$client = $server->connect();
touch("$server->folder/fail");
$first = ask($server, 'who', $client);
wait_for(fn () => substr_count($server->stderr(), "the old one stays") >= 2, 10, fn () => $server->stderr());
echo ask($server, 'who', $client) === $first ? "the first still answers\n" : "another answers\n";
unlink("$server->folder/fail");
wait_for(fn () => ask($server, 'who') !== $first);
echo "another answers\n";
echo preg_match('/the new worker 0 \(pid N\) exited with status 255: onWorkerStart threw an exception before it was ready; the old one stays/',
    $server->stop()), "\n";
?>
--EXPECT--
the first still answers
another answers
1
