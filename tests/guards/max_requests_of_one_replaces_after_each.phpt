--TEST--
Even with maxRequests = 1 somebody always serves: a worker is replaced at most twice a second and goes on meanwhile
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
    $worker->onMessage = function ($conn, $message) { $conn->send(getmypid()); };
    $worker->start();
    PHP);
$asked = 0;
$pids = [];
wait_for(function () use ($server, &$asked, &$pids) {
    $pids[ask($server, 'who')] = true;
    return ++$asked >= 20 && count($pids) >= 3;
});
echo "answered by several, ", count($pids) < $asked ? "not each by a new one\n" : "each by a new one\n";
$log = $server->stop();
echo substr_count($log, 'asking for a successor') >= 2 ? "asked\n" : $log;
echo preg_match('/\[worker 0\] notice: has handled 1 messages \(maxRequests\), asking for a successor/', $log), "\n";
?>
--EXPECT--
answered by several, not each by a new one
asked
1
