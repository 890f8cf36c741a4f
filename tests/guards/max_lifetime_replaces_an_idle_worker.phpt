--TEST--
maxLifetime: a worker is replaced when its time is over, also when nothing happens; its connections are ended in time
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
    $worker->maxLifetime = 0.8;
    $worker->stopTimeout = 0.3;
    $worker->onMessage = function ($conn, $message) { $conn->send(getmypid()); };
    $worker->start();
    PHP);
[$first] = $server->workers(1);
$client = $server->connect();
echo ask($server, 'who', $client) === "$first" ? "the first answers\n" : "another answers\n";
$server->wait_for_log('worker 0 has its successor');
wait_for(fn () => ask($server, 'who') !== "$first"); /* the old one may still be asked while it learns that it is over */
echo "another answers\n";
echo read_all($client), "ended\n";
wait_for(fn () => !is_alive($first));
echo preg_match('/\[worker 0\] notice: has lived for its time \(maxLifetime\), asking for a successor/', $server->stop()), "\n";
?>
--EXPECT--
the first answers
another answers
ended
1
