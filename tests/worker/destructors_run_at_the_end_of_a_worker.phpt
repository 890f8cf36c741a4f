--TEST--
Objects are destroyed when a worker ends
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    class Thing
    {
        public function __destruct()
        {
            echo isset($GLOBALS['serving']) ? "destroyed in the worker\n" : "destroyed in the master\n";
        }
    }
    $thing = new Thing;
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onWorkerStart = function () { $GLOBALS['serving'] = true; };
    $worker->start();
    PHP);
raw($server->address, '', 0);
$server->stop();
echo $server->stdout();
?>
--EXPECT--
destroyed in the worker
destroyed in the master
