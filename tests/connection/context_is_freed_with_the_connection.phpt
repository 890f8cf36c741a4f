--TEST--
What context held is freed when the connection is over
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    class Session
    {
        public function __destruct()
        {
            echo "freed\n";
        }
    }

    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onConnect = function (Crew\Connection $conn) { $conn->context = new Session; };
    $worker->onClose = fn () => print("closed\n");
    $worker->start();
    PHP);
fclose($server->connect());
echo $server->wait_for_output('freed');
$server->stop();
?>
--EXPECT--
closed
freed
