--TEST--
fflush sends what a callback has written before the callback returns
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        fwrite($conn, "half way\n");
        fflush($conn);
        while (!file_exists(__DIR__ . '/go_on')) {
            usleep(1000);
        }
        fwrite($conn, "done\n");
    };
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, "go\n");
echo fgets($client);
touch("$server->folder/go_on");
echo fgets($client);
$server->stop();
?>
--EXPECT--
half way
done
