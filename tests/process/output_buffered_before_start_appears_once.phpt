--TEST--
What was printed into buffers before start() appears once, not once for each process
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    ob_start();
    echo "buffered\n";
    ob_start(fn ($text) => strtoupper($text));
    echo "twice\n";
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 3;
    $worker->onWorkerStart = function ($worker) { echo "worker $worker->id\n"; };
    $worker->onMessage = function ($conn, $message) { $conn->send($message); };
    $worker->start();
    echo "afterwards\n";
    PHP, ['output_buffering' => '4096']);
fwrite($client = $server->connect(), "hello\n");
echo fgets($client);
wait_for(fn () => count($server->workers()) === 3);
send_signal($server->workers()[0], SIGKILL);
wait_for(fn () => str_contains($server->stderr(), 'replacing it') && count($server->workers()) === 3);
fclose($client);
$server->stop();
$lines = array_count_values(explode("\n", trim($server->stdout())));
ksort($lines);
print_r($lines);
?>
--EXPECTF--
hello
Array
(
    [AFTERWARDS] => 1
    [TWICE] => 1
    [WORKER 0] => %d
    [WORKER 1] => %d
    [WORKER 2] => %d
    [buffered] => 1
)
