--TEST--
Output that waits in a buffer at start() is not printed again by each worker
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    ob_start();
    echo "once\n";
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 3;
    $worker->start();
    echo "twice\n";
    PHP);
$server->stop();
echo $server->stdout();
?>
--EXPECT--
once
twice
