--TEST--
The lines after start() run once, in the master; shutdown functions and destructors run in every process
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    final class Witness
    {
        public function __destruct()
        {
            file_put_contents(__DIR__ . '/out', "destructor in $GLOBALS[who]\n", FILE_APPEND);
        }
    }
    $who = 'the master';
    $witness = new Witness();
    register_shutdown_function(function () {
        file_put_contents(__DIR__ . '/out', "shutdown function in $GLOBALS[who]\n", FILE_APPEND);
    });
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 2;
    $worker->onWorkerStart = function ($worker) { $GLOBALS['who'] = "worker $worker->id"; };
    $worker->onWorkerStop = function ($worker) {
        file_put_contents(__DIR__ . '/out', "onWorkerStop in worker $worker->id\n", FILE_APPEND);
    };
    $worker->onMessage = function ($conn, $message) { $conn->send($message); };
    $worker->start();
    file_put_contents(__DIR__ . '/out', "after start() in $who\n", FILE_APPEND);
    exit(5);
    PHP);
fwrite($client = $server->connect(), "hello\n");
echo fgets($client);
wait_for(fn () => count($server->workers()) === 2);
$server->signal(SIGTERM);
echo $server->wait(), "\n", $server->log();
$lines = file("$server->folder/out");
foreach (['worker 0', 'worker 1', 'the master'] as $who) {
    echo implode('', preg_grep("/in $who$/", $lines));
}
echo count($lines), " lines\n";
?>
--EXPECT--
hello
5
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 2 workers
[master] notice: stopping
[master] notice: stopped
onWorkerStop in worker 0
shutdown function in worker 0
destructor in worker 0
onWorkerStop in worker 1
shutdown function in worker 1
destructor in worker 1
after start() in the master
shutdown function in the master
destructor in the master
9 lines
