--TEST--
Inside a running worker no other can be started
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onConnect = function ($conn) use ($worker) {
        foreach ([$worker, new Worker('tcp://127.0.0.1:0')] as $each) {
            try {
                $each->start();
            } catch (Crew\Exception $e) {
                fwrite($conn, $e->getMessage() . "\n");
            }
        }
        fclose($conn);
    };
    $worker->start();
    PHP);
echo raw($server->address, '');
$server->stop();
?>
--EXPECT--
start() was called on this worker already
start() was called while another worker is running in this process
